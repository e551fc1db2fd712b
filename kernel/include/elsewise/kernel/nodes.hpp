// Interned states with the minds in them.
//
// A node is a state in somebody's mind (or the true one, the author's): its shape (level and
// owner), the values of all fluents, and one child per slot: the state that this character is in,
// as seen from here. Because the levels are bounded, nodes form a finite tree that shares its
// parts: children are made before their parents, equal nodes are one node, and two states are
// equal, minds and all, if and only if their NodeIds are.
//
// Example. Ann has left; Bob, who was away, still believes her at home. The author's node (level 2)
// has the vector {at(Ann): Inn} and the children [Ann's node, Bob's node] of level 1. Bob's has
// the vector {at(Ann): Home} and one child of level 0: Ann, as Bob sees her. After Bob hears of
// it, his node is that of somebody who always knew, if all below it is equal too.
//
// Nodes never move and are never given back. All nodes in a store are settled: no trigger can
// fire in them (transition.hpp sees to that).
#pragma once

#include <algorithm>
#include <array>
#include <memory>

#include "elsewise/kernel/arena.hpp"
#include "elsewise/kernel/hashing.hpp"
#include "elsewise/kernel/ids.hpp"
#include "elsewise/kernel/shapes.hpp"
#include "elsewise/kernel/vectors.hpp"

namespace elsewise::kernel {

struct Node {
    VectorId vector;
    std::uint32_t children;   // run of `NodeStore::child_runs`, 0 if there are none
    std::uint32_t expansion;  // run of successors (transition.hpp), 0 until needed
    std::uint32_t shape;
};

// A state to read from: a node, or one in the making.
struct View {
    const Shape* shape;
    const Code* row;
    const NodeId* children;
};

// A node in the making: what a Node is, but its own copy, and perhaps not settled.
class Draft {
public:
    Draft(std::uint32_t shape, VectorId vector, const NodeId* children, std::size_t slots)
        : shape(shape), vector(vector), slots_(slots) {
        if (slots > few_.size()) {
            many_ = std::make_unique<NodeId[]>(slots);
        }
        std::copy_n(children, slots, this->children());
    }
    Draft(const Draft& other) : Draft(other.shape, other.vector, other.children(), other.slots_) {}
    Draft& operator=(const Draft& other) {
        vector = other.vector;
        std::copy_n(other.children(), slots_, children());
        return *this;  // only between drafts of one shape
    }

    NodeId* children() { return many_ ? many_.get() : few_.data(); }
    const NodeId* children() const { return many_ ? many_.get() : few_.data(); }
    std::size_t slots() const { return slots_; }
    bool operator==(const Draft& other) const {
        return vector == other.vector &&
               std::equal(children(), children() + slots_, other.children());
    }

    std::uint32_t shape;
    VectorId vector;

private:
    std::size_t slots_;
    std::array<NodeId, 10> few_;
    std::unique_ptr<NodeId[]> many_;
};

class NodeStore {
public:
    NodeStore(const Shapes& shapes, VectorStore& vectors, const LimitChecker* limits = nullptr)
        : shapes_(shapes),
          vectors_(vectors),
          nodes_(space_of(limits)),
          child_runs_(space_of(limits)),
          index_(limits) {
        child_runs_.allocate(1);  // run 0: the children of nodes that have none are read from it
    }

    // Several threads may use it from now on, or one only.
    void share(bool shared) {
        index_.share(shared);
        nodes_.share();
        child_runs_.share(shared);
    }

    std::size_t size() const { return nodes_.size(); }
    const Node& operator[](NodeId id) const { return nodes_[id.index()]; }
    Node& operator[](NodeId id) { return nodes_[id.index()]; }
    const Shape& shape(NodeId id) const { return shapes_[nodes_[id.index()].shape]; }
    const Code* row(NodeId id) const { return vectors_.row(nodes_[id.index()].vector); }
    const NodeId* children(NodeId id) const { return child_runs_.at(nodes_[id.index()].children); }
    NodeId child(NodeId id, std::uint32_t slot) const { return children(id)[slot]; }

    View view(NodeId id) const { return {&shape(id), row(id), children(id)}; }
    View view(const Draft& draft) const {
        return {&shapes_[draft.shape], vectors_.row(draft.vector), draft.children()};
    }
    Draft draft(NodeId id) const {
        const Node& node = nodes_[id.index()];
        return {node.shape, node.vector, children(id), shapes_[node.shape].slots.size()};
    }

    // Where a path of minds leads from a state: into the child for each character in turn; the
    // owner's own mind, a mind not kept and anything below level 0 is the state at hand.
    template <class Path>
    View walk(View from, const Path& path) const {
        for (const Character character : path) {
            const std::uint32_t slot = from.shape->slot_of[character];
            if (slot != NONE) {
                from = view(from.children[slot]);
            }
        }
        return from;
    }

    // Requires that the draft is settled, and that its children are nodes of this store.
    NodeId intern(const Draft& draft);

private:
    const Shapes& shapes_;
    VectorStore& vectors_;
    ChunkedArray<Node> nodes_;
    Arena<NodeId> child_runs_;
    HashIndex index_;
};

}  // namespace elsewise::kernel
