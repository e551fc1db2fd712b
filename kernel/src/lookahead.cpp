#include "elsewise/kernel/lookahead.hpp"

#include <algorithm>

namespace elsewise::kernel {
namespace {

HeuristicCache::Key key(const Goal& goal) {
    if (goal.is_ending) {
        return {goal.row, true, false, 0.0};
    }
    const bool more = !(goal.least > goal.start_utility);
    return {goal.row, false, more, more ? goal.start_utility : goal.least};
}

}  // namespace

Lookahead::Lookahead(TransitionSystem& system, const Goal& goal)
    : system_(system),
      goal_(goal),
      relaxed_(system.program(), goal),
      movers_(system.program().movers(goal.row)),
      facts_(system.heuristic_cache().of(key(goal), system.limits().space())) {}

bool Lookahead::is_goal(VectorId vector) {
    if (goal_.is_ending) {
        return system_.conditions().own_holds(goal_.ending, system_.row(vector));
    }
    return goal_.is_enough(
        system_.value_transitions().utility(vector, system_.program().characters()));
}

HeuristicFacts& Lookahead::known(VectorId vector) {
    while (facts_->size() <= vector.index()) {
        facts_->push_back(HeuristicFacts{});
    }
    return (*facts_)[vector.index()];
}

bool Lookahead::may_reach(VectorId vector, std::uint32_t left) {
    if (left == 0 || is_goal(vector)) {
        return is_goal(vector);
    }
    HeuristicFacts& facts = known(vector);
    if (facts.reaches <= left) {
        return true;
    }
    if (facts.fails > left) {
        return false;
    }
    if (facts.relaxed == HeuristicFacts::NOT_ASKED && left > 1) {
        facts.relaxed =
            static_cast<std::uint8_t>(relaxed_.distance(system_.row(vector), MOST_ROUNDS).furthest);
    }
    if (facts.relaxed != HeuristicFacts::NOT_ASKED && facts.relaxed > left && left <= MOST_ROUNDS) {
        return false;
    }
    if (left > EXACT) {
        return true;
    }
    if (try_out(vector, left)) {
        facts.reaches = static_cast<std::uint8_t>(left);
        return true;
    }
    facts.fails = static_cast<std::uint8_t>(left + 1);
    return false;
}

bool Lookahead::try_out(VectorId vector, std::uint32_t left) {
    system_.limits().tick();
    const std::span<const Event> actions = system_.value_transitions().actions(vector);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        if (left > 1 || movers_[actions[rank]]) {
            const VectorId after = system_.value_transitions().step(vector, rank);
            if (may_reach(after, left - 1)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace elsewise::kernel
