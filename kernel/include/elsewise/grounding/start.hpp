// What is so at the beginning, in the world and in every mind.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "elsewise/grounding/compiler.hpp"

namespace elsewise::grounding {

// A fluent in a mind has the value said for the longest beginning of the mind's path; the empty
// path, which comes first, says a value for every fluent.
using Start = std::vector<std::pair<Path, std::map<std::uint32_t, Code>>>;

// Carries out start statements, one after the other. Everything a statement reads is read before
// it writes anything.
Start start(Lifted& lifted, const Ints& statements, const Fluents& fluents, Numbers& numbers,
            kernel::PathTable& paths, kernel::LimitChecker* limits);

// The value that a fluent of a fact takes when this one is written to it.
Code clamped(const LiftedFact& fact, Code code, Numbers& numbers);

}  // namespace elsewise::grounding
