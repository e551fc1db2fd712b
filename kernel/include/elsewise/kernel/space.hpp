// Where large arrays lie: in plain memory, or in a file that can be paged out.
//
// While a space spills, the arrays made in it lie in a temporary file that is mapped into memory.
// Paging out takes pages of it away from this process. Nothing is lost and no address changes: the
// system keeps what was written, writes it to the disk when it needs the memory, and a page that is
// touched comes back. The file has no name, and is gone with the space.
//
// Several threads may use a space at once. Whoever writes to a page while another pages it out gets
// it back, and what it writes is kept.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <type_traits>
#include <vector>

namespace elsewise::kernel {

class Space {
public:
    Space() = default;
    ~Space();
    Space(const Space&) = delete;
    Space& operator=(const Space&) = delete;

    // Has a file in this folder, which need not be used yet. Throws BadFolder if there can be none.
    void open(const std::string& folder);
    // Arrays made from now on lie in the file, if there is one, or in plain memory. Those that
    // there are stay where they are.
    void spill(bool wanted);
    bool spills() const { return spills_; }

    // Pages arrays out, those first whose turn was longest ago, until the process has at most so
    // much memory or all are out.
    void page_out(double bytes);

    // Zeros in the file; null if the space does not spill or they are few. Throws Stopped(DISK) if
    // the file cannot grow.
    void* allocate(std::size_t bytes);
    void deallocate(void* taken) noexcept;

private:
    // A piece of the file in memory; its first `used` bytes are there.
    struct Extent {
        std::byte* at;
        std::size_t size;
        std::size_t used;
        std::size_t place;  // in the file
    };

    void add_extent(std::size_t size);
    void write_zeros(std::size_t place, std::size_t bytes) const;

    std::atomic<bool> spills_ = false;
    std::mutex mutex_;  // held while anything below is used
    std::string folder_;
    int file_ = -1;
    std::size_t length_ = 0;  // of the file, all extents in it
    bool is_fresh_ = false;   // no extent is in the file yet
    std::vector<Extent> extents_;
    std::map<void*, std::size_t> taken_;
    std::size_t next_extent_ = 0;  // to be paged out, from `next_byte_` on
    std::size_t next_byte_ = 0;
};

// Gives an array back to the space it was taken from, or to plain memory (null).
struct Deallocate {
    Space* space = nullptr;
    void operator()(void* array) const noexcept {
        if (space != nullptr) {
            space->deallocate(array);
        } else {
            ::operator delete(array);
        }
    }
};

template <class T>
using Array = std::unique_ptr<T[], Deallocate>;

// An array of undetermined elements, in a space (null: in plain memory).
template <class T>
Array<T> array_in(Space* space, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    static_assert(alignof(T) <= alignof(std::max_align_t));
    void* taken = space == nullptr ? nullptr : space->allocate(count * sizeof(T));
    if (taken != nullptr) {
        return Array<T>(static_cast<T*>(taken), Deallocate{space});
    }
    return Array<T>(static_cast<T*>(::operator new(count * sizeof(T))), Deallocate{});
}

// The same of elements whose bytes are all 0.
template <class T>
Array<T> zeros_in(Space* space, std::size_t count) {
    Array<T> array = array_in<T>(space, count);
    if (array.get_deleter().space == nullptr) {  // what lies in the file is 0 already
        std::memset(static_cast<void*>(array.get()), 0, count * sizeof(T));
    }
    return array;
}

}  // namespace elsewise::kernel
