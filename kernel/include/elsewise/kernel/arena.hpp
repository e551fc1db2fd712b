// Arrays that grow without moving: a reference into them stays good for ever.
//
// While they are shared (sharing.hpp), whoever makes them grow holds a lock; nobody else needs one.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

#include "elsewise/kernel/errors.hpp"
#include "elsewise/kernel/sharing.hpp"
#include "elsewise/kernel/space.hpp"

namespace elsewise::kernel {

// Elements one after the other, in chunks of 2^LOG.
template <class T, unsigned LOG = 14>
class ChunkedArray {
public:
    // In plain memory, unless there is a space.
    explicit ChunkedArray(Space* space = nullptr) : space_(space) {}
    // Not while it is shared.
    ChunkedArray(ChunkedArray&& other) noexcept
        : space_(other.space_), chunks_(std::move(other.chunks_)), size_(other.size_.exchange(0)) {}
    ChunkedArray& operator=(ChunkedArray&& other) noexcept {
        space_ = other.space_;
        chunks_ = std::move(other.chunks_);
        size_ = other.size_.exchange(0);
        return *this;
    }

    // Several threads may use it from now on. They must not make it grow at the same time.
    void share() { chunks_.reserve(std::size_t{1} << (32 - LOG)); }

    std::size_t size() const { return size_.load(std::memory_order_acquire); }
    T& operator[](std::size_t i) { return chunks_[i >> LOG][i & MASK]; }
    const T& operator[](std::size_t i) const { return chunks_[i >> LOG][i & MASK]; }

    void push_back(const T& value) {
        const std::size_t size = size_.load(std::memory_order_relaxed);
        if ((size >> LOG) == chunks_.size()) {
            chunks_.push_back(array_in<T>(space_, MASK + 1));
        }
        chunks_[size >> LOG][size & MASK] = value;
        size_.store(size + 1, std::memory_order_release);
    }

private:
    static constexpr std::size_t MASK = (std::size_t{1} << LOG) - 1;
    Space* space_;
    std::vector<Array<T>> chunks_;
    alignas(APART) std::atomic<std::size_t> size_{0};
};

// Runs of elements, each in one piece, known by a 32-bit number. Runs are never given back. Each of
// several threads (sharing.hpp) has a chunk of its own to take from.
template <class T, unsigned LOG = 18>
class Arena {
public:
    // In plain memory, unless there is a space.
    explicit Arena(Space* space = nullptr) : space_(space) {}

    // Several threads may use it from now on, or one only.
    void share(bool shared) {
        lock_.share(shared);
        chunks_.reserve(MOST_CHUNKS);
    }

    // Makes room for `count` elements (undetermined) and returns the number of the run; never 0.
    std::uint32_t allocate(std::size_t count) {
        if (count >= SIZE) {
            throw TooLarge("a list in the kernel is longer than it can hold");
        }
        Rest& rest = rests_[thread_slot];
        if (count > rest.end - rest.begin) {
            rest = new_chunk();
        }
        const std::size_t begin = rest.begin;
        rest.begin += count;
        return static_cast<std::uint32_t>(begin);
    }

    T* at(std::uint32_t run) { return &chunks_[run >> LOG][run & (SIZE - 1)]; }
    const T* at(std::uint32_t run) const { return &chunks_[run >> LOG][run & (SIZE - 1)]; }

private:
    static constexpr std::size_t SIZE = std::size_t{1} << LOG;
    static constexpr std::size_t MOST_CHUNKS = std::size_t{1} << (32 - LOG);

    // What is left of a chunk, as numbers of runs.
    struct alignas(APART) Rest {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    // Its first element is left out in the first chunk, as there is no run 0.
    Rest new_chunk() {
        const std::lock_guard guard(lock_);
        if (chunks_.size() >= MOST_CHUNKS) {
            throw Stopped{StopReason::MEMORY};
        }
        chunks_.push_back(array_in<T>(space_, SIZE));
        const std::size_t end = chunks_.size() << LOG;
        return {end - SIZE + (chunks_.size() == 1 ? 1 : 0), end};
    }

    Space* space_;
    std::vector<Array<T>> chunks_;
    BriefLock lock_;
    std::array<Rest, MAX_THREADS> rests_;
};

}  // namespace elsewise::kernel
