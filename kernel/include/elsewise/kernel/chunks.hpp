// Arrays that grow without moving: a reference into them stays good for ever.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "elsewise/kernel/errors.hpp"
#include "elsewise/kernel/space.hpp"

namespace elsewise::kernel {

// Elements one after the other, in chunks of 2^LOG.
template <class T, unsigned LOG = 14>
class Chunks {
public:
    // In plain memory, unless there is a space.
    explicit Chunks(Space* space = nullptr) : space_(space) {}

    std::size_t size() const { return size_; }
    T& operator[](std::size_t i) { return chunks_[i >> LOG][i & MASK]; }
    const T& operator[](std::size_t i) const { return chunks_[i >> LOG][i & MASK]; }

    void push_back(const T& value) {
        if ((size_ >> LOG) == chunks_.size()) {
            chunks_.push_back(array_in<T>(space_, MASK + 1));
        }
        chunks_[size_ >> LOG][size_ & MASK] = value;
        ++size_;
    }

private:
    static constexpr std::size_t MASK = (std::size_t{1} << LOG) - 1;
    Space* space_;
    std::vector<Array<T>> chunks_;
    std::size_t size_ = 0;
};

// Runs of elements, each in one piece, known by a 32-bit number. Runs are never given back.
template <class T, unsigned LOG = 18>
class Runs {
public:
    // In plain memory, unless there is a space.
    explicit Runs(Space* space = nullptr) : space_(space) {}

    // Makes room for `count` elements (undetermined) and returns the number of the run; never 0.
    std::uint32_t allocate(std::size_t count) {
        if (count > SIZE) {
            throw TooLarge("a list in the kernel is longer than it can hold");
        }
        if (chunks_.empty() || used_ + count > SIZE) {
            if (chunks_.size() >= (std::size_t{1} << (32 - LOG))) {
                throw Stopped{StopReason::MEMORY};
            }
            chunks_.push_back(array_in<T>(space_, SIZE));
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
    Space* space_;
    std::vector<Array<T>> chunks_;
    std::size_t used_ = 0;
};

}  // namespace elsewise::kernel
