// Which stories there are: sequences of explained actions from the start that reach a goal.
//
// The shortest story is found by layers: all states that explained sequences of 0, 1, … events
// lead to, each state once. One length is tried after the other, and what cannot reach the goal
// within it, judged by values alone, is left out; only then are reasons asked for, and states made.
// What was worked out for one length is there for the next. Further stories are listed as
// sequences, length by length in the order of the actions; those of which a part does as well are
// left out.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/lookahead.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/transition.hpp"
#include "elsewise/kernel/transposition_table.hpp"

namespace elsewise::kernel {

class StorySearch {
public:
    using Actions = std::vector<Event>;

    StorySearch(TransitionSystem& system, Reasons& reasons, NodeId start, const Goal& goal,
                std::uint32_t foresight);

    // Finds stories of at most `length` events, shortest first, at most `most`; they are in
    // `stories()`, also after Stopped was thrown. Call once.
    void run(std::uint32_t length, std::size_t most);

    const std::vector<Actions>& stories() const { return stories_; }
    // The number of events looked at now.
    std::uint32_t length() const { return length_; }

private:
    // A state of a layer and how it was reached: from a place in the layer before.
    struct Place {
        NodeId node;
        std::uint32_t from;
        Event action;
    };
    using Layer = std::vector<Place>;

    bool reached(NodeId node);
    bool reached_after(NodeId node, std::uint32_t rank);
    bool may_help(NodeId node, Event action);
    bool does_as_well(NodeId shorter, NodeId node);
    bool explained(NodeId node, Event action);

    bool find_first(std::uint32_t length);
    void drop_incomplete_layers();
    bool finish(const Layer& layer);
    Layer next_layer(const Layer& layer, std::uint32_t left);
    bool may_reach(NodeId node, std::uint32_t left);
    bool may_reach_after(NodeId node, std::uint32_t rank, std::uint32_t left);
    bool is_new(NodeId node) const;
    void mark(NodeId node);

    void list(NodeId node, const Shortcuts& shortcuts, std::uint32_t left);
    bool is_useful(NodeId node, std::uint32_t left);

    TransitionSystem& system_;
    Reasons& reasons_;
    NodeId start_;
    Goal goal_;
    Character story_;
    std::uint32_t foresight_;
    std::uint32_t length_ = 0;
    std::size_t most_ = 0;
    std::vector<Actions> stories_;
    std::vector<Layer> layers_;
    std::vector<bool> seen_;    // by node: in one of the layers
    std::size_t complete_ = 0;  // of so many first layers nothing was left out
    std::optional<Lookahead> lookahead_;
    const Relevance* relevance_ = nullptr;

    Actions line_;
    TranspositionTable barren_;
    std::unordered_map<std::uint64_t, bool> useful_;  // by node and events left
};

// How many sequences of 0, 1, … `length` explained events begin at the start. Throws TooLarge if
// there are more than 2^64 - 1 of a length.
std::vector<std::uint64_t> count_sequences(TransitionSystem& system, Reasons& reasons, NodeId start,
                                           std::uint32_t length, std::uint32_t foresight);

}  // namespace elsewise::kernel
