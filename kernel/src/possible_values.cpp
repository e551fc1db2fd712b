#include "elsewise/kernel/possible_values.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace elsewise::kernel {
namespace {

std::uint32_t number(std::int32_t value) { return static_cast<std::uint32_t>(value); }

bool is_order(Operator op) { return op != Operator::EQUAL && op != Operator::UNEQUAL; }

}  // namespace

PossibleValues::PossibleValues(const Program& program)
    : p_(program),
      codes_(program.values.size()),
      words_((codes_ + 63) / 64),
      sets_(words_ * program.fluents()),
      calculates_(program.fluents()),
      known_(program.fluents()) {}

void PossibleValues::begin(const Code* row, const std::vector<Fluent>& fluents) {
    for (const Fluent fluent : fluents) {
        std::fill_n(sets_.begin() + static_cast<std::ptrdiff_t>(fluent * words_), words_, 0);
        known_[fluent] = {};
        calculates_[fluent] = 0;
        gather_code(fluent, row[fluent]);
    }
    add_gathered(false);
}

// -- more values --------------------------------------------------------------------------------

void PossibleValues::gather(const Effect& effect) {
    if (effect.is_constant) {
        gather_code(effect.fluent, effect.constant);
    } else {
        gather_value(effect.fluent, effect.value);
    }
}

void PossibleValues::gather_value(Fluent fluent, std::uint32_t row) {
    const std::int32_t* code = p_.row(row);
    switch (static_cast<Row>(code[0])) {
        case Row::CONSTANT: return gather_written(fluent, static_cast<Code>(code[1]));
        case Row::READ:
            if (code[1] != 0) {
                gather_numbers(fluent, borders(fluent), true);
                return;
            }
            return gather_copies(fluent, number(code[2]));
        case Row::IF_ELSE:
            for (const bool way : {true, false}) {
                if (row_can_hold(number(code[1]), way)) {
                    gather_value(fluent, number(way ? code[2] : code[3]));
                }
            }
            return;
        default: break;
    }
    const Numbers could = numbers(row);
    if (!could.empty()) {
        gather_numbers(fluent, clamped(fluent, could));
    }
    if (could.other) {
        gather_code(fluent, UNKNOWN);
    }
}

void PossibleValues::gather_code(Fluent fluent, Code code) {
    if (code >= codes_) {
        const double value = p_.values.number(code);
        gather_numbers(fluent, {value, value});
    } else if (!has_code(fluent, code)) {
        new_codes_.emplace_back(fluent, code);
    }
}

void PossibleValues::gather_numbers(Fluent fluent, Interval numbers, bool anything) {
    const Known& known = known_[fluent];
    if (anything ? !known.anything : !known.calculated.contains(numbers)) {
        new_numbers_.push_back({fluent, numbers, anything});
    }
}

void PossibleValues::gather_copies(Fluent fluent, Fluent of) {
    const Known& source = known_[of];
    if (source.anything) {
        gather_numbers(fluent, borders(fluent), true);
        return;
    }
    for (std::size_t word = 0; word < words_; ++word) {
        for (std::uint64_t set = sets_[of * words_ + word]; set != 0; set &= set - 1) {
            const auto bit = static_cast<unsigned>(std::countr_zero(set));
            gather_written(fluent, static_cast<Code>(word * 64 + bit));
        }
    }
    if (!source.calculated.empty()) {
        gather_numbers(fluent, clamped(fluent, source.calculated));
    }
}

// The same for a value that is written to a fluent, between whose bounds a number is kept.
void PossibleValues::gather_written(Fluent fluent, Code code) {
    if (p_.values.is_number(code)) {
        const double value = p_.values.number(code);
        const Interval kept = clamped(fluent, {value, value});
        if (kept.low != value) {
            return gather_numbers(fluent, kept);
        }
    }
    gather_code(fluent, code);
}

bool PossibleValues::add_gathered(bool widened) {
    bool changed = false;
    for (const auto& [fluent, code] : new_codes_) {
        changed = add_code(fluent, code) || changed;
    }
    for (const Gain& gain : new_numbers_) {
        changed = add_numbers(gain, widened) || changed;
    }
    new_codes_.clear();
    new_numbers_.clear();
    return changed;
}

bool PossibleValues::add_code(Fluent fluent, Code code) {
    std::uint64_t& word = sets_[fluent * words_ + code / 64];
    const std::uint64_t bit = std::uint64_t{1} << (code % 64);
    if ((word & bit) != 0) {
        return false;
    }
    word |= bit;
    if (p_.values.is_number(code)) {
        const double value = p_.values.number(code);
        known_[fluent].all.extend({value, value});
    } else {
        known_[fluent].all.other = true;
    }
    return true;
}

bool PossibleValues::add_numbers(const Gain& gain, bool widened) {
    Known& known = known_[gain.fluent];
    Interval& so_far = known.calculated;
    Interval numbers = gain.numbers;
    if (so_far.contains(numbers) && (known.anything || !gain.anything)) {
        return false;
    }
    if (widened && !so_far.empty()) {
        numbers.low = numbers.low < so_far.low ? borders(gain.fluent).low : numbers.low;
        numbers.high = numbers.high > so_far.high ? borders(gain.fluent).high : numbers.high;
    }
    calculates_[gain.fluent] = 1;
    so_far.extend(numbers);
    known.all.extend(numbers);
    known.anything = known.anything || gain.anything;
    known.all.other = known.all.other || gain.anything;
    return true;
}

// As far as the numbers of a fluent can go.
PossibleValues::Interval PossibleValues::borders(Fluent fluent) const {
    return clamped(fluent, {-LARGEST_NUMBER, LARGEST_NUMBER});
}

PossibleValues::Interval PossibleValues::clamped(Fluent fluent, Interval numbers) const {
    const auto clamp = [&](double value) {
        return p_.clamped(fluent, Value{NUMBER, value}).number;
    };
    return {clamp(numbers.low), clamp(numbers.high)};
}

// -- conditions ---------------------------------------------------------------------------------

// Whether a value without a place in the set is among those that are calculated.
bool PossibleValues::is_calculated(Fluent fluent, Code code) const {
    const Known& known = known_[fluent];
    return known.anything ||
           (p_.values.is_number(code) && known.calculated.has(p_.values.number(code)));
}

bool PossibleValues::can_differ(Fluent fluent, Code code) const {
    const Interval& calculated = known_[fluent].calculated;
    if (known_[fluent].anything ||
        (!calculated.empty() && !(p_.values.is_number(code) && calculated.low == calculated.high &&
                                  calculated.low == p_.values.number(code)))) {
        return true;
    }
    for (std::size_t word = 0; word < words_; ++word) {
        std::uint64_t set = sets_[fluent * words_ + word];
        if (word == code / 64u) {
            set &= ~(std::uint64_t{1} << (code % 64));
        }
        if (set != 0) {
            return true;
        }
    }
    return false;
}

bool PossibleValues::can_be_equal(Fluent left, Fluent right) const {
    const Known& one = known_[left];
    const Known& two = known_[right];
    if (one.anything || two.anything ||
        ((!one.calculated.empty() || !two.calculated.empty()) && one.all.overlaps(two.all))) {
        return true;
    }
    for (std::size_t word = 0; word < words_; ++word) {
        if ((sets_[left * words_ + word] & sets_[right * words_ + word]) != 0) {
            return true;
        }
    }
    return false;
}

bool PossibleValues::can_hold(std::uint32_t conjunction) const {
    const Conjunction& c = p_.conjunctions[conjunction];
    for (std::uint32_t i = c.own_atoms.begin; i < c.own_atoms.end; ++i) {
        const OwnAtom& atom = p_.own_atoms[i];
        const bool is_simple = atom.op == Operator::EQUAL && !atom.operand_is_fluent;
        if (!(is_simple ? can_be(atom.fluent, static_cast<Code>(atom.operand))
                        : atom_can_hold(atom))) {
            return false;
        }
    }
    for (std::uint32_t i = c.own_choices.begin; i < c.own_choices.end; ++i) {
        if (!choice_can_hold(p_.choices[i])) {
            return false;
        }
    }
    for (std::uint32_t i = c.own_rows.begin; i < c.own_rows.end; ++i) {
        if (!row_atom_can_hold(p_.row_atoms[i])) {
            return false;
        }
    }
    return true;
}

bool PossibleValues::choice_can_hold(const Range& choice) const {
    return std::any_of(p_.alternatives.begin() + choice.begin, p_.alternatives.begin() + choice.end,
                       [&](std::uint32_t alternative) { return can_hold(alternative); });
}

bool PossibleValues::atom_can_hold(const OwnAtom& atom) const {
    const Numbers& could = known_[atom.fluent].all;
    Interval against;
    if (atom.operand_is_fluent) {
        if (!is_order(atom.op)) {
            return atom.op == Operator::UNEQUAL || can_be_equal(atom.fluent, atom.operand);
        }
        against = known_[atom.operand].all;
    } else {
        const Code code = static_cast<Code>(atom.operand);
        if (!is_order(atom.op)) {
            return atom.op == Operator::EQUAL ? can_be(atom.fluent, code)
                                              : can_differ(atom.fluent, code);
        }
        if (!p_.values.is_number(code)) {
            return false;
        }
        against = {p_.values.number(code), p_.values.number(code)};
    }
    switch (atom.op) {
        case Operator::LESS: return could.low < against.high;
        case Operator::AT_MOST: return could.low <= against.high;
        case Operator::GREATER: return could.high > against.low;
        default: return could.high >= against.low;
    }
}

bool PossibleValues::row_atom_can_hold(const RowAtom& atom) const {
    return comparison_can_hold(atom.op, atom.left, atom.right);
}

// Whether a condition could be true (or false, if that is `wanted`), read from its row.
bool PossibleValues::row_can_hold(std::uint32_t row, bool wanted) const {
    const std::int32_t* code = p_.row(row);
    const Row kind = static_cast<Row>(code[0]);
    if (kind == Row::COMPARISON) {
        const Operator op = static_cast<Operator>(code[1]);
        // An order with an unknown side is false whichever way it is turned.
        return comparison_can_hold(wanted ? op : opposite(op), number(code[2]), number(code[3])) ||
               (!wanted && is_order(op) &&
                (numbers(number(code[2])).other || numbers(number(code[3])).other));
    }
    const bool all = (kind == Row::ALL) == wanted;  // every part, or some part
    const auto part_can = [&](std::int32_t part) { return row_can_hold(number(part), wanted); };
    const auto begin = p_.tables.parts.begin() + code[1];
    const auto end = p_.tables.parts.begin() + code[2];
    return all ? std::all_of(begin, end, part_can) : std::any_of(begin, end, part_can);
}

bool PossibleValues::comparison_can_hold(Operator op, std::uint32_t left,
                                         std::uint32_t right) const {
    const std::int32_t* look = p_.row(left);
    const std::int32_t* known = p_.row(right);
    if (static_cast<Row>(look[0]) == Row::READ && look[1] == 0 &&
        static_cast<Row>(known[0]) == Row::CONSTANT) {
        return atom_can_hold({number(look[2]), number(known[1]), op, false});
    }
    const Numbers one = numbers(left);
    const Numbers two = numbers(right);
    switch (op) {
        case Operator::EQUAL: return (one.other && two.other) || one.overlaps(two);
        case Operator::UNEQUAL:
            return one.other || two.other || one.low != one.high || two.low != two.high ||
                   one.low != two.low;
        case Operator::LESS: return one.low < two.high;
        case Operator::AT_MOST: return one.low <= two.high;
        case Operator::GREATER: return one.high > two.low;
        default: return one.high >= two.low;
    }
}

// -- numbers ------------------------------------------------------------------------------------

PossibleValues::Numbers PossibleValues::numbers(std::uint32_t row) const {
    const std::int32_t* code = p_.row(row);
    switch (static_cast<Row>(code[0])) {
        case Row::CONSTANT: {
            const Value value = p_.values.read(static_cast<Code>(code[1]));
            return value.code == NUMBER ? Numbers{{value.number, value.number}, false}
                                        : Numbers{{}, true};
        }
        case Row::READ:
            return code[1] == 0 ? known_[number(code[2])].all
                                : Numbers{{-LARGEST_NUMBER, LARGEST_NUMBER}, true};
        case Row::IF_ELSE: {
            Numbers result;
            for (const bool way : {true, false}) {
                if (row_can_hold(number(code[1]), way)) {
                    const Numbers could = numbers(number(way ? code[2] : code[3]));
                    result.extend(could);
                    result.other = result.other || could.other;
                }
            }
            return result;
        }
        default: return calculated(code[1], numbers(number(code[2])), numbers(number(code[3])));
    }
}

PossibleValues::Numbers PossibleValues::calculated(std::int32_t operation, const Numbers& left,
                                                   const Numbers& right) const {
    Numbers result{{}, left.other || right.other};
    if (left.empty() || right.empty()) {
        return result;
    }
    const auto corners = [&](auto of) {
        const std::array all{of(left.low, right.low), of(left.low, right.high),
                             of(left.high, right.low), of(left.high, right.high)};
        result.low = *std::min_element(all.begin(), all.end());
        result.high = *std::max_element(all.begin(), all.end());
    };
    switch (operation) {
        case 0: result.extend({left.low + right.low, left.high + right.high}); break;
        case 1: result.extend({left.low - right.high, left.high - right.low}); break;
        case 2: corners([](double a, double b) { return a * b; }); break;
        default:
            if (right.has(0.0)) {
                result.extend({-LARGEST_NUMBER, LARGEST_NUMBER});
                result.other = true;
            } else {
                corners([](double a, double b) { return a / b; });
            }
            break;
    }
    result.other = result.other || result.low < -LARGEST_NUMBER || result.high > LARGEST_NUMBER;
    result.low = std::max(result.low, -LARGEST_NUMBER);
    result.high = std::min(result.high, LARGEST_NUMBER);
    return result;
}

}  // namespace elsewise::kernel
