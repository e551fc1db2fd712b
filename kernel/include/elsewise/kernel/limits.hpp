// Limits of a search, and the question whether to stop, asked often and answered cheaply.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "elsewise/kernel/errors.hpp"
#include "elsewise/kernel/space.hpp"

namespace elsewise::kernel {

// Somebody who looks on while the kernel works; asked about 20 times a second, and only then.
class Watcher {
public:
    virtual ~Watcher() = default;
    // Whether the user wants to stop. May throw: it ends the call, and the kernel stays usable.
    virtual bool interrupted() = 0;
    // Time for a report. May throw likewise.
    virtual void report() {}
};

// Somebody who counts work: called after every so many steps, whatever time they took, so that what
// is decided by it is the same in every run. May throw; the call ends with that exception.
class WorkCounter {
public:
    virtual ~WorkCounter() = default;
    virtual void worked() = 0;
};

struct Limits {
    double seconds = std::numeric_limits<double>::infinity();
    double memory_bytes = std::numeric_limits<double>::infinity();  // of the whole process
    double states = std::numeric_limits<double>::infinity();        // in the store
};

// Counts work and throws Stopped when a limit is reached.
class LimitChecker {
public:
    using Clock = std::chrono::steady_clock;

    // `space` (may be null): what is paged out before a limit of memory ends the call.
    explicit LimitChecker(Space* space = nullptr) : space_(space) {}
    Space* space() const { return space_; }

    // Begins a new call: the clock starts. `watcher` may be null.
    void begin(const Limits& limits, Watcher* watcher);
    // After the call: no limits, no watcher.
    void end();

    // From now on `counter` counts the work; null: nobody does.
    void count_with(WorkCounter* counter) { counter_ = counter; }

    // To be called at every step of work, where it is safe to throw.
    void tick() {
        if (--until_check_ == 0) {
            check();
        }
    }
    // Looks at the limits at once, and counts no work: for one who waits.
    void check_limits();
    // To be called when a state was made; `states` is how many there are now.
    void made(std::size_t states) {
        if (static_cast<double>(states) > limits_.states) {
            throw Stopped{StopReason::STATES};
        }
    }
    // Memory and time that the call will need at its end count as if they were taken already.
    void reserve(double bytes, double seconds) {
        reserved_bytes_ = bytes;
        reserved_seconds_ = seconds;
    }
    // To be called before much memory is taken at once: throws Stopped if it would be too much.
    // What lies in a file is not taken from memory. Any thread may ask.
    void about_to_allocate(std::size_t bytes) const;
    // To be called while much is touched with no time for a tick: pages out what must not stay.
    void make_room() const;
    double seconds() const;

private:
    void check();
    std::uint32_t ticks_of_room() const;
    bool spills() const;

    static constexpr std::uint32_t TICKS = 64;
    Space* space_;
    Limits limits_;
    Watcher* watcher_ = nullptr;
    WorkCounter* counter_ = nullptr;
    double taken_before_ = 0.0;  // bytes, when the call began
    std::atomic<double> reserved_bytes_{0.0};
    double reserved_seconds_ = 0.0;
    std::uint32_t until_check_ = TICKS;
    std::uint32_t between_checks_ = TICKS;
    std::uint32_t ticks_ = 0;  // since the last unit of work, up to the last check
    Clock::time_point begin_ = Clock::now();
    Clock::time_point next_question_ = begin_;
};

// The space that comes with limits; null if there is none.
inline Space* space_of(const LimitChecker* limits) {
    return limits == nullptr ? nullptr : limits->space();
}

// Memory of this process in bytes: now, and at most so far. 0 if the system does not say.
double memory_now();
double memory_peak();

}  // namespace elsewise::kernel
