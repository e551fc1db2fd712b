// What this machine charges for the two things that the kernel does most: reading a word somewhere
// in memory, and putting something new into a hash table. Prints CSV: cost, bytes, nanoseconds.
//
// Reads follow one random cycle through an array, so that each must wait for the one before (the
// way of McVoy and Staelin, "lmbench: portable tools for performance analysis", 1996). Inserts are
// of distinct random keys: into the kernel's own index, whose keys lie in an array beside it as
// those of vectors and nodes do, and into std::unordered_set. Growing is included.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <unordered_set>
#include <utility>
#include <vector>

#include "elsewise/kernel/arena.hpp"
#include "elsewise/kernel/hashing.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using elsewise::kernel::hash_combine;
using elsewise::kernel::hash_finish;

double nanoseconds(Clock::time_point begin, std::size_t times) {
    const std::chrono::duration<double, std::nano> taken = Clock::now() - begin;
    return taken.count() / static_cast<double>(times);
}

void print(const char* cost, std::size_t bytes, double each) {
    std::printf("%s,%zu,%.2f\n", cost, bytes, each);
}

// A generator with a period of 2^64 that needs no state but a counter.
std::uint64_t random_word(std::uint64_t number) { return hash_finish(hash_combine(1, number)); }

// The cost of a read somewhere in so many bytes.
double read_somewhere(std::size_t bytes, std::size_t reads) {
    std::vector<std::uint64_t> next(bytes / sizeof(std::uint64_t));
    std::iota(next.begin(), next.end(), std::uint64_t{0});
    for (std::size_t i = next.size() - 1; i > 0; --i) {  // Sattolo: one cycle through all
        std::swap(next[i], next[random_word(i) % i]);
    }
    std::uint64_t at = 0;
    for (std::size_t i = 0; i < reads / 4; ++i) {
        at = next[at];
    }
    const Clock::time_point begin = Clock::now();
    for (std::size_t i = 0; i < reads; ++i) {
        at = next[at];
    }
    const double each = nanoseconds(begin, reads);
    // The last place is used, so that no read can be left out.
    return at == next.size() ? 0.0 : each;
}

double insert_into_kernel_index(std::size_t count) {
    elsewise::kernel::HashIndex index;
    elsewise::kernel::ChunkedArray<std::uint64_t> keys;
    const Clock::time_point begin = Clock::now();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t key = random_word(i);
        index.find_or_add(
            hash_finish(hash_combine(7, key)), [&](std::uint32_t id) { return keys[id] == key; },
            [&] {
                keys.push_back(key);
                return static_cast<std::uint32_t>(keys.size() - 1);
            });
    }
    return nanoseconds(begin, keys.size());
}

double insert_into_unordered_set(std::size_t count) {
    std::unordered_set<std::uint64_t> keys;
    const Clock::time_point begin = Clock::now();
    for (std::size_t i = 0; i < count; ++i) {
        keys.insert(random_word(i));
    }
    return nanoseconds(begin, keys.size());
}

}  // namespace

int main() {
    for (std::size_t bytes = std::size_t{16} << 10; bytes <= std::size_t{1} << 30; bytes *= 4) {
        print("random read", bytes, read_somewhere(bytes, std::size_t{4} << 20));
    }
    for (const std::size_t count :
         {std::size_t{1} << 16, std::size_t{1} << 20, std::size_t{1} << 23}) {
        print("insert into the kernel's index", count * 8, insert_into_kernel_index(count));
        print("insert into std::unordered_set", count * 8, insert_into_unordered_set(count));
    }
}
