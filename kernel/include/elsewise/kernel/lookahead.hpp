// Whether a goal may be reached in time, judged by values alone: what is pruned here needs no
// minds and no reasons.
//
// Requires that values stand alone and that the goal does (Goal::stands_alone). Every action whose
// condition holds as far as values tell counts as possible and explained, so that `false` is
// certain and `true` is not.
#pragma once

#include <cstdint>

#include "elsewise/kernel/chunks.hpp"
#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/progress.hpp"
#include "elsewise/kernel/relaxed.hpp"

namespace elsewise::kernel {

class Lookahead {
public:
    Lookahead(Progress& progress, const Goal& goal);

    // Whether the goal may be reached from these values within `left` events.
    bool may_reach(VectorId vector, std::uint32_t left);
    // Whether these values are the goal.
    bool is_goal(VectorId vector);

private:
    // Remembered per vector. Numbers of events; 255 means that or more.
    struct Known {
        std::uint8_t relaxed = NOT_ASKED;  // no fewer are needed
        std::uint8_t fails = 0;            // with fewer than these it cannot be reached
        std::uint8_t reaches = 255;        // with these it can
    };
    static constexpr std::uint8_t NOT_ASKED = 254;
    static constexpr std::uint32_t MOST_ROUNDS = 200;
    static constexpr std::uint32_t EXACT = 2;  // so many events are tried out

    Known& known(VectorId vector);
    bool try_out(VectorId vector, std::uint32_t left);

    Progress& progress_;
    Goal goal_;
    Relaxed relaxed_;
    std::vector<bool> movers_;  // actions that may bring the goal about as the last event
    Chunks<Known> known_;
};

}  // namespace elsewise::kernel
