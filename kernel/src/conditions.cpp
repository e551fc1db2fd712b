#include "elsewise/kernel/conditions.hpp"

namespace elsewise::kernel {
namespace {

std::uint32_t number(std::int32_t value) { return static_cast<std::uint32_t>(value); }

Value calculate(std::int32_t operation, const Value& left, const Value& right) {
    if (left.code != NUMBER || right.code != NUMBER) {
        return {UNKNOWN, 0.0};
    }
    switch (operation) {
        case 0: return tidy(left.number + right.number);
        case 1: return tidy(left.number - right.number);
        case 2: return tidy(left.number * right.number);
        default:
            return right.number == 0.0 ? Value{UNKNOWN, 0.0} : tidy(left.number / right.number);
    }
}

}  // namespace

// The values where a path leads. Most paths are one step long, and need no view of what is there.
const Code* Conditions::row_at(const View& view, std::uint32_t path) const {
    const std::span<const Character> minds = p_.paths[path];
    if (minds.size() == 1) {
        const std::uint32_t slot = view.shape->slot_of[minds[0]];
        return slot == NONE ? view.row : nodes_.row(view.children[slot]);
    }
    return nodes_.walk(view, minds).row;
}

bool Conditions::mind_holds(std::uint32_t conjunction, const View& view) const {
    const Conjunction& c = p_.conjunctions[conjunction];
    for (std::uint32_t i = c.mind_atoms.begin; i < c.mind_atoms.end; ++i) {
        const MindAtom& atom = p_.mind_atoms[i];
        if (!codes_compare(atom.op, row_at(view, atom.path)[atom.fluent], atom.operand)) {
            return false;
        }
    }
    for (std::uint32_t i = c.mind_choices.begin; i < c.mind_choices.end; ++i) {
        const Range choice = p_.choices[i];
        bool some = false;
        for (std::uint32_t at = choice.begin; at < choice.end && !some; ++at) {
            some = holds(p_.alternatives[at], view);
        }
        if (!some) {
            return false;
        }
    }
    for (std::uint32_t i = c.mind_rows.begin; i < c.mind_rows.end; ++i) {
        const RowAtom& atom = p_.row_atoms[i];
        if (!compare(atom.op, value(atom.left, view), value(atom.right, view))) {
            return false;
        }
    }
    return true;
}

Value Conditions::value(std::uint32_t row, const View& view) const {
    const std::int32_t* code = p_.row(row);
    switch (static_cast<Row>(code[0])) {
        case Row::CONSTANT: return p_.values.read(static_cast<Code>(code[1]));
        case Row::READ: {
            const View there = code[1] == 0 ? view : nodes_.walk(view, p_.paths[number(code[1])]);
            return p_.values.read(there.row[number(code[2])]);
        }
        case Row::ARITHMETIC:
            return calculate(code[1], value(number(code[2]), view), value(number(code[3]), view));
        default: return value(number(row_holds(number(code[1]), view) ? code[2] : code[3]), view);
    }
}

Value Conditions::own_value(std::uint32_t row, const Code* values) const {
    // A view without minds is enough: nothing walks.
    return value(row, View{nullptr, values, nullptr});
}

bool Conditions::row_holds(std::uint32_t row, const View& view) const {
    const std::int32_t* code = p_.row(row);
    switch (static_cast<Row>(code[0])) {
        case Row::ALL:
            for (std::int32_t i = code[1]; i < code[2]; ++i) {
                if (!row_holds(number(p_.tables.parts[number(i)]), view)) {
                    return false;
                }
            }
            return true;
        case Row::ANY:
            for (std::int32_t i = code[1]; i < code[2]; ++i) {
                if (row_holds(number(p_.tables.parts[number(i)]), view)) {
                    return true;
                }
            }
            return false;
        default:
            return compare(static_cast<Operator>(code[1]), value(number(code[2]), view),
                           value(number(code[3]), view));
    }
}

}  // namespace elsewise::kernel
