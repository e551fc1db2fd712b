#include "elsewise/kernel/best_first_search.hpp"

#include <algorithm>
#include <tuple>

namespace elsewise::kernel {

BestFirstSearch::BestFirstSearch(TransitionSystem& system, Reasons& reasons, NodeId start,
                                 const Goal& goal, std::uint32_t length, std::uint32_t foresight)
    : system_(system),
      reasons_(reasons),
      goal_(goal),
      length_(length),
      foresight_(foresight),
      relaxed_(system.program(), system.relevance(), goal),
      distances_(system.limits().space()) {
    places_.push_back({start, 0, 0, 0});
}

bool BestFirstSearch::Next::operator<(const Next& other) const {
    return std::tie(worth, left, order) > std::tie(other.worth, other.left, other.order);
}

std::optional<BestFirstSearch::Actions> BestFirstSearch::run() {
    if (goal_.is_reached(system_, places_.front().node)) {
        return Actions{};
    }
    add(Place{places_.front()});
    while (!next_.empty()) {
        system_.limits().tick();
        const Next next = next_.top();
        next_.pop();
        const Place place = places_[next.place];
        const Event action = system_.candidates(place.node)[next.rank];
        const bool late = place.beats > 0 && reached_within(place.node, place.beats - 1);
        if (late || !system_.is_possible(place.node, action) ||
            !reasons_.explained(place.node, action, foresight_)) {
            continue;
        }
        const NodeId after = system_.after(place.node, next.rank);
        if (reached_within(after, place.beats + 1)) {
            continue;
        }
        places_.push_back({after, next.place, action, place.beats + 1});
        if (goal_.is_reached(system_, after)) {
            return way_to(static_cast<std::uint32_t>(places_.size() - 1));
        }
        add(Place{places_.back()});
    }
    return std::nullopt;
}

bool BestFirstSearch::reached_within(NodeId node, std::uint32_t beats) const {
    const auto known = beats_.find(node.index());
    return known != beats_.end() && known->second <= beats;
}

// Queues what could come next at the newest place.
void BestFirstSearch::add(const Place& place) {
    beats_[place.node.index()] = place.beats;
    if (place.beats == length_) {
        return;
    }
    const auto number = static_cast<std::uint32_t>(places_.size() - 1);
    const Relevance& relevance = system_.relevance().to_goal(goal_.row);
    const std::span<const Event> actions = system_.candidates(place.node);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        system_.limits().tick();
        if (!relevance.events[actions[rank]]) {
            continue;
        }
        const Relaxed::Distance left = distance_after(place.node, rank);
        if (place.beats + 1 + left.furthest <= length_) {
            next_.push({place.beats + 1 + WEIGHT * left.sum, left.sum, order_++, number, rank});
        }
    }
}

// From the values after an action; where they depend on minds, nothing is known.
Relaxed::Distance BestFirstSearch::distance_after(NodeId node, std::uint32_t rank) {
    if (!system_.values_stand_alone()) {
        return {0, 0};
    }
    try {
        const VectorId vector =
            system_.value_transitions().step(system_.nodes()[node].vector, rank);
        while (distances_.size() <= vector.index()) {
            distances_.push_back({NOT_ASKED, 0});
        }
        Relaxed::Distance& known = distances_[vector.index()];
        if (known.furthest == NOT_ASKED) {
            known = relaxed_.distance(system_.row(vector), std::min(length_, Relaxed::MOST_ROUNDS));
        }
        return known;
    } catch (const TooManyFirings&) {
        system_.count_exactly();
        return {0, 0};
    }
}

BestFirstSearch::Actions BestFirstSearch::way_to(std::uint32_t place) const {
    Actions way;
    for (; place != 0; place = places_[place].from) {
        way.push_back(places_[place].action);
    }
    std::reverse(way.begin(), way.end());
    return way;
}

}  // namespace elsewise::kernel
