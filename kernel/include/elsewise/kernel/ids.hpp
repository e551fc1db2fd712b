// Numbers of things, one type each, so that they cannot be mixed up.
#pragma once

#include <compare>
#include <cstdint>

namespace elsewise::kernel {

// A number with a meaning; no arithmetic. Without an initial value it is undetermined (so that
// arrays of ids cost nothing to make).
template <class Tag>
class Id {
public:
    Id() = default;
    constexpr explicit Id(std::uint32_t index) : index_(index) {}
    constexpr std::uint32_t index() const { return index_; }
    friend constexpr auto operator<=>(Id, Id) = default;

private:
    std::uint32_t index_;
};

// A state in a mind: values of all fluents and the minds in it, to a bounded depth (nodes.hpp).
using NodeId = Id<struct NodeTag>;
// The values of all fluents (vectors.hpp).
using VectorId = Id<struct VectorTag>;

// Positions in the problem's tables. Actions come first among the events, then the triggers.
using Fluent = std::uint32_t;
using Event = std::uint32_t;
using Character = std::uint32_t;

constexpr std::uint32_t NONE = 0xFFFFFFFF;

}  // namespace elsewise::kernel
