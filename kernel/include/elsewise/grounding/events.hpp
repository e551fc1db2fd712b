// The events of a problem, and all else that is made of expressions, once they are simplified.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "elsewise/grounding/compiler.hpp"
#include "elsewise/grounding/instances.hpp"
#include "elsewise/grounding/simplify.hpp"

namespace elsewise::grounding {

struct Events {
    std::vector<Instance> actions;  // their effects are a part of `effects` now
    std::vector<Instance> triggers;
    std::vector<GroundEffect> effects;
    std::vector<std::uint32_t> by;
    std::vector<ExpressionId> seen_by;  // rows, as in `Instances`
    std::vector<ExpressionId> wants;    // per character; then the story's
    std::vector<ExpressionId> endings;

    std::span<const GroundEffect> of(const Instance& event) const {
        return std::span(effects).subspan(event.effects.begin,
                                          event.effects.end - event.effects.begin);
    }
    std::span<const ExpressionId> seers(const Instance& event, std::size_t characters) const {
        return std::span(seen_by).subspan(event.seers * characters, characters);
    }
};

// Simplifies those that can happen, and leaves out those that cannot change anything, by an effect
// or by surprising somebody. `wants` and `endings` are simplified too.
Events events(const Instances& instances, const std::vector<std::uint8_t>& happens,
              Simplifier& simplifier, std::vector<ExpressionId> wants,
              std::vector<ExpressionId> endings, std::size_t characters);

}  // namespace elsewise::grounding
