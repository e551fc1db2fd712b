// Changes of minds: what is told outright, and what is learnt by surprise.
#include <algorithm>

#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {
namespace {

std::uint32_t number(std::int32_t value) { return static_cast<std::uint32_t>(value); }

}  // namespace

// Applies updates begin .. end - 1 to a draft, in order; deeper minds come out settled.
// What is aimed at a mind that is not kept is dropped.
void TransitionSystem::apply(Draft& draft, std::size_t begin, std::size_t end) {
    if (begin == end) {
        return;
    }
    apply_own(draft, begin, end);
    const Shape& shape = shapes_[draft.shape];
    for (std::uint32_t slot = 0; slot < shape.slots.size(); ++slot) {
        const UpdateScope deeper(updates_);
        for (std::size_t i = begin; i < end; ++i) {
            BeliefUpdate update = updates_[i];
            const auto path = p_.paths[update.path];
            if (update.at < path.size() && path[update.at] == shape.slots[slot]) {
                ++update.at;
                add_update(update);
            }
        }
        if (!deeper.empty()) {
            const StepTrace::Within within(trace_, shape.slots[slot]);
            draft.children()[slot] = updated(draft.children()[slot], deeper.begin(), deeper.end());
        }
    }
}

// Applies those updates that are aimed at the draft's own values.
void TransitionSystem::apply_own(Draft& draft, std::size_t begin, std::size_t end) {
    const Code* row = vectors_.row(draft.vector);
    bool copied = false;
    for (std::size_t i = begin; i < end; ++i) {
        const BeliefUpdate& update = updates_[i];
        if (update.at < p_.paths[update.path].size()) {
            continue;
        }
        if (!copied && row[update.fluent] == update.code) {
            continue;  // what it already is; a later update may still change it
        }
        if (!copied) {
            std::copy_n(row, row_.size(), row_.begin());
            copied = true;
        }
        row_[update.fluent] = update.code;
    }
    if (copied) {
        draft.vector = vectors_.intern(row_.data());
    }
}

// The node with updates applied, settled.
NodeId TransitionSystem::updated(NodeId node, std::size_t begin, std::size_t end) {
    const Draft before = nodes_.draft(node);
    return remembered_if_deep(before, NONE, begin, end, [&] {
        Draft draft = before;
        apply(draft, begin, end);
        if (draft == before) {
            return node;
        }
        settle(draft);
        return intern(draft);
    });
}

NodeId TransitionSystem::changed(NodeId node, const std::vector<Character>& minds, Fluent fluent,
                                 Value value) {
    const UpdateScope change(updates_);
    add_update({p_.paths.intern(minds), 0, fluent, p_.values.code(p_.clamped(fluent, value))});
    try {
        return updated(node, change.begin(), change.end());
    } catch (const TooManyFirings&) {
        exact_ = true;
        return updated(node, change.begin(), change.end());
    }
}

// Puts a mind right that saw an action it held for impossible: of the comparisons that made the
// condition true and are false in the mind, an equation's fluents get the values they have in the
// state, those of other comparisons become unknown (yes/no fluents get their values too).
void TransitionSystem::surprise(Draft& mind, const View& before, Event action) {
    const UpdateScope learnt(updates_);
    learn(p_.events[action].condition_row, before, mind, learnt.begin());
    note_surprise(learnt.begin(), learnt.end());
    apply(mind, learnt.begin(), learnt.end());
}

void TransitionSystem::learn(std::uint32_t row, const View& before, Draft& mind,
                             std::size_t first) {
    if (!conditions_.row_holds(row, before)) {
        return;
    }
    const std::int32_t* code = p_.row(row);
    if (static_cast<Row>(code[0]) != Row::COMPARISON) {
        for (std::int32_t i = code[1]; i < code[2]; ++i) {
            learn(number(p_.tables.parts[number(i)]), before, mind, first);
        }
        return;
    }
    if (!conditions_.row_holds(row, nodes_.view(mind))) {
        const bool equation = static_cast<Operator>(code[1]) == Operator::EQUAL;
        learn_reads(row, equation, before, mind, first);
    }
}

// Adds an update for every fluent read in a false comparison. A definite value counts more than
// unknown.
void TransitionSystem::learn_reads(std::uint32_t row, bool equation, const View& before,
                                   Draft& mind, std::size_t first) {
    const std::int32_t* code = p_.row(row);
    switch (static_cast<Row>(code[0])) {
        case Row::CONSTANT: return;
        case Row::READ: break;
        case Row::ALL:
        case Row::ANY:
            for (std::int32_t i = code[1]; i < code[2]; ++i) {
                learn_reads(number(p_.tables.parts[number(i)]), equation, before, mind, first);
            }
            return;
        case Row::IF_ELSE:
            learn_reads(number(code[1]), equation, before, mind, first);
            [[fallthrough]];
        default:
            learn_reads(number(code[2]), equation, before, mind, first);
            learn_reads(number(code[3]), equation, before, mind, first);
            return;
    }
    const Fluent fluent = number(code[2]);
    Code value = UNKNOWN;
    if (equation || static_cast<Kind>(p_.tables.kinds[fluent]) == Kind::YES_NO) {
        const View there = nodes_.walk(before, p_.paths[number(code[1])]);
        value = p_.values.code(p_.clamped(fluent, p_.values.read(there.row[fluent])));
    }
    const BeliefUpdate update{way(mind, number(code[1])), 0, fluent, value};
    const auto same = std::find_if(updates_.begin() + static_cast<std::ptrdiff_t>(first),
                                   updates_.end(), [&](const BeliefUpdate& other) {
                                       return other.path == update.path && other.fluent == fluent;
                                   });
    if (same == updates_.end()) {
        add_update(update);
    } else if (value != UNKNOWN) {
        same->code = value;
    }
}

// The part of a path that is walked from a mind: without its own steps and minds not kept.
std::uint32_t TransitionSystem::way(const Draft& mind, std::uint32_t path) {
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
