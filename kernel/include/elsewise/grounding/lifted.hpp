// What a world says, node by node, and what can be asked of it before anything is filled in.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "elsewise/grounding/lifted_world.hpp"

namespace elsewise::grounding {

// Answers are remembered. Nodes are added where a choice is moved out of somebody's mind.
class Lifted {
public:
    explicit Lifted(const LiftedWorld& world);

    const LiftedWorld& world() const { return world_; }
    // All codes of the world are below this.
    std::size_t codes() const {
        return FIRST_ENTITY + static_cast<std::size_t>(world_.entities) + world_.numbers.size();
    }
    std::size_t size() const { return nodes_.size(); }
    // Not to be kept while nodes may be added.
    const LiftedNode& operator[](std::int32_t number) const {
        return nodes_[static_cast<std::size_t>(number)];
    }
    std::span<const std::int32_t> list(std::int32_t begin, std::int32_t end) const;
    // What a node is directly made of; NOTHING may be among it.
    std::vector<std::int32_t> operands(std::int32_t number) const;

    // Whether it is yes or no, rather than an entity or a number.
    bool is_condition(std::int32_t number);
    // The slots of the variables that a node uses and does not itself run through, as bits.
    std::uint64_t uses(std::int32_t number);
    // The same value with a choice that stands in somebody's mind moved out of it.
    std::int32_t choice_outside(std::int32_t number);
    // Whether a code is in a domain.
    bool contains(std::int32_t domain, Code code);
    // Marks, by number, the facts that an effect assigns.
    void mark_assigned(std::int32_t effect, std::vector<std::uint8_t>& assigned) const;

private:
    std::int32_t add(const LiftedNode& node);

    const LiftedWorld& world_;
    std::vector<LiftedNode> nodes_;
    std::vector<std::int8_t> conditions_;  // by node: whether it is one; -1: not asked
    Ints outside_;                         // by node
    std::vector<std::uint64_t> uses_;      // by node
    std::vector<std::uint8_t> uses_known_;
    std::vector<std::vector<std::uint8_t>> members_;  // by domain, then code
};

}  // namespace elsewise::grounding
