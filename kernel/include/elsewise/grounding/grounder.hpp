// From a world as written to the problem that the engine runs.
#pragma once

#include <string>
#include <vector>

#include "elsewise/grounding/lifted_world.hpp"
#include "elsewise/kernel/tables.hpp"

namespace elsewise::grounding {

// A problem and what else a search wants to know of it. The tables are those that the reference
// grounder's problem is written down as, to the byte.
struct Grounded {
    kernel::Tables tables;
    std::vector<std::string> fluent_names;
    std::vector<std::string> action_names;
    Ints entities;  // of the world, in the order of their codes in the tables
    bool story_is_settled = false;
};

// Makes a world finite. Throws Unusual where the reference grounder says what is wrong, or grounds
// the world itself; BadProblem if the numbers of the world do not fit together.
Grounded ground(const LiftedWorld& world);

}  // namespace elsewise::grounding
