// Which base triggers may have something to change in a row of values.
//
// A trigger that changed nothing when it was last asked would change nothing now, unless a fluent
// has changed since that it touches (reads, or writes). So only those that are awake are asked. A
// closed row (one in which no trigger changes anything) is where all of them sleep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

class AwakeTriggers {
public:
    explicit AwakeTriggers(const Program& program);

    void let_all_sleep();
    void wake_all();
    // Those that touch a fluent.
    void wake(Fluent fluent) {
        for (std::uint32_t i = ends_[fluent]; i < ends_[fluent + 1]; ++i) {
            awake_[watching_[i] / 64] |= std::uint64_t{1} << (watching_[i] % 64);
        }
    }
    void let_sleep(std::uint32_t trigger) {
        awake_[trigger / 64] &= ~(std::uint64_t{1} << (trigger % 64));
    }
    // The first in file order, by its place in Program::base_triggers; NONE if all sleep.
    std::uint32_t first() const;

private:
    std::size_t triggers_;
    std::vector<std::uint64_t> awake_;     // bits
    std::vector<std::uint32_t> ends_;      // per fluent: its part of watching_, from ends_[fluent]
    std::vector<std::uint32_t> watching_;  // places of triggers
};

}  // namespace elsewise::kernel
