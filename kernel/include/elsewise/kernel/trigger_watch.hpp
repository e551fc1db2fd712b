// Which base triggers may have something to change in a row of values.
//
// A trigger that changed nothing when it was last asked would change nothing now, unless a fluent
// has changed since that it touches (reads, or writes). So only those that are pending are asked. A
// closed row (one in which no trigger changes anything) is one in which none is pending. (The idea
// is that of watched literals: a change leads straight to those that it concerns.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

class TriggerWatch {
public:
    explicit TriggerWatch(const Program& program);

    void clear();
    void add_all();
    // Adds those that touch a fluent.
    void fluent_changed(Fluent fluent) {
        for (std::uint32_t i = ends_[fluent]; i < ends_[fluent + 1]; ++i) {
            pending_[watching_[i] / 64] |= std::uint64_t{1} << (watching_[i] % 64);
        }
    }
    void remove(std::uint32_t trigger) {
        pending_[trigger / 64] &= ~(std::uint64_t{1} << (trigger % 64));
    }
    // The first in file order, by its place in Program::base_triggers; NONE if none is pending.
    std::uint32_t first() const;

private:
    std::size_t triggers_;
    std::vector<std::uint64_t> pending_;   // bits
    std::vector<std::uint32_t> ends_;      // per fluent: its part of watching_, from ends_[fluent]
    std::vector<std::uint32_t> watching_;  // places of triggers
};

}  // namespace elsewise::kernel
