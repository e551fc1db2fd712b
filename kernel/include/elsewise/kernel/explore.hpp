// The whole story graph: every state that explained events lead to from the start, and how.
//
// States are numbered in the order in which they are found, breadth first, so that they stand layer
// by layer: by the least number of events that lead to them. They are explored in the same order.
// To explore a state is to find all its edges: the possible actions that everybody who must
// consent has a reason for; without a foresight, all possible actions, whoever has a reason. The
// states of the last layer are not explored. Whenever exploring is stopped, the graph is whole up
// to some state: so many first states have all their edges, the others none.
//
// Minds are laid out with the states that hold them: all states of one shape (shapes.hpp) are one
// table of value rows and, per slot, the number of the state in that mind. Nothing of a graph is
// in the engine any more, so the engine can go when the graph is made.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "elsewise/kernel/parallel_expansion.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

struct StoryGraph {
    // States of one level and owner; the author's states come first and have no owner.
    struct Part {
        std::uint32_t level;
        Character owner;
        std::vector<Character> slots;
        std::uint32_t first;  // number of its first state
        std::uint32_t count;
    };

    std::uint32_t states = 0;               // of the author: numbers 0 .. states - 1
    std::uint32_t explored = 0;             // so many first states have all their edges
    std::vector<std::uint32_t> layer_ends;  // states in the layers up to this one
    std::optional<StopReason> stopped_by;

    // Per explored state: where its edges end in `events` and `targets`.
    std::vector<std::uint64_t> edge_ends;
    std::vector<Event> events;
    std::vector<std::uint32_t> targets;

    // Per state of the author: story utility (NaN: unknown); bits of the endings that hold there,
    // in whole bytes.
    std::vector<double> utilities;
    std::vector<std::uint8_t> endings;

    // By number of a state, the author's or in a mind: its row of values; the states in its minds,
    // slot by slot, those of all states one after the other.
    std::vector<Part> parts;
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> minds;

    // Rows of codes, one per fluent, each of `code_bytes` (1 or 2) bytes, as the machine has them;
    // and the numbers that the codes behind the entities mean.
    std::uint32_t code_bytes = 1;
    std::vector<std::uint8_t> values;
    std::vector<double> numbers;
};

class Exploration {
public:
    // Transitions before another thread helps: those of a few hundredths of a second; no end.
    static constexpr std::size_t USUALLY_ALONE = 30'000;
    static constexpr std::size_t ALWAYS_ALONE = ~std::size_t{0};

    // After `alone` transitions another thread helps, if there is something left to do.
    Exploration(TransitionSystem& system, Reasons& reasons, NodeId start,
                std::optional<std::uint32_t> foresight, std::size_t alone = ALWAYS_ALONE);

    // Explores the states that fewer than `length` events lead to. Throws Stopped when a limit is
    // reached; what was explored until then is kept. Call once.
    void run(std::uint32_t length);

    // The graph as far as it is explored. Call once.
    StoryGraph graph();

    // The layer that is explored now.
    std::uint32_t layer() const { return layer_; }

private:
    // Rows and minds of the states of one shape; minds by their place in the table of their shape.
    struct Table {
        ChunkedArray<std::uint32_t> rows;
        ChunkedArray<std::uint32_t> minds;
    };

    bool begin_state();
    void explore(std::uint32_t state);
    void finish_state(std::span<const Edge> edges);
    void run_in_parallel();
    void hand_out(ExpansionQueue& queue);
    void explore_batch(Batch& batch);
    void take_back(const Batch& batch);
    std::uint32_t add(NodeId node);
    std::uint32_t place(NodeId node);
    std::uint32_t row(VectorId vector);
    void lay_out(StoryGraph& graph) const;
    void write_values(StoryGraph& graph) const;
    std::vector<Code> codes_of_numbers(std::vector<double>& numbers) const;
    double bytes_to_write() const;
    std::size_t ending_bytes() const { return (system_.program().endings.size() + 7) / 8; }
    std::uint32_t code_bytes() const;

    TransitionSystem& system_;
    Reasons& reasons_;
    NodeId start_;
    std::optional<std::uint32_t> foresight_;
    std::size_t alone_;
    std::uint32_t length_ = 0;
    std::uint32_t layer_ = 0;
    std::uint32_t layer_end_ = 0;
    std::uint32_t handed_out_ = 0;  // so many first states, when another thread helps

    // As in StoryGraph.
    std::uint32_t states_ = 0;
    std::uint32_t explored_ = 0;
    std::vector<std::uint32_t> layer_ends_;
    ChunkedArray<std::uint64_t> edge_ends_;
    ChunkedArray<Event> events_;
    ChunkedArray<std::uint32_t> targets_;
    ChunkedArray<double> utilities_;
    ChunkedArray<std::uint8_t, 16> endings_;

    ChunkedArray<NodeId> nodes_;          // by number of the author's state
    std::vector<Edge> found_;             // edges of the state that is explored now
    std::vector<Table> tables_;           // by shape
    ChunkedArray<std::uint32_t> places_;  // by node: its place in its table, or NONE
    ChunkedArray<std::uint32_t> rows_;    // by vector: its row, or NONE
    ChunkedArray<VectorId> vectors_;      // by row
    std::size_t words_ = 0;               // in all tables
};

}  // namespace elsewise::kernel
