// Writes a simplified problem down as the tables of the kernel.
#pragma once

#include "elsewise/grounding/events.hpp"
#include "elsewise/grounding/forms.hpp"
#include "elsewise/grounding/lifted.hpp"
#include "elsewise/grounding/start.hpp"
#include "elsewise/kernel/paths.hpp"
#include "elsewise/kernel/tables.hpp"

namespace elsewise::grounding {

struct Flattened {
    kernel::Tables tables;
    Ints entities;  // of the world, in the order in which they are met: that of their codes
};

// Expressions, paths, entities and numbers are numbered anew, in the order in which they are met.
// Fluents of `start` have their new numbers.
Flattened flatten(const Events& events, const Forms& forms, const Numbers& numbers,
                  const kernel::PathTable& paths, const Start& start);

}  // namespace elsewise::grounding
