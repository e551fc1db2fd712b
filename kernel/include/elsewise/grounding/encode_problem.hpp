// Writes a simplified problem down as the tables of the kernel.
#pragma once

#include "elsewise/grounding/events.hpp"
#include "elsewise/grounding/expression_factory.hpp"
#include "elsewise/grounding/lifted_world.hpp"
#include "elsewise/grounding/start.hpp"
#include "elsewise/kernel/paths.hpp"
#include "elsewise/kernel/tables.hpp"

namespace elsewise::grounding {

struct EncodedProblem {
    kernel::Tables tables;
    Ints entities;  // of the world, in the order in which they are met: that of their codes
};

// Expressions, paths, entities and numbers are numbered anew, in the order in which they are met.
// Fluents of `start` have their new numbers.
EncodedProblem encode_problem(const Events& events, const ExpressionFactory& factory,
                              const Numbers& numbers, const kernel::PathTable& paths,
                              const Start& start);

}  // namespace elsewise::grounding
