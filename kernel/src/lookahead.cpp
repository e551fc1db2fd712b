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
      relaxed_(system.program(), system.relevance(), goal),
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
    if (left > 1) {
        ask(vector, facts, left);
    }
    if (facts.relaxed > left && left <= Relaxed::MOST_ROUNDS) {
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

// Asks the relaxation for as many rounds as tell whether more than `left` are needed.
void Lookahead::ask(VectorId vector, HeuristicFacts& facts, std::uint32_t left) {
    if (facts.asked >= std::min(left, Relaxed::MOST_ROUNDS)) {
        return;
    }
    const std::uint32_t most =
        std::min(Relaxed::MOST_ROUNDS, std::max(left, std::uint32_t{2} * facts.asked));
    const std::uint32_t furthest = relaxed_.distance(system_.row(vector), most).furthest;
    facts.relaxed = static_cast<std::uint8_t>(std::min(furthest, Relaxed::MOST_ROUNDS + 1));
    facts.asked = furthest == most + 1 ? static_cast<std::uint8_t>(most) : HeuristicFacts::EXACT;
}

std::uint32_t Lookahead::at_least(VectorId vector, std::uint32_t most) {
    HeuristicFacts& facts = known(vector);
    ask(vector, facts, most);
    return std::min(std::uint32_t{facts.relaxed}, most);
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

std::uint32_t least_events(TransitionSystem& system, const Goal& goal, NodeId start,
                           std::uint32_t most) {
    if (most == 0 || goal.is_reached(system, start)) {
        return 0;
    }
    if (most == 1 || !system.values_stand_alone() || !goal.stands_alone(system.program())) {
        return 1;
    }
    return std::max(std::uint32_t{1},
                    Lookahead(system, goal).at_least(system.nodes()[start].vector, most));
}

}  // namespace elsewise::kernel
