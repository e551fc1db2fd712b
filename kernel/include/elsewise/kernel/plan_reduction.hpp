// The part of a sequence of events that is a story, if one is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

// The shortest sequence made by leaving out some events (or none), in which every event is possible
// and explained and which reaches the goal; of several, the one that leaves out the last events.
// None: no part of it does. All parts are looked at together, by the states they lead to. Throws
// Stopped.
std::optional<std::vector<Event>> reduced_plan(TransitionSystem& system, Reasons& reasons,
                                               NodeId start, const Goal& goal,
                                               std::uint32_t foresight,
                                               const std::vector<Event>& events);

}  // namespace elsewise::kernel
