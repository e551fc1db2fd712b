#include "elsewise/kernel/space.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

#include "elsewise/kernel/errors.hpp"
#include "elsewise/kernel/limits.hpp"

#if defined(__linux__)
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace elsewise::kernel {

#if defined(__linux__)

namespace {

// Written at once, and what the system then keeps in one piece: so much comes back with one touch.
constexpr std::size_t UNIT = std::size_t{64} << 10;
constexpr std::size_t EXTENT = std::size_t{64} << 20;
constexpr std::size_t PAGE_OUT = std::size_t{1} << 20;  // at once

// A new file without a name in a folder; -1 if there can be none (errno says why).
int nameless_file(const std::string& folder) {
    const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) {
        return file;
    }
    // Not all file systems know files without a name from the start.
    std::string path = folder + "/elsewise-XXXXXX";
    const int named = mkostemp(path.data(), O_CLOEXEC);
    if (named >= 0) {
        unlink(path.c_str());
    }
    return named;
}

}  // namespace

Space::~Space() {
    for (const Extent& extent : extents_) {
        munmap(extent.at, extent.size);
    }
    if (file_ >= 0) {
        close(file_);
    }
}

void Space::open(const std::string& folder) {
    const std::lock_guard lock(mutex_);
    if (file_ >= 0 && folder == folder_) {
        return;
    }
    const int file = nameless_file(folder);
    if (file < 0) {
        throw BadFolder(std::strerror(errno));
    }
    if (file_ >= 0) {
        close(file_);  // what is mapped of it stays
    }
    file_ = file;
    folder_ = folder;
    length_ = 0;
    is_fresh_ = true;
}

void Space::page_out(double bytes) {
    const std::lock_guard lock(mutex_);
    std::size_t left = 0;
    for (const Extent& extent : extents_) {
        left += (extent.used + PAGE_OUT - 1) / PAGE_OUT;
    }
    for (; left > 0 && memory_now() > bytes; --left) {
        if (next_byte_ >= extents_[next_extent_].used) {
            next_extent_ = (next_extent_ + 1) % extents_.size();
            next_byte_ = 0;
        }
        const Extent& extent = extents_[next_extent_];
        const std::size_t size = std::min(PAGE_OUT, extent.used - next_byte_);
        madvise(extent.at + next_byte_, size, MADV_DONTNEED);
        next_byte_ += size;
    }
}

void* Space::allocate(std::size_t bytes) {
    if (!spills_ || bytes < UNIT) {
        return nullptr;
    }
    const std::lock_guard lock(mutex_);
    const std::size_t size = (bytes + UNIT - 1) / UNIT * UNIT;
    if (is_fresh_ || extents_.back().used + size > extents_.back().size) {
        add_extent(std::max(size, EXTENT));
    }
    Extent& extent = extents_.back();
    write_zeros(extent.place + extent.used, size);
    std::byte* const at = extent.at + extent.used;
    taken_.emplace(at, size);
    extent.used += size;
    return at;
}

void Space::add_extent(std::size_t size) {
    extents_.reserve(extents_.size() + 1);
    void* const at =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file_, static_cast<off_t>(length_));
    if (at == MAP_FAILED) {
        throw std::bad_alloc();
    }
    madvise(at, size, MADV_RANDOM);    // what lies beside a page that is read helps nobody
    madvise(at, size, MADV_DONTFORK);  // else a copy of this process would write here too
    extents_.push_back({static_cast<std::byte*>(at), size, 0, length_});
    length_ += size;
    is_fresh_ = false;
}

// Only what has been written has its place on the disk: to touch more would end the process when
// the disk is full.
void Space::write_zeros(std::size_t place, std::size_t bytes) const {
    static constexpr std::array<char, UNIT> ZEROS{};
    for (std::size_t done = 0; done < bytes;) {
        const ssize_t written = pwrite(file_, ZEROS.data(), std::min(UNIT, bytes - done),
                                       static_cast<off_t>(place + done));
        if (written > 0) {
            done += static_cast<std::size_t>(written);
        } else if (written == 0 || errno != EINTR) {
            throw Stopped{StopReason::DISK};
        }
    }
}

void Space::deallocate(void* taken) noexcept {
    const std::lock_guard lock(mutex_);
    const auto known = taken_.find(taken);
    madvise(taken, known->second, MADV_REMOVE);  // its place on the disk too
    taken_.erase(known);
}

#else

Space::~Space() = default;

void Space::open(const std::string&) {
    throw BadFolder("only Linux can put memory out into a file");
}

void Space::page_out(double) {}

void* Space::allocate(std::size_t) { return nullptr; }

void Space::deallocate(void*) noexcept {}

#endif

void Space::spill(bool wanted) {
    const std::lock_guard lock(mutex_);
    spills_ = wanted && file_ >= 0;
}

}  // namespace elsewise::kernel
