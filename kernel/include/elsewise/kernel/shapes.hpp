// What a state in a mind looks like: how many levels of minds it has below it, whose mind it is,
// and which minds it keeps.
//
// The author's state has the highest level and no owner. The child of a state for character c has
// one level less and the owner c. Levels above `extra` exist for reasons: there everybody who is
// ever asked to consent has a slot; the levels below exist to answer conditions about minds: there
// only those have one who are asked about. Nobody has a slot in the own mind, and level 0 has none.
#pragma once

#include <cstdint>
#include <vector>

#include "elsewise/kernel/ids.hpp"
#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

struct Shape {
    std::uint32_t level = 0;
    Character owner = NONE;                  // NONE: the author
    std::vector<Character> slots;            // ascending
    std::vector<std::uint32_t> slot_of;      // per character: its slot or NONE
    std::vector<std::uint32_t> child_shape;  // per slot
};

class Shapes {
public:
    // Shapes for states of `levels` levels; `extra` of them for conditions only.
    Shapes(const Program& program, std::uint32_t levels, std::uint32_t extra);

    const Shape& operator[](std::uint32_t number) const { return shapes_[number]; }
    std::uint32_t author() const { return author_; }
    std::uint32_t extra() const { return extra_; }

private:
    std::uint32_t number(std::uint32_t level, Character owner) const;

    std::uint32_t characters_;
    std::uint32_t extra_;
    std::uint32_t author_;
    std::vector<Shape> shapes_;
};

}  // namespace elsewise::kernel
