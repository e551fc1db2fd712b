#include "elsewise/grounding/expression_factory.hpp"

#include <algorithm>
#include <cmath>

namespace elsewise::grounding {
namespace {

constexpr std::uint32_t number_of(Operator op) { return static_cast<std::uint32_t>(op); }

}  // namespace

// -- numbers ------------------------------------------------------------------------------------

Numbers::Numbers(std::size_t entities, const std::vector<double>& numbers)
    : first_(FIRST_ENTITY + static_cast<Code>(entities)) {
    for (const double number : numbers) {
        code(number);
    }
}

Code Numbers::code(double number) {
    if (!(std::fabs(number) <= kernel::LARGEST_NUMBER)) {
        return UNKNOWN;
    }
    number += 0.0;  // makes 0 of -0
    const auto [at, is_new] = codes_.emplace(number, first_ + static_cast<Code>(numbers_.size()));
    if (is_new) {
        numbers_.push_back(number);
    }
    return at->second;
}

Code Numbers::calculate(Arithmetic operation, Code left, Code right) {
    if (!is_number(left) || !is_number(right)) {
        return UNKNOWN;
    }
    const double a = number(left);
    const double b = number(right);
    switch (operation) {
        case Arithmetic::ADD: return code(a + b);
        case Arithmetic::SUBTRACT: return code(a - b);
        case Arithmetic::MULTIPLY: return code(a * b);
        case Arithmetic::DIVIDE: return b == 0.0 ? UNKNOWN : code(a / b);
    }
    return UNKNOWN;
}

bool Numbers::compare(Operator op, Code left, Code right) const {
    if (op == Operator::EQUAL || op == Operator::UNEQUAL) {
        return (left == right) == (op == Operator::EQUAL);
    }
    if (!is_number(left) || !is_number(right)) {
        return false;
    }
    const double a = number(left);
    const double b = number(right);
    switch (op) {
        case Operator::LESS: return a < b;
        case Operator::GREATER: return a > b;
        case Operator::AT_MOST: return a <= b;
        default: return a >= b;
    }
}

// -- values -------------------------------------------------------------------------------------

ExpressionFactory::ExpressionFactory(Numbers& numbers, kernel::LimitChecker* limits)
    : numbers_(numbers), limits_(limits) {
    once(Row::ALL, {});
    once(Row::ANY, {});
    constant(YES);
    constant(NO);
}

std::span<const ExpressionId> ExpressionFactory::parts(const ExpressionId& expression) const {
    const Shape& shape = shapes_[expression];
    if (shape.row == Row::ALL || shape.row == Row::ANY) {
        return std::span(parts_).subspan(shape.a, shape.b - shape.a);
    }
    return {&expression, 1};
}

ExpressionId ExpressionFactory::once(const Shape& shape) {
    tick();
    std::uint64_t hash = kernel::hash_combine(static_cast<std::uint64_t>(shape.row), shape.a);
    hash = kernel::hash_finish(kernel::hash_combine(kernel::hash_combine(hash, shape.b), shape.c));
    return index_.find_or_add(
        hash,
        [&](ExpressionId other) {
            const Shape& known = shapes_[other];
            return known.row == shape.row && known.a == shape.a && known.b == shape.b &&
                   known.c == shape.c;
        },
        [&] {
            shapes_.push_back(shape);
            return static_cast<ExpressionId>(shapes_.size() - 1);
        });
}

ExpressionId ExpressionFactory::once(Row row, std::span<const ExpressionId> parts) {
    tick();
    std::uint64_t hash = static_cast<std::uint64_t>(row) + 100;
    for (const ExpressionId part : parts) {
        hash = kernel::hash_combine(hash, part);
    }
    return index_.find_or_add(
        kernel::hash_finish(hash),
        [&](ExpressionId other) {
            return shapes_[other].row == row && std::ranges::equal(this->parts(other), parts);
        },
        [&] {
            const auto begin = static_cast<std::uint32_t>(parts_.size());
            parts_.insert(parts_.end(), parts.begin(), parts.end());
            shapes_.push_back({row, begin, static_cast<std::uint32_t>(parts_.size()), 0});
            return static_cast<ExpressionId>(shapes_.size() - 1);
        });
}

ExpressionId ExpressionFactory::constant(Code code) {
    return once({Row::CONSTANT, static_cast<std::uint32_t>(code)});
}

ExpressionId ExpressionFactory::read(Path path, std::uint32_t fluent) {
    return once({Row::READ, path, fluent});
}

ExpressionId ExpressionFactory::arithmetic(Arithmetic operation, ExpressionId left,
                                           ExpressionId right) {
    const bool left_known = is(left, Row::CONSTANT);
    const bool right_known = is(right, Row::CONSTANT);
    if (left_known && right_known) {
        return constant(numbers_.calculate(operation, code(left), code(right)));
    }
    // Adding 0 and multiplying by 1 change nothing, not even unknown.
    if (operation == Arithmetic::ADD || operation == Arithmetic::MULTIPLY) {
        const Code neutral = numbers_.code(operation == Arithmetic::ADD ? 0.0 : 1.0);
        if (left_known && code(left) == neutral) {
            return right;
        }
        if (right_known && code(right) == neutral) {
            return left;
        }
    }
    return once({Row::ARITHMETIC, static_cast<std::uint32_t>(operation), left, right});
}

ExpressionId ExpressionFactory::if_else(ExpressionId test, ExpressionId then,
                                        ExpressionId otherwise) {
    if (test == TRUE || then == otherwise) {
        return then;
    }
    if (test == FALSE) {
        return otherwise;
    }
    if (then == IS_YES && otherwise == IS_NO && is(test, Row::COMPARISON)) {
        // Whether a yes/no fluent is yes is its own value.
        const Shape& asked = shapes_[test];
        if (asked.a == number_of(Operator::EQUAL) && asked.c == IS_YES && is(asked.b, Row::READ)) {
            return asked.b;
        }
    }
    return once({Row::IF_ELSE, test, then, otherwise});
}

// -- conditions ---------------------------------------------------------------------------------

ExpressionId ExpressionFactory::comparison(Operator op, ExpressionId left, ExpressionId right) {
    if (is(left, Row::CONSTANT)) {
        if (is(right, Row::CONSTANT)) {
            return numbers_.compare(op, code(left), code(right)) ? TRUE : FALSE;
        }
        op = kernel::turned(op);
        std::swap(left, right);
    }
    if (left == right) {
        if (op == Operator::EQUAL) {
            return TRUE;
        }
        if (op == Operator::UNEQUAL || op == Operator::LESS || op == Operator::GREATER) {
            return FALSE;
        }
    }
    return once({Row::COMPARISON, number_of(op), left, right});
}

ExpressionId ExpressionFactory::is_yes(ExpressionId value, bool yes) {
    if (is(value, Row::IF_ELSE)) {
        // Yes/no values are chosen only between yes and no; ask for their test.
        const Shape choice = shapes_[value];
        const ExpressionId then = is_yes(choice.b, yes);
        const ExpressionId otherwise = is_yes(choice.c, yes);
        if (then == TRUE && otherwise == FALSE) {
            return choice.a;
        }
    }
    return comparison(Operator::EQUAL, value, yes ? IS_YES : IS_NO);
}

void ExpressionFactory::flatten(std::span<const ExpressionId> parts, Row row) {
    flat_.clear();
    ++round_;
    seen_.resize(shapes_.size(), 0);
    for (const ExpressionId part : parts) {
        const ExpressionId own = part;
        for (const ExpressionId inner : is(own, row) ? this->parts(own) : std::span(&own, 1)) {
            if (seen_[inner] != round_) {
                seen_[inner] = round_;
                flat_.push_back(inner);
            }
        }
    }
}

ExpressionId ExpressionFactory::all_of(std::span<const ExpressionId> parts) {
    if (std::ranges::find(parts, FALSE) != parts.end()) {
        return FALSE;
    }
    flatten(parts, Row::ALL);
    if (flat_.size() == 1) {
        return flat_[0];
    }
    return contradictory() ? FALSE : once(Row::ALL, flat_);
}

// Whether two parts ask one value to equal two constants, or one and not it.
bool ExpressionFactory::contradictory() {
    const auto asks = [&](ExpressionId part, Operator op) {
        const Shape& shape = shapes_[part];
        return shape.row == Row::COMPARISON && shape.a == number_of(op) &&
               is(shape.c, Row::CONSTANT);
    };
    equal_to_.resize(shapes_.size());
    for (const ExpressionId part : flat_) {
        if (asks(part, Operator::EQUAL)) {
            Equal& equal = equal_to_[shapes_[part].b];
            if (equal.round == round_ && equal.constant != shapes_[part].c) {
                return true;
            }
            equal = {round_, shapes_[part].c};
        }
    }
    return std::ranges::any_of(flat_, [&](ExpressionId part) {
        if (!asks(part, Operator::UNEQUAL)) {
            return false;
        }
        const Equal& equal = equal_to_[shapes_[part].b];
        return equal.round == round_ && equal.constant == shapes_[part].c;
    });
}

ExpressionId ExpressionFactory::any_of(std::span<const ExpressionId> parts) {
    if (std::ranges::find(parts, TRUE) != parts.end()) {
        return TRUE;
    }
    flatten(parts, Row::ANY);
    return flat_.size() == 1 ? flat_[0] : once(Row::ANY, flat_);
}

}  // namespace elsewise::grounding
