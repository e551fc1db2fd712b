// The minds at the start. What nothing special is said of looks alike along many paths of minds,
// and is made once, so that the work grows with the depth and not with the number of paths.
#include <map>
#include <memory>
#include <vector>

#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

// What the start says in a mind, and in those that a path leads on to.
struct TransitionSystem::Said {
    std::vector<std::pair<Fluent, Code>> values;
    std::map<Character, std::unique_ptr<Said>> deeper;

    const Said* of(Character character) const {
        const auto known = deeper.find(character);
        return known == deeper.end() ? nullptr : known->second.get();
    }
};

struct TransitionSystem::FirstMinds {
    bool settled;
    // Of those below which nothing more is said: by shape and values as said.
    std::map<std::pair<std::uint32_t, VectorId>, NodeId> made{};
};

// The author's state at the beginning; unless `settled`, before any trigger.
NodeId TransitionSystem::start_as_said(bool settled) {
    Said said;
    const std::vector<std::int32_t>& start = p_.tables.start;
    for (std::size_t i = 0; i < start.size(); i += 3) {
        Said* at = &said;
        for (const Character character : p_.paths[static_cast<std::uint32_t>(start[i])]) {
            std::unique_ptr<Said>& next = at->deeper[character];
            if (!next) {
                next = std::make_unique<Said>();
            }
            at = next.get();
        }
        at->values.emplace_back(static_cast<Fluent>(start[i + 1]), static_cast<Code>(start[i + 2]));
    }
    FirstMinds minds{settled};
    return first_mind(minds, shapes_.author(), &said, std::vector<Code>(vectors_.stride()));
}

// `row` has what is so in the mind around it. What is said of a longer beginning of a path counts
// more than what is said of a shorter.
NodeId TransitionSystem::first_mind(FirstMinds& minds, std::uint32_t shape, const Said* said,
                                    std::vector<Code> row) {
    if (said != nullptr) {
        for (const auto& [fluent, code] : said->values) {
            row[fluent] = code;
        }
    }
    const VectorId vector = vectors_.intern(row.data());
    const bool is_plain = (said == nullptr || said->deeper.empty()) && noting() == nullptr;
    if (is_plain) {
        const auto known = minds.made.find({shape, vector});
        if (known != minds.made.end()) {
            return known->second;
        }
    }
    const Shape& form = shapes_[shape];
    std::vector<NodeId> children;
    for (std::size_t slot = 0; slot < form.slots.size(); ++slot) {
        const Character character = form.slots[slot];
        const StepTrace::Within within(trace_, character);
        children.push_back(first_mind(minds, form.child_shape[slot],
                                      said == nullptr ? nullptr : said->of(character), row));
    }
    Draft draft(shape, vector, children.data(), children.size());
    if (minds.settled) {
        settle(draft);
    }
    const NodeId node = intern(draft);
    limits_.tick();
    if (is_plain) {
        minds.made.emplace(std::pair(shape, vector), node);
    }
    return node;
}

}  // namespace elsewise::kernel
