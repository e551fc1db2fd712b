// How deep minds must be kept, and whose, so that everything that matters can be answered.
//
// A look into minds matters if the answer can change what happens: in the condition of an action,
// in what says who sees it, in wants and endings, in triggers that change the world, in values that
// are written. A trigger that only changes minds looks no deeper than it writes, as a rule: where
// there is no mind left to write to, its look does not matter either.
#pragma once

#include <cstdint>
#include <vector>

#include "elsewise/grounding/events.hpp"
#include "elsewise/kernel/paths.hpp"

namespace elsewise::grounding {

// `extra` is how many levels below `depth` + 1 are looked into. `asked[c]`: something that matters
// looks into c's mind. `consents[c]`: c is asked to consent to some action.
struct MindLevels {
    std::uint32_t extra = 0;
    std::vector<std::uint8_t> asked;
    std::vector<std::uint8_t> consents;
};

// `paths` may grow.
MindLevels mind_levels(const Events& events, const ExpressionFactory& factory,
                       kernel::PathTable& paths, std::size_t characters);

}  // namespace elsewise::grounding
