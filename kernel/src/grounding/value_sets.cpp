#include "elsewise/grounding/value_sets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>

namespace elsewise::grounding {
namespace {

// A set with more numbers becomes a range.
constexpr std::size_t MOST_NUMBERS = 64;

bool has_unknown(const ValueSet& values) {
    return values.range ? values.unknown : std::ranges::binary_search(values.codes, UNKNOWN);
}

bool disjoint(const Ints& one, const Ints& two) {
    auto a = one.begin();
    auto b = two.begin();
    while (a != one.end() && b != two.end()) {
        if (*a == *b) {
            return false;
        }
        *a < *b ? ++a : ++b;
    }
    return true;
}

ValueSet unknown_only() { return {.codes = {UNKNOWN}}; }

}  // namespace

ValueSets::Bounds ValueSets::numbers_in(const ValueSet& values) const {
    if (values.range) {
        return std::pair(values.low, values.high);
    }
    Bounds bounds;
    for (const Code code : values.codes) {
        if (numbers_.is_number(code)) {
            const double number = numbers_.number(code);
            if (!bounds) {
                bounds = {number, number};
            }
            bounds = {std::min(bounds->first, number), std::max(bounds->second, number)};
        }
    }
    return bounds;
}

bool ValueSets::has_other(const ValueSet& values) const {
    return values.range ? values.unknown : std::ranges::any_of(values.codes, [&](Code code) {
        return !numbers_.is_number(code);
    });
}

ValueSet ValueSets::narrowed(ValueSet spelled) const {
    const auto count =
        std::ranges::count_if(spelled.codes, [&](Code code) { return numbers_.is_number(code); });
    if (static_cast<std::size_t>(count) <= MOST_NUMBERS) {
        return spelled;
    }
    const Bounds bounds = numbers_in(spelled);
    return {true, {}, bounds->first, bounds->second, has_other(spelled)};
}

ValueSet ValueSets::joined(const ValueSet& one, const ValueSet& two) const {
    if (!one.range && !two.range) {
        ValueSet both;
        std::ranges::set_union(one.codes, two.codes, std::back_inserter(both.codes));
        return narrowed(std::move(both));
    }
    ValueSet both{true, {}, 0.0, 0.0, has_other(one) || has_other(two)};
    const Bounds a = numbers_in(one);
    const Bounds b = numbers_in(two);
    both.low = a && b ? std::min(a->first, b->first) : a ? a->first : b->first;
    both.high = a && b ? std::max(a->second, b->second) : a ? a->second : b->second;
    return both;
}

ValueSet widened(const ValueSet& before, ValueSet after, const LiftedFact& fact) {
    if (after.range && before.range) {
        if (after.low < before.low) {
            after.low = std::isnan(fact.low) ? -kernel::LARGEST_NUMBER : fact.low;
        }
        if (after.high > before.high) {
            after.high = std::isnan(fact.high) ? kernel::LARGEST_NUMBER : fact.high;
        }
    }
    return after;
}

ValueSet ValueSets::clamped(const ValueSet& values, const LiftedFact& fact) const {
    constexpr double INFINITE = std::numeric_limits<double>::infinity();
    const double low = std::isnan(fact.low) ? -INFINITE : fact.low;
    const double high = std::isnan(fact.high) ? INFINITE : fact.high;
    if (low == -INFINITE && high == INFINITE) {
        return values;
    }
    if (values.range) {
        return {true,
                {},
                std::min(std::max(values.low, low), high),
                std::max(std::min(values.high, high), low),
                values.unknown};
    }
    ValueSet made;
    for (const Code code : values.codes) {
        const bool is_number = numbers_.is_number(code);
        made.codes.push_back(
            is_number ? numbers_.code(std::min(std::max(numbers_.number(code), low), high)) : code);
    }
    std::ranges::sort(made.codes);
    const auto rest = std::ranges::unique(made.codes);
    made.codes.erase(rest.begin(), rest.end());
    return made;
}

// -- what can come out ------------------------------------------------------------------------

const ValueSet& ValueSets::values_of(ExpressionId number, ValueSet& scratch) const {
    const Shape& shape = factory_[number];
    ValueSet left;
    ValueSet right;
    switch (shape.row) {
        case Row::READ: return values_[shape.b];
        case Row::CONSTANT: scratch = {.codes = {factory_.code(number)}}; break;
        case Row::ARITHMETIC:
            scratch = arithmetic(static_cast<Arithmetic>(shape.a), values_of(shape.b, left),
                                 values_of(shape.c, right));
            break;
        default:
            if (!can_hold(shape.a)) {
                return values_of(shape.c, scratch);
            }
            if (!can_fail(shape.a)) {
                return values_of(shape.b, scratch);
            }
            scratch = joined(values_of(shape.b, left), values_of(shape.c, right));
    }
    return scratch;
}

bool ValueSets::can_hold(ExpressionId condition) const {
    const Shape& shape = factory_[condition];
    const auto part_can = [&](ExpressionId part) { return can_hold(part); };
    if (shape.row == Row::ALL) {
        return std::ranges::all_of(factory_.parts(condition), part_can);
    }
    if (shape.row == Row::ANY) {
        return std::ranges::any_of(factory_.parts(condition), part_can);
    }
    ValueSet left;
    ValueSet right;
    return can_compare(static_cast<Operator>(shape.a), values_of(shape.b, left),
                       values_of(shape.c, right));
}

bool ValueSets::can_fail(ExpressionId condition) const {
    const Shape& shape = factory_[condition];
    const auto part_can = [&](ExpressionId part) { return can_fail(part); };
    if (shape.row == Row::ALL) {
        return std::ranges::any_of(factory_.parts(condition), part_can);
    }
    if (shape.row == Row::ANY) {
        return std::ranges::all_of(factory_.parts(condition), part_can);
    }
    ValueSet left;
    ValueSet right;
    const ValueSet& one = values_of(shape.b, left);
    const ValueSet& two = values_of(shape.c, right);
    const auto op = static_cast<Operator>(shape.a);
    if (can_compare(kernel::opposite(op), one, two)) {
        return true;
    }
    // Orders fail both ways where a side is not a number.
    const bool ordered = op != Operator::EQUAL && op != Operator::UNEQUAL;
    return ordered && (has_other(one) || has_other(two));
}

bool ValueSets::can_compare(Operator op, const ValueSet& one, const ValueSet& two) const {
    const bool spelled = !one.range && !two.range;
    if (op == Operator::UNEQUAL) {
        return !spelled || one.codes.size() != 1 || one.codes != two.codes;
    }
    if (op == Operator::EQUAL && spelled) {
        return !disjoint(one.codes, two.codes);
    }
    if (op == Operator::EQUAL && has_unknown(one) && has_unknown(two)) {
        return true;
    }
    const Bounds a = numbers_in(one);
    const Bounds b = numbers_in(two);
    if (!a || !b) {
        return false;
    }
    switch (op) {
        case Operator::LESS: return a->first < b->second;
        case Operator::AT_MOST: return a->first <= b->second;
        case Operator::GREATER: return a->second > b->first;
        case Operator::AT_LEAST: return a->second >= b->first;
        default: return a->first <= b->second && b->first <= a->second;
    }
}

ValueSet ValueSets::arithmetic(Arithmetic operation, const ValueSet& left,
                               const ValueSet& right) const {
    if (left.range || right.range ||
        left.codes.size() * right.codes.size() > MOST_NUMBERS * MOST_NUMBERS) {
        return arithmetic_on_ranges(operation, left, right);
    }
    ValueSet made;
    for (const Code a : left.codes) {
        for (const Code b : right.codes) {
            made.codes.push_back(numbers_.calculate(operation, a, b));
        }
    }
    std::ranges::sort(made.codes);
    const auto rest = std::ranges::unique(made.codes);
    made.codes.erase(rest.begin(), rest.end());
    return narrowed(std::move(made));
}

ValueSet ValueSets::arithmetic_on_ranges(Arithmetic operation, const ValueSet& left,
                                         const ValueSet& right) const {
    const Bounds a = numbers_in(left);
    const Bounds b = numbers_in(right);
    if (!a || !b) {
        return unknown_only();
    }
    constexpr double LARGEST = kernel::LARGEST_NUMBER;
    ValueSet made{true, {}, 0.0, 0.0, has_other(left) || has_other(right)};
    const auto corners = [&](auto of) {
        const std::array all{of(a->first, b->first), of(a->first, b->second),
                             of(a->second, b->first), of(a->second, b->second)};
        made.low = std::ranges::min(all);
        made.high = std::ranges::max(all);
    };
    switch (operation) {
        case Arithmetic::ADD:
            made.low = a->first + b->first;
            made.high = a->second + b->second;
            break;
        case Arithmetic::SUBTRACT:
            made.low = a->first - b->second;
            made.high = a->second - b->first;
            break;
        case Arithmetic::MULTIPLY: corners([](double x, double y) { return x * y; }); break;
        case Arithmetic::DIVIDE:
            if (b->first <= 0.0 && 0.0 <= b->second) {
                made.low = -LARGEST;
                made.high = LARGEST;
                made.unknown = true;
            } else {
                corners([](double x, double y) { return x / y; });
            }
            break;
    }
    made.unknown = made.unknown || made.low < -LARGEST || made.high > LARGEST;
    made.low = std::max(made.low, -LARGEST);
    made.high = std::min(made.high, LARGEST);
    return made.low <= made.high ? made : unknown_only();
}

}  // namespace elsewise::grounding
