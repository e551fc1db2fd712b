#include "elsewise/kernel/search.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace elsewise::kernel {

StorySearch::StorySearch(TransitionSystem& system, Reasons& reasons, NodeId start, const Goal& goal,
                         std::uint32_t foresight)
    : system_(system),
      reasons_(reasons),
      start_(start),
      goal_(goal),
      story_(system.program().characters()),
      foresight_(foresight) {
    if (system.values_stand_alone() && goal.stands_alone(system.program())) {
        lookahead_.emplace(system, goal);
    }
}

void StorySearch::run(std::uint32_t length, std::size_t most) {
    most_ = most;
    if (most == 0 || !find_first(length) || most == 1) {
        return;
    }
    const std::uint32_t shortest = length_;
    stories_.clear();
    for (length_ = shortest; length_ <= length && stories_.size() < most_; ++length_) {
        list(start_, {}, length_);
    }
}

// -- the goal -----------------------------------------------------------------------------------

bool StorySearch::reached(NodeId node) { return goal_.is_reached(system_, node); }

bool StorySearch::reached_after(NodeId node, std::uint32_t rank) {
    return may_reach_after(node, rank, 0) && reached(system_.after(node, rank));
}

// Whether a candidate is possible, and may matter to a story that leaves nothing out.
bool StorySearch::may_help(NodeId node, Event action) {
    if (relevance_ == nullptr) {
        relevance_ = &system_.relevance().to_goal(goal_.row);
    }
    return relevance_->events[action] && system_.is_possible(node, action);
}

bool StorySearch::does_as_well(NodeId shorter, NodeId node) {
    return goal_.is_ending ? reached(shorter)
                           : system_.utility(shorter, story_) >= system_.utility(node, story_);
}

bool StorySearch::explained(NodeId node, Event action) {
    return reasons_.explained(node, action, foresight_);
}

// -- the shortest story -------------------------------------------------------------------------

bool StorySearch::find_first(std::uint32_t length) {
    if (reached(start_)) {
        stories_.push_back({});
        return true;
    }
    layers_.push_back({Place{start_, 0, 0}});
    complete_ = 1;
    mark(start_);
    for (length_ = 1; length_ <= length; ++length_) {
        if (!may_reach(start_, length_)) {
            continue;
        }
        drop_incomplete_layers();
        while (layers_.size() < length_ && !layers_.back().empty()) {
            const auto left = length_ - static_cast<std::uint32_t>(layers_.size());
            layers_.push_back(next_layer(layers_.back(), left));
        }
        if (finish(layers_.back())) {
            return true;
        }
        if (complete_ == layers_.size() && layers_.back().empty()) {
            break;
        }
    }
    length_ = length;
    return false;
}

// What was left out for one length may count for the next; what is complete is kept.
void StorySearch::drop_incomplete_layers() {
    for (; layers_.size() > complete_; layers_.pop_back()) {
        for (const Place& place : layers_.back()) {
            seen_[place.node.index()] = false;
        }
    }
}

// Whether the goal may be reached from a state within `left` events.
bool StorySearch::may_reach(NodeId node, std::uint32_t left) {
    if (!lookahead_) {
        return true;
    }
    try {
        return lookahead_->may_reach(system_.nodes()[node].vector, left);
    } catch (const TooManyFirings&) {
        system_.count_exactly();
        lookahead_.reset();
        return true;
    }
}

// The same for the state after the possible action of a rank, which need not be made for it.
bool StorySearch::may_reach_after(NodeId node, std::uint32_t rank, std::uint32_t left) {
    if (!lookahead_) {
        return true;
    }
    try {
        const VectorId vector = system_.nodes()[node].vector;
        return lookahead_->may_reach(system_.value_transitions().step(vector, rank), left);
    } catch (const TooManyFirings&) {
        system_.count_exactly();
        lookahead_.reset();
        return true;
    }
}

// Whether one more event reaches the goal; the first that does completes a story.
bool StorySearch::finish(const Layer& layer) {
    for (std::uint32_t at = 0; at < layer.size(); ++at) {
        system_.limits().tick();
        const NodeId node = layer[at].node;
        if (!may_reach(node, 1)) {
            continue;
        }
        const std::span<const Event> actions = system_.candidates(node);
        for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
            if (!may_help(node, actions[rank]) || !reached_after(node, rank) ||
                !explained(node, actions[rank])) {
                continue;
            }
            Actions story{actions[rank]};
            std::uint32_t place = at;
            for (std::size_t i = layers_.size() - 1; i > 0; --i) {
                story.push_back(layers_[i][place].action);
                place = layers_[i][place].from;
            }
            std::reverse(story.begin(), story.end());
            stories_.push_back(std::move(story));
            return true;
        }
    }
    return false;
}

// The states one event further, new ones only, from which the goal may be reached within `left`.
StorySearch::Layer StorySearch::next_layer(const Layer& layer, std::uint32_t left) {
    Layer next;
    bool complete = complete_ == layers_.size();
    for (std::uint32_t at = 0; at < layer.size(); ++at) {
        system_.limits().tick();
        const NodeId node = layer[at].node;
        const std::span<const Event> actions = system_.candidates(node);
        for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
            if (!may_help(node, actions[rank])) {
                continue;
            }
            if (!may_reach_after(node, rank, left)) {
                complete = false;
                continue;
            }
            if (!explained(node, actions[rank])) {
                continue;
            }
            const NodeId after = system_.after(node, rank);
            if (is_new(after)) {
                mark(after);
                next.push_back({after, at, actions[rank]});
            }
        }
    }
    complete_ += complete ? 1 : 0;
    return next;
}

bool StorySearch::is_new(NodeId node) const {
    return node.index() >= seen_.size() || !seen_[node.index()];
}

void StorySearch::mark(NodeId node) {
    if (node.index() >= seen_.size()) {
        seen_.resize(std::max<std::size_t>(node.index() + std::size_t{1}, seen_.size() * 2));
    }
    seen_[node.index()] = true;
}

// -- all stories of a length --------------------------------------------------------------------

// Lists the stories that go on from a line with exactly `left` more events, until there are enough.
void StorySearch::list(NodeId node, const Shortcuts& shortcuts, std::uint32_t left) {
    system_.limits().tick();
    if (left == 0) {
        if (reached(node) && std::none_of(shortcuts.begin(), shortcuts.end(), [&](NodeId shorter) {
                return does_as_well(shorter, node);
            })) {
            stories_.push_back(line_);
        }
        return;
    }
    if (!is_useful(node, left) || barren_.contains(node, shortcuts, left)) {
        return;
    }
    const std::size_t before = stories_.size();
    const std::span<const Event> actions = system_.candidates(node);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        if (!may_help(node, actions[rank])) {
            continue;
        }
        const NodeId after = system_.after(node, rank);
        if (!is_useful(after, left - 1) || !explained(node, actions[rank])) {
            continue;
        }
        const Shortcuts longer = reasons_.lengthen(shortcuts, node, actions[rank], foresight_);
        if (std::binary_search(longer.begin(), longer.end(), after)) {
            continue;
        }
        line_.push_back(actions[rank]);
        list(after, longer, left - 1);
        line_.pop_back();
        if (stories_.size() >= most_) {
            return;
        }
    }
    if (stories_.size() == before) {
        barren_.add(node, shortcuts, left);
    }
}

// Whether some explained sequence of exactly `left` events reaches the goal.
bool StorySearch::is_useful(NodeId node, std::uint32_t left) {
    if (left == 0) {
        return reached(node);
    }
    if (!may_reach(node, left)) {
        return false;
    }
    const std::uint64_t key = (std::uint64_t{node.index()} << 32) | left;
    const auto known = useful_.find(key);
    if (known != useful_.end()) {
        return known->second;
    }
    system_.limits().tick();
    bool useful = false;
    const std::span<const Event> actions = system_.candidates(node);
    for (std::uint32_t rank = 0; rank < actions.size() && !useful; ++rank) {
        if (may_help(node, actions[rank]) && (left > 1 || reached_after(node, rank))) {
            useful = explained(node, actions[rank]) &&
                     (left == 1 || is_useful(system_.after(node, rank), left - 1));
        }
    }
    useful_[key] = useful;
    return useful;
}

// -- counts -------------------------------------------------------------------------------------

std::vector<std::uint64_t> count_sequences(TransitionSystem& system, Reasons& reasons, NodeId start,
                                           std::uint32_t length, std::uint32_t foresight) {
    std::vector<std::uint64_t> counts;
    std::vector<std::pair<NodeId, std::uint64_t>> layer{{start, 1}};
    while (true) {
        std::uint64_t total = 0;
        for (const auto& [node, ways] : layer) {
            if (ways > std::numeric_limits<std::uint64_t>::max() - total) {
                throw TooLarge("there are more sequences of events than can be counted");
            }
            total += ways;
        }
        counts.push_back(total);
        if (counts.size() > length) {
            return counts;
        }
        std::unordered_map<std::uint32_t, std::size_t> places;
        std::vector<std::pair<NodeId, std::uint64_t>> next;
        for (const auto& [node, ways] : layer) {
            const std::span<const Event> actions = system.candidates(node);
            for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
                system.limits().tick();
                if (!system.is_possible(node, actions[rank]) ||
                    !reasons.explained(node, actions[rank], foresight)) {
                    continue;
                }
                const NodeId after = system.after(node, rank);
                const auto [place, fresh] = places.emplace(after.index(), next.size());
                if (fresh) {
                    next.emplace_back(after, 0);
                }
                std::uint64_t& sum = next[place->second].second;
                if (ways > std::numeric_limits<std::uint64_t>::max() - sum) {
                    throw TooLarge("there are more sequences of events than can be counted");
                }
                sum += ways;
            }
        }
        layer = std::move(next);
    }
}

}  // namespace elsewise::kernel
