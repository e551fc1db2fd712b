#include "elsewise/kernel/relaxed.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace elsewise::kernel {
namespace {

constexpr double INFINITE = std::numeric_limits<double>::infinity();

std::uint32_t number(std::int32_t value) { return static_cast<std::uint32_t>(value); }

}  // namespace

Relaxed::Relaxed(const Program& program, const Goal& goal)
    : p_(program), goal_(goal), codes_(program.values.size()), words_((codes_ + 63) / 64) {}

Relaxed::Distance Relaxed::distance(const Code* row, std::uint32_t most) {
    sets_.assign(words_ * p_.fluents(), 0);
    anything_.assign(p_.fluents(), 0);
    for (Fluent fluent = 0; fluent < p_.fluents(); ++fluent) {
        add({fluent, row[fluent]});
    }
    std::uint32_t sum = 0;
    for (std::uint32_t round = 0; round <= most; ++round) {
        const std::uint32_t missing = parts_missing();
        if (missing == 0) {
            return {round, sum};
        }
        sum += missing;
        for (Event action = 0; action < p_.actions(); ++action) {
            happen(action);
        }
        if (!add_gains()) {
            break;
        }
        do {
            for (const Event trigger : p_.base_triggers) {
                happen(trigger);
            }
        } while (add_gains());
    }
    return {most + 1, sum};
}

// How many parts of the goal could not be reached yet; 0 only if the goal could be.
std::uint32_t Relaxed::parts_missing() const {
    if (goal_.is_ending) {
        return parts_missing(p_.conjunctions[goal_.ending]);
    }
    const double high = bounds(number(p_.tables.wants[p_.characters()])).high;
    if (goal_.is_enough(high)) {
        return 0;
    }
    constexpr double MOST_PARTS = 1000.0;
    const double value_transitions = std::ceil(goal_.least - std::max(high, goal_.start_utility));
    return value_transitions >= 1.0
               ? number(static_cast<std::int32_t>(std::min(value_transitions, MOST_PARTS)))
               : 1;
}

std::uint32_t Relaxed::parts_missing(const Conjunction& ending) const {
    std::uint32_t missing = 0;
    for (std::uint32_t i = ending.own_atoms.begin; i < ending.own_atoms.end; ++i) {
        missing += atom_can_hold(p_.own_atoms[i]) ? 0 : 1;
    }
    for (std::uint32_t i = ending.own_choices.begin; i < ending.own_choices.end; ++i) {
        missing += choice_can_hold(p_.choices[i]) ? 0 : 1;
    }
    return missing;
}

// -- events -------------------------------------------------------------------------------------

// Gathers what an event could give, if it could happen.
void Relaxed::happen(Event event) {
    const EventCode& code = p_.events[event];
    if (code.base_effects.empty() || !can_hold(code.condition)) {
        return;
    }
    for (std::uint32_t i = code.base_effects.begin; i < code.base_effects.end; ++i) {
        const Effect& effect = p_.effects[i];
        if (!effect.has_condition || can_hold(effect.condition)) {
            gains_.push_back({effect.fluent, effect.is_constant ? effect.constant : NUMBER});
        }
    }
}

// Adds what was gathered; whether any of it is new.
bool Relaxed::add_gains() {
    bool changed = false;
    for (const Gain& gain : gains_) {
        changed = add(gain) || changed;
    }
    gains_.clear();
    return changed;
}

bool Relaxed::add(const Gain& gain) {
    if (gain.code >= codes_) {
        const bool is_new = anything_[gain.fluent] == 0;
        anything_[gain.fluent] = 1;
        return is_new;
    }
    std::uint64_t& word = sets_[gain.fluent * words_ + gain.code / 64];
    const std::uint64_t bit = std::uint64_t{1} << (gain.code % 64);
    const bool is_new = (word & bit) == 0;
    word |= bit;
    return is_new;
}

// -- conditions ---------------------------------------------------------------------------------

bool Relaxed::can_be(Fluent fluent, Code code) const {
    if (anything_[fluent] != 0) {
        return true;
    }
    return code < codes_ && (sets_[fluent * words_ + code / 64] >> (code % 64) & 1) != 0;
}

bool Relaxed::can_differ(Fluent fluent, Code code) const {
    if (anything_[fluent] != 0) {
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

bool Relaxed::can_hold(std::uint32_t conjunction) const {
    const Conjunction& c = p_.conjunctions[conjunction];
    for (std::uint32_t i = c.own_atoms.begin; i < c.own_atoms.end; ++i) {
        if (!atom_can_hold(p_.own_atoms[i])) {
            return false;
        }
    }
    for (std::uint32_t i = c.own_choices.begin; i < c.own_choices.end; ++i) {
        if (!choice_can_hold(p_.choices[i])) {
            return false;
        }
    }
    return true;
}

bool Relaxed::choice_can_hold(const Range& choice) const {
    return std::any_of(p_.alternatives.begin() + choice.begin, p_.alternatives.begin() + choice.end,
                       [&](std::uint32_t alternative) { return can_hold(alternative); });
}

bool Relaxed::atom_can_hold(const OwnAtom& atom) const {
    if (atom.operand_is_fluent) {
        return true;
    }
    const Code code = static_cast<Code>(atom.operand);
    switch (atom.op) {
        case Operator::EQUAL: return can_be(atom.fluent, code);
        case Operator::UNEQUAL: return can_differ(atom.fluent, code);
        default: break;
    }
    if (!p_.values.is_number(code)) {
        return false;
    }
    const Bounds could = bounds_of(atom.fluent);
    const double against = p_.values.number(code);
    switch (atom.op) {
        case Operator::LESS: return could.low < against;
        case Operator::AT_MOST: return could.low <= against;
        case Operator::GREATER: return could.high > against;
        default: return could.high >= against;
    }
}

// Whether a condition could be true (or false, if that is `wanted`), read from its row.
bool Relaxed::row_can_hold(std::uint32_t row, bool wanted) const {
    const std::int32_t* code = p_.row(row);
    const Row kind = static_cast<Row>(code[0]);
    if (kind == Row::COMPARISON) {
        const Operator op = static_cast<Operator>(code[1]);
        // An order with an unknown side is false whichever way it is turned.
        const bool order = op != Operator::EQUAL && op != Operator::UNEQUAL;
        return (!wanted && order) ||
               comparison_can_hold(wanted ? op : opposite(op), number(code[2]), number(code[3]));
    }
    const bool all = (kind == Row::ALL) == wanted;  // every part, or some part
    const auto part_can = [&](std::int32_t part) { return row_can_hold(number(part), wanted); };
    const auto begin = p_.tables.parts.begin() + code[1];
    const auto end = p_.tables.parts.begin() + code[2];
    return all ? std::all_of(begin, end, part_can) : std::any_of(begin, end, part_can);
}

bool Relaxed::comparison_can_hold(Operator op, std::uint32_t left, std::uint32_t right) const {
    const std::int32_t* look = p_.row(left);
    const std::int32_t* known = p_.row(right);
    if (static_cast<Row>(look[0]) != Row::READ || static_cast<Row>(known[0]) != Row::CONSTANT ||
        look[1] != 0) {
        return true;
    }
    return atom_can_hold({number(look[2]), number(known[1]), op, false});
}

// -- numbers ------------------------------------------------------------------------------------

Relaxed::Bounds Relaxed::bounds(std::uint32_t row) const {
    const std::int32_t* code = p_.row(row);
    switch (static_cast<Row>(code[0])) {
        case Row::CONSTANT: {
            const Value value = p_.values.read(static_cast<Code>(code[1]));
            return value.code == NUMBER ? Bounds{value.number, value.number}
                                        : Bounds{INFINITE, -INFINITE};
        }
        case Row::READ:
            return code[1] == 0 ? bounds_of(number(code[2])) : Bounds{-INFINITE, INFINITE};
        case Row::IF_ELSE: {
            Bounds result{INFINITE, -INFINITE};
            for (const bool way : {true, false}) {
                if (row_can_hold(number(code[1]), way)) {
                    const Bounds could = bounds(number(way ? code[2] : code[3]));
                    result.low = std::min(result.low, could.low);
                    result.high = std::max(result.high, could.high);
                }
            }
            return result;
        }
        default: break;
    }
    const Bounds left = bounds(number(code[2]));
    const Bounds right = bounds(number(code[3]));
    if (left.low > left.high || right.low > right.high) {
        return {INFINITE, -INFINITE};  // one side is unknown for certain
    }
    if (code[1] == 0) {
        return {left.low + right.low, left.high + right.high};
    }
    if (code[1] == 1) {
        return {left.low - right.high, left.high - right.low};
    }
    return {-INFINITE, INFINITE};
}

Relaxed::Bounds Relaxed::bounds_of(Fluent fluent) const {
    Bounds result{INFINITE, -INFINITE};
    if (anything_[fluent] != 0) {
        const double low = p_.tables.low[fluent];
        const double high = p_.tables.high[fluent];
        result = {std::isnan(low) ? -INFINITE : low, std::isnan(high) ? INFINITE : high};
    }
    for (std::size_t word = 0; word < words_; ++word) {
        for (std::uint64_t set = sets_[fluent * words_ + word]; set != 0; set &= set - 1) {
            const auto bit = static_cast<unsigned>(std::countr_zero(set));
            const auto code = static_cast<Code>(word * 64 + bit);
            if (p_.values.is_number(code)) {
                result.low = std::min(result.low, p_.values.number(code));
                result.high = std::max(result.high, p_.values.number(code));
            }
        }
    }
    return result;
}

}  // namespace elsewise::kernel
