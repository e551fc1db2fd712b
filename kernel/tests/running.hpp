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

// An ending as a goal; the first one.
inline Goal ending(const Running& r, std::size_t number) {
    return {true, r.program.endings.at(number),
            static_cast<std::uint32_t>(r.program.tables.endings.at(number)), 0.0, 0.0};
}
inline Goal first_ending(const Running& r) { return ending(r, 0); }

}  // namespace running
