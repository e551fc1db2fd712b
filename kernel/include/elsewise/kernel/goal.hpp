// What a story must reach.
#pragma once

#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

// An ending (a conjunction), or a story utility of at least `least` and above `start_utility`.
struct Goal {
    bool is_ending;
    std::uint32_t ending;
    std::uint32_t row;  // of the ending's condition or the story's want
    double least;
    double start_utility;

    bool is_enough(double utility) const { return utility >= least && utility > start_utility; }
    bool is_reached(TransitionSystem& system, NodeId node) const {
        if (is_ending) {
            return system.conditions().holds(ending, system.nodes().view(node));
        }
        return is_enough(system.utility(node, system.program().characters()));
    }
    // Whether it can be told from the values of the author's state alone.
    bool stands_alone(const Program& program) const {
        return is_ending ? !program.conjunctions[ending].looks_into_minds()
                         : program.want_stands_alone[program.characters()];
    }
};

}  // namespace elsewise::kernel
