// Finds every way to fill in roles that some tests allow, without trying all combinations.
//
// The tests are read as relations and joined, one role after the other, the one with the fewest
// candidates first (after Helmert 2009, "Concise finite-domain representations for PDDL planning
// tasks", who grounds by joins; the greedy order is the usual one for conjunctive queries).
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "elsewise/grounding/lifted_world.hpp"

namespace elsewise::grounding {

// A condition on some roles, ascending. `holds` reads `slots` at these roles only.
struct JoinTest {
    std::vector<std::size_t> roles;
    std::function<bool()> holds;
};

// One behind the other: a code for each role. (There is one of no roles.)
struct Combinations {
    std::size_t count = 0;
    Ints codes;
};

// Returns all combinations of values that pass all tests, the first role varying slowest. Writes
// to `slots`. Throws Unusual once more than `most` stand side by side. Calls `tick` at every step
// of work, which may throw.
Combinations combinations(std::span<const Ints* const> domains, std::span<const JoinTest> tests,
                          std::size_t most, Ints& slots, const std::function<void()>& tick);

}  // namespace elsewise::grounding
