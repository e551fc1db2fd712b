// The fluents of a world, by number.
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "elsewise/grounding/lifted_world.hpp"

namespace elsewise::grounding {

// Something that only the reference grounder can say what is wrong with.
struct Unusual : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// The facts of a world with their arguments: facts in the order of the text, then arguments, the
// first slowest.
class Fluents {
public:
    // Throws Unusual if there are more than can be handled.
    Fluents(const LiftedWorld& world);

    std::uint32_t count() const { return static_cast<std::uint32_t>(fact_of_.size()); }
    std::uint32_t fact_of(std::uint32_t fluent) const { return fact_of_[fluent]; }
    // Throws Unusual if the fact does not allow these arguments.
    std::uint32_t fluent(std::uint32_t fact, std::span<const Code> arguments) const;
    // The arguments of a fluent.
    Ints arguments(std::uint32_t fluent) const;

private:
    struct Shape {
        std::uint32_t first = 0;
        std::vector<Ints> places;  // per parameter and code: its place in the domain, or NOTHING
    };
    const LiftedWorld& world_;
    std::vector<Shape> shapes_;
    std::vector<std::uint32_t> fact_of_;
};

}  // namespace elsewise::grounding
