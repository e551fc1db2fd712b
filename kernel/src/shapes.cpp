#include "elsewise/kernel/shapes.hpp"

namespace elsewise::kernel {

Shapes::Shapes(const Program& program, std::uint32_t levels, std::uint32_t extra)
    : characters_(program.characters()), extra_(extra), author_(levels * characters_) {
    shapes_.resize(std::size_t{author_} + 1);
    for (std::uint32_t level = 0; level <= levels; ++level) {
        const std::uint32_t owners = level == levels ? 1 : characters_;
        for (Character owner = 0; owner < owners; ++owner) {
            Shape& shape = shapes_[number(level, owner)];
            shape.level = level;
            shape.owner = level == levels ? NONE : owner;
            shape.slot_of.assign(characters_, NONE);
            for (Character c = 0; level > 0 && c < characters_; ++c) {
                const bool asked = program.tables.asked[c] != 0;
                const bool consents = level > extra && program.tables.consents[c] != 0;
                if (c != shape.owner && (asked || consents)) {
                    shape.slot_of[c] = static_cast<std::uint32_t>(shape.slots.size());
                    shape.slots.push_back(c);
                    shape.child_shape.push_back(number(level - 1, c));
                }
            }
        }
    }
}

std::uint32_t Shapes::number(std::uint32_t level, Character owner) const {
    return level * characters_ + owner;
}

}  // namespace elsewise::kernel
