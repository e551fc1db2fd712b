// What it costs to put things into the kernel's index and to find them there, when it can be shared
// and when it is: by one thread alone, by one as if another were there, by two at once (each half
// of the stream), and by two with an index each. Prints CSV: how, new of a hundred, bytes, seconds
// of all for one thing, in nanoseconds.
//
// The stream is of words, of which so many of a hundred are new; the others were in it before, at
// random. The bytes are those of the words kept. Growing is included.
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "elsewise/kernel/arena.hpp"
#include "elsewise/kernel/hashing.hpp"

namespace {

using Clock = std::chrono::steady_clock;
using elsewise::kernel::hash_combine;
using elsewise::kernel::hash_finish;

std::uint64_t random_word(std::uint64_t number) { return hash_finish(hash_combine(1, number)); }

// Words and their index, as vectors and nodes have them.
struct Words {
    explicit Words(bool shared) {
        if (shared) {
            keys.share();
            index.share(true);
        }
    }
    void add(std::uint64_t key) {
        index.find_or_add(
            hash_finish(hash_combine(7, key)), [&](std::uint32_t id) { return keys[id] == key; },
            [&] {
                keys.push_back(key);
                return static_cast<std::uint32_t>(keys.size() - 1);
            });
    }
    elsewise::kernel::ChunkedArray<std::uint64_t> keys;
    elsewise::kernel::HashIndex index;
};

struct Stream {
    std::size_t words;
    std::size_t percent_new;

    std::uint64_t operator[](std::size_t i) const {
        const std::size_t known = i * percent_new / 100;  // so many different ones came before
        const bool is_new = (i + 1) * percent_new / 100 > known || known == 0;
        return random_word(is_new ? known : random_word(~i) % known);
    }
};

void add_every(const Stream& stream, Words& words, std::size_t first, std::size_t step) {
    for (std::size_t i = first; i < stream.words; i += step) {
        words.add(stream[i]);
    }
}

void print(const char* how, const Stream& stream, const std::function<void()>& work) {
    const Clock::time_point begin = Clock::now();
    work();
    const std::chrono::duration<double, std::nano> taken = Clock::now() - begin;
    std::printf("%s,%zu,%zu,%.1f\n", how, stream.percent_new,
                stream.words * stream.percent_new / 100 * sizeof(std::uint64_t),
                taken.count() / static_cast<double>(stream.words));
    std::fflush(stdout);
}

void measure(const Stream& stream) {
    std::array<std::unique_ptr<Words>, 5> words;
    for (std::size_t i = 0; i < words.size(); ++i) {
        words[i] = std::make_unique<Words>(i == 1 || i == 2);
    }
    print("one thread", stream, [&] { add_every(stream, *words[0], 0, 1); });
    print("one thread, shared", stream, [&] { add_every(stream, *words[1], 0, 1); });
    print("two threads, shared", stream, [&] {
        std::thread other([&] { add_every(stream, *words[2], 1, 2); });
        add_every(stream, *words[2], 0, 2);
        other.join();
    });
    print("two threads, one each", stream, [&] {
        std::thread other([&] { add_every(stream, *words[3], 1, 2); });
        add_every(stream, *words[4], 0, 2);
        other.join();
    });
}

}  // namespace

int main() {
    for (const std::size_t percent_new : {std::size_t{10}, std::size_t{50}}) {
        for (std::size_t kept = std::size_t{1} << 14; kept <= std::size_t{1} << 23; kept *= 8) {
            measure({kept * 100 / percent_new, percent_new});
        }
    }
}
