// What depends on values alone, remembered per vector: which events may be possible, what becomes
// of the values, what they are worth.
//
// Steps and settled vectors may be asked for only while `program.values_stand_alone`: there values
// change without regard to minds, so that a step of values is a function of vector and event.
#pragma once

#include <span>
#include <vector>

#include "elsewise/kernel/awake.hpp"
#include "elsewise/kernel/candidates.hpp"
#include "elsewise/kernel/chunks.hpp"
#include "elsewise/kernel/conditions.hpp"
#include "elsewise/kernel/program.hpp"
#include "elsewise/kernel/vectors.hpp"

namespace elsewise::kernel {

// Thrown where triggers fire so often that the quick way of counting them is not exact enough;
// caught in progress.cpp, which then counts exactly.
struct TooManyFirings {};

class ValueSteps {
public:
    ValueSteps(Program& program, const Conditions& conditions, VectorStore& vectors, Space* space);

    // The actions whose condition's own part holds, ascending. An action's place in this list is
    // its rank.
    std::span<const Event> actions(VectorId vector) { return list(facts(vector).actions, vector); }
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
    struct Facts {
        std::uint32_t settled = NONE;
        std::uint32_t actions = 0;    // run: count, actions, steps
        std::uint32_t triggers = 0;   // run: count, triggers
        std::uint32_t utilities = 0;  // run of numbers, one per character and the story
    };

    struct Write {
        Fluent fluent;
        Code before;
        Code after;
    };

    Facts& facts(VectorId vector) {
        while (facts_.size() <= vector.index()) {
            facts_.push_back(Facts{});
        }
        return facts_[vector.index()];
    }
    std::span<const Event> list(std::uint32_t& run, VectorId vector);
    void find_actions(std::uint32_t& run, VectorId vector);
    void begin_with(VectorId vector);
    bool make_effects(Event event);
    bool fire_first_trigger();
    void close();
    VectorId settled_effects_of(VectorId vector, Event event);

    Program& p_;
    const Conditions& conditions_;
    VectorStore& vectors_;
    Candidates action_candidates_;
    Candidates trigger_candidates_;
    AwakeTriggers awake_;
    Chunks<Facts> facts_;
    Runs<std::uint32_t> runs_;
    Runs<double> numbers_;
    std::vector<Event> found_;
    std::vector<Code> row_;  // the vector in the making
    std::vector<Write> writes_;
};

}  // namespace elsewise::kernel
