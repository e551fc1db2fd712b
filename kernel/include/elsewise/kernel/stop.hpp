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
class Pace {
public:
    virtual ~Pace() = default;
    virtual void worked() = 0;
};

struct StopLimits {
    double seconds = std::numeric_limits<double>::infinity();
    double memory_bytes = std::numeric_limits<double>::infinity();  // of the whole process
    double states = std::numeric_limits<double>::infinity();        // in the store
};

// Counts work and throws Stopped when a limit is reached.
class Stop {
public:
    using Clock = std::chrono::steady_clock;

    // `space` (may be null): what is put out of memory before a limit of memory ends the call.
    explicit Stop(Space* space = nullptr) : space_(space) {}
    Space* space() const { return space_; }

    // Begins a new call: the clock starts. `watcher` may be null.
    void begin(const StopLimits& limits, Watcher* watcher);
    // After the call: no limits, no watcher.
    void end();

    // From now on `pace` counts the work; null: nobody does.
    void follow(Pace* pace) { pace_ = pace; }

    // To be called at every step of work, where it is safe to throw.
    void tick() {
        if (--until_look_ == 0) {
            look();
        }
    }
    // Looks at the limits at once, and counts no work: for one who waits.
    void look_at_limits();
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
    void about_to_take(std::size_t bytes) const;
    // To be called while much is touched with no time for a tick: puts out what must not stay.
    void make_room() const;
    double seconds() const;

private:
    void look();
    std::uint32_t ticks_of_room() const;
    bool spills() const;

    static constexpr std::uint32_t TICKS = 64;
    Space* space_;
    StopLimits limits_;
    Watcher* watcher_ = nullptr;
    Pace* pace_ = nullptr;
    double taken_before_ = 0.0;  // bytes, when the call began
    std::atomic<double> reserved_bytes_{0.0};
    double reserved_seconds_ = 0.0;
    std::uint32_t until_look_ = TICKS;
    std::uint32_t between_looks_ = TICKS;
    std::uint32_t ticks_ = 0;  // since the last unit of work, up to the last look
    Clock::time_point begin_ = Clock::now();
    Clock::time_point next_question_ = begin_;
};

// The space of a stop; null if there is none.
inline Space* space_of(const Stop* stop) { return stop == nullptr ? nullptr : stop->space(); }

// Memory of this process in bytes: now, and at most so far. 0 if the system does not say.
double memory_now();
double memory_peak();

}  // namespace elsewise::kernel
