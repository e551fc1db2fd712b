// From a world as written to the problem that the engine runs.
#pragma once

#include <vector>

#include "elsewise/grounding/lifted_world.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/tables.hpp"

namespace elsewise::grounding {

// A list of lists, each written one behind the other; per list, its end.
struct Lists {
    Ints items;
    Ints ends;

    template <class Items>
    void add(const Items& list) {
        items.insert(items.end(), list.begin(), list.end());
        ends.push_back(static_cast<std::int32_t>(items.size()));
    }
};

// What a start says in one mind: pairs of a fluent of the world and a code of the world.
struct SaidInMind {
    Ints path;
    Ints values;
};

// A problem, and where in the world all that is in it comes from. The tables are those that the
// reference grounder's problem is encoded as, to the byte. Here, values are codes of the world;
// numbers that came up on the way have codes behind those of the world.
struct Grounded {
    kernel::Tables tables;
    Ints entities;  // of the world, in the order of their codes in the tables
    std::vector<double> numbers;

    // Per fluent of the world.
    Ints facts;
    Lists fluent_arguments;
    Ints constants;  // its one value, or NOTHING if it is a fluent of the problem

    // Per event: actions, then triggers.
    Ints rules;
    Lists event_arguments;
    Ints seers;  // per action: a number; actions with the same are seen under the same conditions

    // The start of the world of which this one is a later moment or a fork; empty if it is its own.
    std::vector<SaidInMind> origin;
};

// Makes a world finite. Throws Unusual where the reference grounder says what is wrong, or grounds
// the world itself; BadProblem if the numbers of the world do not fit together.
// `limits` (may be null) are asked all the while: what they throw ends it.
Grounded ground(const LiftedWorld& world, kernel::LimitChecker* limits = nullptr);

}  // namespace elsewise::grounding
