// Arrays that grow without moving: a reference into them stays good for ever.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "elsewise/kernel/errors.hpp"

namespace elsewise::kernel {

// Elements one after the other, in chunks of 2^LOG.
template <class T, unsigned LOG = 14>
class Chunks {
public:
    std::size_t size() const { return size_; }
    T& operator[](std::size_t i) { return chunks_[i >> LOG][i & MASK]; }
    const T& operator[](std::size_t i) const { return chunks_[i >> LOG][i & MASK]; }

    void push_back(const T& value) {
        if ((size_ >> LOG) == chunks_.size()) {
            chunks_.push_back(std::make_unique_for_overwrite<T[]>(MASK + 1));
        }
        chunks_[size_ >> LOG][size_ & MASK] = value;
        ++size_;
    }

private:
    static constexpr std::size_t MASK = (std::size_t{1} << LOG) - 1;
    std::vector<std::unique_ptr<T[]>> chunks_;
    std::size_t size_ = 0;
};

// Runs of elements, each in one piece, known by a 32-bit number. Runs are never given back.
template <class T, unsigned LOG = 18>
class Runs {
public:
    // Makes room for `count` elements (undetermined) and returns the number of the run; never 0.
    std::uint32_t allocate(std::size_t count) {
        if (count > SIZE) {
            throw TooLarge("a list in the kernel is longer than it can hold");
        }
        if (chunks_.empty() || used_ + count > SIZE) {
            if (chunks_.size() >= (std::size_t{1} << (32 - LOG))) {
                throw Stopped{StopReason::MEMORY};
            }
            chunks_.push_back(std::make_unique_for_overwrite<T[]>(SIZE));
            used_ = chunks_.size() == 1 ? 1 : 0;
        }
        const std::size_t begin = ((chunks_.size() - 1) << LOG) + used_;
        used_ += count;
        return static_cast<std::uint32_t>(begin);
    }

    T* at(std::uint32_t run) { return &chunks_[run >> LOG][run & (SIZE - 1)]; }
    const T* at(std::uint32_t run) const { return &chunks_[run >> LOG][run & (SIZE - 1)]; }

private:
    static constexpr std::size_t SIZE = std::size_t{1} << LOG;
    std::vector<std::unique_ptr<T[]>> chunks_;
    std::size_t used_ = 0;
};

}  // namespace elsewise::kernel
