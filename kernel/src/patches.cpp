// Changes of minds: what is told outright, and what is learnt by surprise.
#include <algorithm>

#include "elsewise/kernel/progress.hpp"

namespace elsewise::kernel {
namespace {

std::uint32_t number(std::int32_t value) { return static_cast<std::uint32_t>(value); }

}  // namespace

// Makes patches begin .. end - 1 of the pile on a draft, in order; deeper minds come out settled.
// What is aimed at a mind that is not kept is dropped.
void Progress::make(Draft& draft, std::size_t begin, std::size_t end) {
    if (begin == end) {
        return;
    }
    make_own(draft, begin, end);
    const Shape& shape = shapes_[draft.shape];
    for (std::uint32_t slot = 0; slot < shape.slots.size(); ++slot) {
        const Pile deeper(pile_);
        for (std::size_t i = begin; i < end; ++i) {
            Patch patch = pile_[i];
            const auto path = p_.paths[patch.path];
            if (patch.at < path.size() && path[patch.at] == shape.slots[slot]) {
                ++patch.at;
                add_patch(patch);
            }
        }
        if (!deeper.empty()) {
            draft.children()[slot] = made(draft.children()[slot], deeper.begin(), deeper.end());
        }
    }
}

// Makes those patches that are aimed at the draft's own values.
void Progress::make_own(Draft& draft, std::size_t begin, std::size_t end) {
    const Code* row = vectors_.row(draft.vector);
    bool copied = false;
    for (std::size_t i = begin; i < end; ++i) {
        const Patch& patch = pile_[i];
        if (patch.at < p_.paths[patch.path].size()) {
            continue;
        }
        if (!copied && row[patch.fluent] == patch.code) {
            continue;  // what it already is; a later patch may still change it
        }
        if (!copied) {
            std::copy_n(row, row_.size(), row_.begin());
            copied = true;
        }
        row_[patch.fluent] = patch.code;
    }
    if (copied) {
        draft.vector = vectors_.intern(row_.data());
    }
}

// The node with patches made, settled.
NodeId Progress::made(NodeId node, std::size_t begin, std::size_t end) {
    const Draft before = nodes_.draft(node);
    Draft draft = before;
    make(draft, begin, end);
    if (draft == before) {
        return node;
    }
    settle(draft);
    return intern(draft);
}

NodeId Progress::changed(NodeId node, const std::vector<Character>& minds, Fluent fluent,
                         Value value) {
    const Pile change(pile_);
    add_patch({p_.paths.intern(minds), 0, fluent, p_.values.code(p_.clamped(fluent, value))});
    try {
        return made(node, change.begin(), change.end());
    } catch (const TooManyFirings&) {
        exact_ = true;
        return made(node, change.begin(), change.end());
    }
}

// Puts a mind right that saw an action it held for impossible: of the comparisons that made the
// condition true and are false in the mind, an equation's fluents get the values they have in the
// state, those of other comparisons become unknown (yes/no fluents get their values too).
void Progress::surprise(Draft& mind, const View& before, Event action) {
    const Pile learnt(pile_);
    learn(p_.events[action].condition_row, before, mind, learnt.begin());
    make(mind, learnt.begin(), learnt.end());
}

void Progress::learn(std::uint32_t row, const View& before, Draft& mind, std::size_t first) {
    if (!conditions_.row_holds(row, before)) {
        return;
    }
    const std::int32_t* code = p_.row(row);
    if (static_cast<Row>(code[0]) != Row::COMPARED) {
        for (std::int32_t i = code[1]; i < code[2]; ++i) {
            learn(number(p_.tables.parts[number(i)]), before, mind, first);
        }
        return;
    }
    if (!conditions_.row_holds(row, nodes_.view(mind))) {
        const bool equation = static_cast<Operator>(code[1]) == Operator::EQUAL;
        learn_looks(row, equation, before, mind, first);
    }
}

// Adds a patch for every look of a false comparison. A definite value counts more than unknown.
void Progress::learn_looks(std::uint32_t row, bool equation, const View& before, Draft& mind,
                           std::size_t first) {
    const std::int32_t* code = p_.row(row);
    switch (static_cast<Row>(code[0])) {
        case Row::KNOWN: return;
        case Row::LOOK: break;
        case Row::ALL:
        case Row::ANY:
            for (std::int32_t i = code[1]; i < code[2]; ++i) {
                learn_looks(number(p_.tables.parts[number(i)]), equation, before, mind, first);
            }
            return;
        case Row::CHOSEN:
            learn_looks(number(code[1]), equation, before, mind, first);
            [[fallthrough]];
        default:
            learn_looks(number(code[2]), equation, before, mind, first);
            learn_looks(number(code[3]), equation, before, mind, first);
            return;
    }
    const Fluent fluent = number(code[2]);
    Code value = UNKNOWN;
    if (equation || static_cast<Kind>(p_.tables.kinds[fluent]) == Kind::YES_NO) {
        const View there = nodes_.walk(before, p_.paths[number(code[1])]);
        value = p_.values.code(p_.clamped(fluent, p_.values.read(there.row[fluent])));
    }
    const Patch patch{way(mind, number(code[1])), 0, fluent, value};
    const auto same = std::find_if(
        pile_.begin() + static_cast<std::ptrdiff_t>(first), pile_.end(),
        [&](const Patch& other) { return other.path == patch.path && other.fluent == fluent; });
    if (same == pile_.end()) {
        add_patch(patch);
    } else if (value != UNKNOWN) {
        same->code = value;
    }
}

// The part of a path that is walked from a mind: without its own steps and minds not kept.
std::uint32_t Progress::way(const Draft& mind, std::uint32_t path) {
    std::vector<Character> walked;
    const Shape* shape = &shapes_[mind.shape];
    for (const Character character : p_.paths[path]) {
        const std::uint32_t slot = shape->slot_of[character];
        if (slot != NONE) {
            walked.push_back(character);
            shape = &shapes_[shape->child_shape[slot]];
        }
    }
    return p_.paths.intern(walked);
}

}  // namespace elsewise::kernel
