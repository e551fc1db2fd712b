// What depends on values alone, remembered per vector: which events may be possible, what becomes
// of the values, what they are worth.
//
// Steps and settled vectors may be asked for only while `program.values_stand_alone`: there values
// change without regard to minds, so that a step of values is a function of vector and event.
#pragma once

#include <span>
#include <vector>

#include "elsewise/kernel/candidates.hpp"
#include "elsewise/kernel/conditions.hpp"
#include "elsewise/kernel/program.hpp"
#include "elsewise/kernel/stores.hpp"
#include "elsewise/kernel/trigger_watch.hpp"
#include "elsewise/kernel/vectors.hpp"

namespace elsewise::kernel {

// Thrown where triggers fire so often that the quick way of counting them is not exact enough;
// caught in transition.cpp, which then counts exactly.
struct TooManyFirings {};

class ValueTransitions {
public:
    ValueTransitions(Program& program, const Conditions& conditions, VectorStore& vectors,
                     VectorFacts& facts);

    // The actions whose condition's own part holds, ascending. An action's place in this list is
    // its rank.
    std::span<const Event> actions(VectorId vector) { return list(facts_[vector].actions, vector); }
    // The rank of an action, NONE if it is not in the list.
    std::uint32_t rank(VectorId vector, Event action);
    // The belief-only triggers whose condition's own part holds, ascending.
    std::span<const Event> belief_triggers(VectorId vector);

    // The values after the action of a rank, base triggers done. Throws TooManyFirings.
    VectorId step(VectorId vector, std::uint32_t rank);
    // The same for any event, possible or not; remembered only where step() is in use.
    VectorId step_of(VectorId vector, Event event);
    // The values after an event, before any trigger.
    VectorId effects_of(VectorId vector, Event event);
    // The values when no base trigger can change anything more. Throws TooManyFirings.
    VectorId settled(VectorId vector);

    // What the values are worth to a character (characters(): the story's utility), NaN where
    // unknown. Requires program.want_stands_alone.
    double utility(VectorId vector, Character who);

private:
    struct Write {
        Fluent fluent;
        Code before;
        Code after;
    };

    std::span<const Event> list(std::uint32_t& run, VectorId vector);
    std::uint32_t find_actions(VectorId vector);
    std::uint32_t find_triggers(VectorId vector);
    std::uint32_t utilities(VectorId vector);
    void begin_with(VectorId vector);
    bool make_effects(Event event);
    bool fire_first_trigger();
    void close();
    VectorId settled_effects_of(VectorId vector, Event event);

    Program& p_;
    const Conditions& conditions_;
    VectorStore& vectors_;
    VectorFacts& facts_;
    Candidates action_candidates_;
    Candidates trigger_candidates_;
    TriggerWatch watch_;
    std::vector<Event> found_;
    std::vector<Code> row_;  // the vector in the making
    std::vector<Write> writes_;
};

}  // namespace elsewise::kernel
