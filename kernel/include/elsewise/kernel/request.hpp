// What a search is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/ids.hpp"
#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

// SHORTEST: the shortest story, however long it takes. FIRST: some story, soon. BALANCED: the
// shortest one if that can be shown with not much more work than some story takes, else that one.
enum class Mode : std::uint8_t { BALANCED, SHORTEST, FIRST };

struct Request {
    std::optional<std::uint32_t> ending;  // its number; else `least` counts
    double least = 0.0;                   // story utility
    std::uint32_t length = 0;
    std::uint32_t foresight = 0;
    std::size_t most = 1;
    std::optional<NodeId> start;  // one of the author's states; else the beginning
    Mode mode = Mode::SHORTEST;
    // If one story is wanted, and not SHORTEST: what is a story of these events, if anything is,
    // needs no search.
    std::vector<Event> known;
    // BALANCED: so much work the search for the shortest may take at least, in units of
    // limits.hpp: a second or two.
    std::uint64_t patience = 36000;
};

// The goal of a request for stories that begin in a state.
inline Goal goal_of(const Request& request, TransitionSystem& system, NodeId start) {
    const Program& p = system.program();
    const auto& rows = request.ending ? p.tables.endings : p.tables.wants;
    const std::size_t row = request.ending.value_or(p.characters());
    return {request.ending.has_value(), request.ending ? p.endings.at(*request.ending) : 0,
            static_cast<std::uint32_t>(rows.at(row)), request.least,
            system.utility(start, p.characters())};
}

}  // namespace elsewise::kernel
