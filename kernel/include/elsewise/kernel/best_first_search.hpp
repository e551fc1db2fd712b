// Some story, found soon: weighted best-first search.
//
// Of all events that could come next anywhere, the one is tried first whose outcome seems nearest
// to the goal: the beats up to there plus WEIGHT times the relaxed distance from there, summed over
// the parts of the goal (Pohl, "Heuristic search viewed as path finding in a graph", 1970, for the
// weight). The distance is one of values alone. An event is only asked for reasons, and the state
// after it only made, when it is its turn: most never are. What is found is a story but need not be
// the shortest one; nothing found is a proof that there is none.
#pragma once

#include <cstdint>
#include <optional>
#include <queue>
#include <unordered_map>
#include <vector>

#include "elsewise/kernel/arena.hpp"
#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/relaxed.hpp"
#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

class BestFirstSearch {
public:
    using Actions = std::vector<Event>;

    BestFirstSearch(TransitionSystem& system, Reasons& reasons, NodeId start, const Goal& goal,
                    std::uint32_t length, std::uint32_t foresight);

    // A story of at most `length` events; none: there is none. Throws Stopped. Call once.
    std::optional<Actions> run();

private:
    static constexpr std::uint32_t WEIGHT = 3;

    // A state and how it was reached: from another place by an event.
    struct Place {
        NodeId node;
        std::uint32_t from;
        Event action;
        std::uint32_t beats;
    };
    // An event that could come next: the action of a rank at a place.
    struct Next {
        std::uint32_t worth;  // the least is tried first
        std::uint32_t left;   // then what is nearest
        std::uint32_t order;  // then what was seen first
        std::uint32_t place;
        std::uint32_t rank;

        bool operator<(const Next& other) const;  // is tried later
    };
    static constexpr std::uint32_t NOT_ASKED = ~std::uint32_t{0};

    void add(const Place& place);
    bool reached_within(NodeId node, std::uint32_t beats) const;
    Relaxed::Distance distance_after(NodeId node, std::uint32_t rank);
    Actions way_to(std::uint32_t place) const;

    TransitionSystem& system_;
    Reasons& reasons_;
    Goal goal_;
    std::uint32_t length_;
    std::uint32_t foresight_;
    Relaxed relaxed_;
    ChunkedArray<Relaxed::Distance> distances_;  // by vector
    std::vector<Place> places_;
    std::unordered_map<std::uint32_t, std::uint32_t> beats_;  // by node: the fewest so far
    std::priority_queue<Next> next_;
    std::uint32_t order_ = 0;
};

}  // namespace elsewise::kernel
