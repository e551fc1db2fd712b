// Whether conditions hold, and what values are, in a state.
#pragma once

#include "elsewise/kernel/nodes.hpp"
#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

class Conditions {
public:
    Conditions(const Program& program, const NodeStore& nodes) : p_(program), nodes_(nodes) {}

    bool holds(std::uint32_t conjunction, const View& view) const {
        return own_holds(conjunction, view.row) && mind_holds(conjunction, view);
    }
    // The part of a condition that needs only the values at hand.
    bool own_holds(std::uint32_t conjunction, const Code* row) const;
    // The part that looks into minds.
    bool mind_holds(std::uint32_t conjunction, const View& view) const;

    // Whether comparisons hold, read from the values that their paths lead to.
    bool hold(Range mind_atoms, const Code* row) const {
        for (std::uint32_t i = mind_atoms.begin; i < mind_atoms.end; ++i) {
            const MindAtom& atom = p_.mind_atoms[i];
            if (!codes_compare(atom.op, row[atom.fluent], atom.operand)) {
                return false;
            }
        }
        return true;
    }

    // The value of a row.
    Value value(std::uint32_t row, const View& view) const;
    // The same for a row that looks into no mind.
    Value own_value(std::uint32_t row, const Code* values) const;
    // Whether a condition holds, read from its row: slower, for rare use.
    bool row_holds(std::uint32_t row, const View& view) const;

private:
    const Code* row_at(const View& view, std::uint32_t path) const;
    bool atom_holds(const OwnAtom& atom, const Code* row) const {
        const Code left = row[atom.fluent];
        const Code right =
            atom.operand_is_fluent ? row[atom.operand] : static_cast<Code>(atom.operand);
        return codes_compare(atom.op, left, right);
    }
    bool codes_compare(Operator op, Code left, Code right) const {
        switch (op) {
            case Operator::EQUAL: return left == right;
            case Operator::UNEQUAL: return left != right;
            default: return compare(op, p_.values.read(left), p_.values.read(right));
        }
    }

    const Program& p_;
    const NodeStore& nodes_;
};

inline bool Conditions::own_holds(std::uint32_t conjunction, const Code* row) const {
    const Conjunction& c = p_.conjunctions[conjunction];
    for (std::uint32_t i = c.own_atoms.begin; i < c.own_atoms.end; ++i) {
        if (!atom_holds(p_.own_atoms[i], row)) {
            return false;
        }
    }
    for (std::uint32_t i = c.own_choices.begin; i < c.own_choices.end; ++i) {
        const Range choice = p_.choices[i];
        bool some = false;
        for (std::uint32_t at = choice.begin; at < choice.end && !some; ++at) {
            some = own_holds(p_.alternatives[at], row);
        }
        if (!some) {
            return false;
        }
    }
    for (std::uint32_t i = c.own_rows.begin; i < c.own_rows.end; ++i) {
        const RowAtom& atom = p_.row_atoms[i];
        if (!compare(atom.op, own_value(atom.left, row), own_value(atom.right, row))) {
            return false;
        }
    }
    return true;
}

}  // namespace elsewise::kernel
