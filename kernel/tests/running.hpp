// A problem with all that runs it, for tests of single techniques.
#pragma once

#include <utility>

#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/transition.hpp"

namespace running {

using namespace elsewise::kernel;

struct Running {
    explicit Running(Tables tables, std::uint32_t depth = 0)
        : program(std::move(tables)),
          shapes(program, depth + 1 + program.tables.extra_levels, program.tables.extra_levels),
          system(program, shapes, limits),
          reasons(system),
          start(system.start()) {}

    // The state after a possible action.
    NodeId after(NodeId node, Event action) {
        return system.after(node, system.possible_rank(node, action));
    }
    const Code* values(NodeId node) { return system.nodes().row(node); }

    Program program;
    Shapes shapes;
    LimitChecker limits;
    TransitionSystem system;
    Reasons reasons;
    NodeId start;
};

// The first ending as a goal.
inline Goal first_ending(const Running& r) {
    return {true, r.program.endings.at(0),
            static_cast<std::uint32_t>(r.program.tables.endings.at(0)), 0.0, 0.0};
}

}  // namespace running
