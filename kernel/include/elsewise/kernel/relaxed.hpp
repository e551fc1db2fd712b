// How far a goal is at least, if nothing that was once so ever ceased to be so.
//
// The delete relaxation of classical planning (Bonet and Geffner, "Planning as heuristic search",
// 2001; h-max over whole conditions): every fluent has the values it could have by now; in each
// round all events happen that could, and add the values they could give. Numbers that are
// calculated are intervals, as in interval relaxed planning graphs (Hoffmann, "The Metric-FF
// planning system", 2003), so that a number that goes up by steps is as many rounds away as it
// takes of the largest. What is believed counts as possible. The number of rounds until the goal
// could be reached is never more than the number of events that are needed. A goal of several parts
// (of an ending, what must hold together; of a story utility, every whole step up to it) is as far
// as its furthest part; the sum over its parts is no such bound, but tells better which of two
// states is nearer. Only what matters to the goal is looked at (relevance.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/possible_values.hpp"
#include "elsewise/kernel/program.hpp"
#include "elsewise/kernel/relevance.hpp"

namespace elsewise::kernel {

class Relaxed {
public:
    // More rounds than there can be: the goal cannot be reached at all.
    static constexpr std::uint32_t NEVER = 1u << 30;

    // More rounds than these cost more than they tell.
    static constexpr std::uint32_t MOST_ROUNDS = 200;

    // In rounds: to the goal's furthest part, and to all its parts, added up.
    struct Distance {
        std::uint32_t furthest;
        std::uint32_t sum;
    };

    Relaxed(const Program& program, RelevanceCache& relevance, const Goal& goal);

    // From these values to the goal: `furthest` is at most `most`; `most` + 1 if it is further, and
    // NEVER if that is known.
    Distance distance(const Code* row, std::uint32_t most);

private:
    // After so many passes of triggers in one round numbers that still grow are widened.
    static constexpr std::uint32_t PASSES = 16;

    void find_out_what_matters();
    std::uint32_t parts_missing() const;
    std::uint32_t parts_missing(const Conjunction& ending) const;
    void happen(std::vector<Event>& events);
    bool gave_all(Range effects);

    const Program& p_;
    RelevanceCache& relevance_;
    Goal goal_;
    bool knows_what_matters_ = false;
    std::vector<Fluent> fluents_;  // that matter
    std::vector<Event> actions_;
    std::vector<Event> triggers_;
    std::vector<Event> open_actions_;  // that may give more
    std::vector<Event> open_triggers_;
    PossibleValues values_;
};

}  // namespace elsewise::kernel
