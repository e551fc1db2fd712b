// What lets several threads stand on the same tables (parallel_expansion.hpp).
//
// What tables remember is true for ever, and what is in them never moves. So whoever reads them
// needs no lock: a word that says where something is is published after it was written. Whoever
// adds to a table while it is shared holds its lock. Two threads may work the same out at the same
// time; then it is there twice, or what one remembered is lost, and the results are the same.
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace elsewise::kernel {

// What is written often lies so far from what is read often, or a write by one thread would cost
// every other one a cache miss at its next read. (Two lines of 64 bytes: they are fetched in
// pairs.)
constexpr std::size_t APART = 128;

// Threads that share tables have a number each, below HANDS; one who is alone is 0.
constexpr unsigned MAX_THREADS = 2;
inline constinit thread_local unsigned thread_slot = 0;

// A word that another thread may write, and what it leads to.
template <class T>
T seen(T& word) {
    return std::atomic_ref<T>(word).load(std::memory_order_acquire);
}

// Makes a word, and what was written before, seen by others.
template <class T>
void publish(T& word, T value) {
    std::atomic_ref<T>(word).store(value, std::memory_order_release);
}

// The same, unless another thread was faster: then its word stays. Returns the one that counts.
template <class T>
T publish_first(T& word, T none, T value) {
    return std::atomic_ref<T>(word).compare_exchange_strong(none, value, std::memory_order_acq_rel,
                                                            std::memory_order_acquire)
               ? value
               : none;
}

// A lock that is held for a few instructions, and only while a table is shared.
class BriefLock {
public:
    // To be called while one thread is there only.
    void share(bool shared) { shared_ = shared; }
    bool is_shared() const { return shared_; }

    void lock() {
        if (!shared_) {
            return;
        }
        for (unsigned tries = 1; taken_.exchange(true, std::memory_order_acquire); ++tries) {
            if (tries % 64 == 0) {
                std::this_thread::yield();
            }
        }
    }
    void unlock() {
        if (shared_) {
            taken_.store(false, std::memory_order_release);
        }
    }

private:
    bool shared_ = false;
    std::atomic<bool> taken_{false};
};

// A table that is made anew when it grows, while others may still read what it was before.
template <class Table>
class Growing {
public:
    // The table that is in use, for whoever reads without a lock.
    Table& now() const { return *now_.load(std::memory_order_acquire); }
    // The same, for whoever holds the lock.
    Table& own() const { return *all_.back(); }

    // `shared`: the one before is kept for those who read it.
    void put_in_use(std::unique_ptr<Table> table, bool shared) {
        now_.store(table.get(), std::memory_order_release);
        if (!shared) {
            all_.clear();
        }
        all_.push_back(std::move(table));
    }
    // To be called while one thread is there only.
    void forget_others() { all_.erase(all_.begin(), all_.end() - 1); }

private:
    alignas(APART) std::atomic<Table*> now_{nullptr};
    alignas(APART) std::vector<std::unique_ptr<Table>> all_;  // the last is in use
};

}  // namespace elsewise::kernel
