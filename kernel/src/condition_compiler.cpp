#include "elsewise/kernel/condition_compiler.hpp"

#include <utility>

namespace elsewise::kernel {
namespace {

template <class T>
Range append(std::vector<T>& list, const std::vector<T>& more) {
    const auto begin = static_cast<std::uint32_t>(list.size());
    list.insert(list.end(), more.begin(), more.end());
    return {begin, static_cast<std::uint32_t>(list.size())};
}

std::uint32_t number(std::int32_t value) { return static_cast<std::uint32_t>(value); }

Row kind(const std::int32_t* row) { return static_cast<Row>(row[0]); }

}  // namespace

std::uint32_t Compiler::condition(std::uint32_t row) {
    const auto found = done_.find(row);
    if (found != done_.end()) {
        return found->second;
    }
    Parts parts;
    gather(row, parts);
    Conjunction made;
    made.own_atoms = append(p_.own_atoms, parts.own_atoms);
    made.mind_atoms = append(p_.mind_atoms, parts.mind_atoms);
    made.own_rows = append(p_.row_atoms, parts.own_rows);
    made.mind_rows = append(p_.row_atoms, parts.mind_rows);
    made.own_choices = append(p_.choices, parts.own_choices);
    made.mind_choices = append(p_.choices, parts.mind_choices);
    p_.conjunctions.push_back(made);
    const auto result = static_cast<std::uint32_t>(p_.conjunctions.size() - 1);
    done_.emplace(row, result);
    return result;
}

void Compiler::gather(std::uint32_t row, Parts& parts) {
    const std::int32_t* code = p_.row(row);
    switch (kind(code)) {
        case Row::ALL:
            for (std::int32_t i = code[1]; i < code[2]; ++i) {
                gather(number(p_.tables.parts[number(i)]), parts);
            }
            break;
        case Row::ANY: gather_choice(row, parts); break;
        default: gather_comparison(row, parts); break;
    }
}

void Compiler::gather_comparison(std::uint32_t row, Parts& parts) {
    const std::int32_t* code = p_.row(row);
    Operator op = static_cast<Operator>(code[1]);
    std::uint32_t left = number(code[2]);
    std::uint32_t right = number(code[3]);
    if (kind(p_.row(left)) == Row::CONSTANT) {
        std::swap(left, right);
        op = turned(op);
    }
    const std::int32_t* look = p_.row(left);
    const std::int32_t* other = p_.row(right);
    if (kind(look) == Row::READ && kind(other) == Row::CONSTANT) {
        const auto operand = static_cast<Code>(other[1]);
        if (look[1] == 0) {
            parts.own_atoms.push_back({number(look[2]), operand, op, false});
        } else {
            parts.mind_atoms.push_back({number(look[1]), number(look[2]), operand, op});
        }
    } else if (kind(look) == Row::READ && kind(other) == Row::READ && look[1] == 0 &&
               other[1] == 0) {
        parts.own_atoms.push_back({number(look[2]), number(other[2]), op, true});
    } else {
        (p_.row_looks[row] ? parts.mind_rows : parts.own_rows).push_back({left, right, op});
    }
}

void Compiler::gather_choice(std::uint32_t row, Parts& parts) {
    std::vector<std::uint32_t> rows;
    gather_alternatives(row, rows);
    if (rows.size() == 1) {
        gather(rows[0], parts);
        return;
    }
    std::vector<std::uint32_t> alternatives;
    for (const std::uint32_t alternative : rows) {
        alternatives.push_back(condition(alternative));
    }
    const Range choice = append(p_.alternatives, alternatives);
    (p_.row_looks[row] ? parts.mind_choices : parts.own_choices).push_back(choice);
}

void Compiler::gather_alternatives(std::uint32_t row, std::vector<std::uint32_t>& rows) const {
    const std::int32_t* code = p_.row(row);
    if (kind(code) != Row::ANY) {
        rows.push_back(row);
        return;
    }
    for (std::int32_t i = code[1]; i < code[2]; ++i) {
        gather_alternatives(number(p_.tables.parts[number(i)]), rows);
    }
}

}  // namespace elsewise::kernel
