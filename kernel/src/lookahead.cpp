#include "elsewise/kernel/lookahead.hpp"

#include <algorithm>

namespace elsewise::kernel {
namespace {

ForeseenByGoal::Key key(const Goal& goal) {
    if (goal.is_ending) {
        return {goal.row, true, false, 0.0};
    }
    const bool more = !(goal.least > goal.start_utility);
    return {goal.row, false, more, more ? goal.start_utility : goal.least};
}

}  // namespace

Lookahead::Lookahead(Progress& progress, const Goal& goal)
    : progress_(progress),
      goal_(goal),
      relaxed_(progress.program(), goal),
      movers_(progress.program().movers(goal.row)),
      foreseen_(progress.foreseen_by_goal().of(key(goal), progress.stop().space())) {}

bool Lookahead::is_goal(VectorId vector) {
    if (goal_.is_ending) {
        return progress_.conditions().own_holds(goal_.ending, progress_.row(vector));
    }
    return goal_.is_enough(progress_.steps().utility(vector, progress_.program().characters()));
}

Foreseen& Lookahead::foreseen(VectorId vector) {
    while (foreseen_->size() <= vector.index()) {
        foreseen_->push_back(Foreseen{});
    }
    return (*foreseen_)[vector.index()];
}

bool Lookahead::may_reach(VectorId vector, std::uint32_t left) {
    if (left == 0 || is_goal(vector)) {
        return is_goal(vector);
    }
    Foreseen& facts = foreseen(vector);
    if (facts.reaches <= left) {
        return true;
    }
    if (facts.fails > left) {
        return false;
    }
    if (facts.relaxed == Foreseen::NOT_ASKED && left > 1) {
        facts.relaxed = static_cast<std::uint8_t>(
            relaxed_.distance(progress_.row(vector), MOST_ROUNDS).furthest);
    }
    if (facts.relaxed != Foreseen::NOT_ASKED && facts.relaxed > left && left <= MOST_ROUNDS) {
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
    progress_.stop().tick();
    const std::span<const Event> actions = progress_.steps().actions(vector);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        if (left > 1 || movers_[actions[rank]]) {
            const VectorId after = progress_.steps().step(vector, rank);
            if (may_reach(after, left - 1)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace elsewise::kernel
