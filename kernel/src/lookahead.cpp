#include "elsewise/kernel/lookahead.hpp"

#include <algorithm>

namespace elsewise::kernel {

Lookahead::Lookahead(Progress& progress, const Goal& goal)
    : progress_(progress), goal_(goal), relaxed_(progress.program(), goal) {
    const Program& p = progress.program();
    movers_ = p.movers(goal.row);
}

bool Lookahead::is_goal(VectorId vector) {
    if (goal_.is_ending) {
        return progress_.conditions().own_holds(goal_.ending, progress_.row(vector));
    }
    return goal_.is_enough(progress_.steps().utility(vector, progress_.program().characters()));
}

Lookahead::Known& Lookahead::known(VectorId vector) {
    while (known_.size() <= vector.index()) {
        known_.push_back(Known{});
    }
    return known_[vector.index()];
}

bool Lookahead::may_reach(VectorId vector, std::uint32_t left) {
    if (left == 0 || is_goal(vector)) {
        return is_goal(vector);
    }
    Known& facts = known(vector);
    if (facts.reaches <= left) {
        return true;
    }
    if (facts.fails > left) {
        return false;
    }
    if (facts.relaxed == NOT_ASKED && left > 1) {
        facts.relaxed =
            static_cast<std::uint8_t>(relaxed_.rounds(progress_.row(vector), MOST_ROUNDS));
    }
    if (facts.relaxed != NOT_ASKED && facts.relaxed > left && left <= MOST_ROUNDS) {
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
