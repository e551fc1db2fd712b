// What can make a difference to a goal: the cone of influence of model checking (Clarke, Grumberg
// and Peled, "Model Checking", 1999), known in planning as relevance analysis.
//
// A fluent matters if the goal reads it, or an event that matters does. An event matters if it may
// write a fluent that matters. What is left out can be left out of every story and plan: states
// that agree in all fluents that matter, in all minds, stay so, and a story or plan with an event
// that does not matter is one of which something can be left out.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "elsewise/kernel/ids.hpp"
#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

struct Relevance {
    std::vector<bool> fluents;
    std::vector<bool> events;
};

// For a value or condition, by its row, judged by values alone: minds are not looked at, base
// effects are all that counts, and a trigger matters if its effects do.
Relevance relevant_to_values(const Program& program, std::uint32_t row);

// For the same and whatever anybody wants who is ever asked to consent, in all minds. Minds learn
// by surprise what a condition says, so that an event that somebody sees may write what its
// condition reads. All triggers matter.
Relevance relevant_to_minds(const Program& program, const std::vector<std::uint32_t>& rows);

// The same, each worked out when it is first asked for.
class RelevanceCache {
public:
    explicit RelevanceCache(const Program& program) : p_(program) {}

    const Relevance& to_values(std::uint32_t row);
    // To a story's goal and to everybody's wants; to the wants alone.
    const Relevance& to_goal(std::uint32_t row);
    const Relevance& to_wants();

private:
    const Program& p_;
    std::map<std::uint32_t, Relevance> values_;  // by row
    std::map<std::uint32_t, Relevance> goals_;   // by row; NONE: wants alone
};

}  // namespace elsewise::kernel
