// Whether a goal may be reached in time, judged by values alone: what is pruned here needs no
// minds and no reasons.
//
// Requires that values stand alone and that the goal does (Goal::stands_alone). Every action whose
// condition holds as far as values tell counts as possible and explained, so that `false` is
// certain and `true` is not. What is found out is kept for later searches for the same goal.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/heuristic_cache.hpp"
#include "elsewise/kernel/relaxed.hpp"
#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

class Lookahead {
public:
    Lookahead(TransitionSystem& system, const Goal& goal);

    // Whether the goal may be reached from these values within `left` events.
    bool may_reach(VectorId vector, std::uint32_t left);
    // Whether these values are the goal.
    bool is_goal(VectorId vector);
    // No fewer events lead from these values to the goal, as far as the relaxation tells; at most
    // `most`.
    std::uint32_t at_least(VectorId vector, std::uint32_t most);

private:
    static constexpr std::uint32_t EXACT = 2;  // so many events are tried out

    HeuristicFacts& known(VectorId vector);
    void ask(VectorId vector, HeuristicFacts& facts, std::uint32_t left);
    bool try_out(VectorId vector, std::uint32_t left);

    TransitionSystem& system_;
    Goal goal_;
    Relaxed relaxed_;
    std::vector<bool> movers_;  // actions that may bring the goal about as the last event
    std::shared_ptr<ChunkedArray<HeuristicFacts>> facts_;
};

// No fewer events lead from a state to a goal; at most `most`.
std::uint32_t least_events(TransitionSystem& system, const Goal& goal, NodeId start,
                           std::uint32_t most);

}  // namespace elsewise::kernel
