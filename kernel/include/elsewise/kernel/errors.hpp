// What the kernel throws. It never aborts and never prints.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace elsewise::kernel {

// The tables of a problem do not fit together.
struct BadProblem : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// A function was called in a way its comment forbids.
struct ContractBroken : std::logic_error {
    using std::logic_error::logic_error;
};

// A search is larger than a number can hold, or a problem than the kernel works on.
struct TooLarge : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Triggers go round without end. `triggers` are their numbers (0 is the first trigger), of the
// last firings, ascending, each once.
struct TriggerLoop : std::runtime_error {
    explicit TriggerLoop(std::vector<std::uint32_t> fired)
        : std::runtime_error("triggers go round without end"), triggers(std::move(fired)) {}
    std::vector<std::uint32_t> triggers;
};

// A folder in which no file can be made.
struct BadFolder : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Which limit ended a search; DISK: a file could not grow.
enum class StopReason : std::uint8_t { SECONDS, MEMORY, STATES, INTERRUPT, DISK };

// Thrown inside a call when a limit is reached or its watcher interrupts it. Searches and
// explorations catch it and return what they have; callers of the others see it.
struct Stopped {
    StopReason reason;
};

}  // namespace elsewise::kernel
