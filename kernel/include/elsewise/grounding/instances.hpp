// The events of the rules: every way to fill in their roles that is not plainly impossible.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "elsewise/grounding/compiler.hpp"

namespace elsewise::grounding {

// A part of a list.
struct Part {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

// An event; what it has is in the lists of `Instances`.
struct Instance {
    std::uint32_t rule;
    Part arguments;
    ExpressionId condition;
    Part effects;
    Part by;
    std::uint32_t seers;  // a row of `seen_by`; 0 for triggers
};

struct Instances {
    std::vector<Instance> actions;
    std::vector<Instance> triggers;
    Ints arguments;                     // codes
    std::vector<GroundEffect> effects;  // each once
    std::vector<std::uint32_t> effect_lists;
    std::vector<std::uint32_t> by;
    std::vector<ExpressionId> seen_by;  // rows: per character, when it sees the event
};

// `assigned`: per fact, whether some effect assigns it. Conditions on the others decide at once
// which roles go together. Throws Unusual if there are too many events.
Instances instances(Compiler& compiler, const std::vector<std::uint8_t>& assigned);

}  // namespace elsewise::grounding
