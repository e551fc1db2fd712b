// Finds the values every fluent can ever have in any mind, and the events that can ever happen.
//
// A relaxed reachability (Bonet and Geffner 2001, "Planning as heuristic search"): values only ever
// become more, and a condition is met part by part. It is safe for minds too, since one set of
// values is kept for all minds together: what a mind holds was so at the start in some mind, was
// written by an effect, or came by surprise, which brings a value that the fluent already has
// elsewhere, or unknown. Numbers that keep growing jump to their border.
#pragma once

#include <cstdint>
#include <vector>

#include "elsewise/grounding/instances.hpp"
#include "elsewise/grounding/value_sets.hpp"

namespace elsewise::grounding {

struct Reached {
    std::vector<ValueSet> values;       // per fluent
    std::vector<std::uint8_t> happens;  // per instance, actions first: whether it can happen
};

// `start`: the values of every fluent in any mind. It goes round by round, so that the order of
// instances makes no difference.
Reached reach(const LiftedWorld& world, const Fluents& fluents, const ExpressionFactory& factory,
              Numbers& numbers, const Instances& instances, std::vector<ValueSet> start);

}  // namespace elsewise::grounding
