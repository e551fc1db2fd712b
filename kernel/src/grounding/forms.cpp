#include "elsewise/grounding/forms.hpp"

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

Forms::Forms(Numbers& numbers) : numbers_(numbers) {
    once(Row::ALL, {});
    once(Row::ANY, {});
    known(YES);
    known(NO);
}

std::span<const Form> Forms::parts(const Form& form) const {
    const Shape& shape = shapes_[form];
    if (shape.row == Row::ALL || shape.row == Row::ANY) {
        return std::span(parts_).subspan(shape.a, shape.b - shape.a);
    }
    return {&form, 1};
}

Form Forms::once(const Shape& shape) {
    std::uint64_t hash = kernel::stir(static_cast<std::uint64_t>(shape.row), shape.a);
    hash = kernel::finish(kernel::stir(kernel::stir(hash, shape.b), shape.c));
    return index_.find_or_add(
        hash,
        [&](Form other) {
            const Shape& known = shapes_[other];
            return known.row == shape.row && known.a == shape.a && known.b == shape.b &&
                   known.c == shape.c;
        },
        [&] {
            shapes_.push_back(shape);
            return static_cast<Form>(shapes_.size() - 1);
        });
}

Form Forms::once(Row row, std::span<const Form> parts) {
    std::uint64_t hash = static_cast<std::uint64_t>(row) + 100;
    for (const Form part : parts) {
        hash = kernel::stir(hash, part);
    }
    return index_.find_or_add(
        kernel::finish(hash),
        [&](Form other) {
            return shapes_[other].row == row && std::ranges::equal(this->parts(other), parts);
        },
        [&] {
            const auto begin = static_cast<std::uint32_t>(parts_.size());
            parts_.insert(parts_.end(), parts.begin(), parts.end());
            shapes_.push_back({row, begin, static_cast<std::uint32_t>(parts_.size()), 0});
            return static_cast<Form>(shapes_.size() - 1);
        });
}

Form Forms::known(Code code) { return once({Row::KNOWN, static_cast<std::uint32_t>(code)}); }

Form Forms::look(Path path, std::uint32_t fluent) { return once({Row::LOOK, path, fluent}); }

Form Forms::calculated(Arithmetic operation, Form left, Form right) {
    const bool left_known = is(left, Row::KNOWN);
    const bool right_known = is(right, Row::KNOWN);
    if (left_known && right_known) {
        return known(numbers_.calculate(operation, code(left), code(right)));
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
    return once({Row::CALCULATED, static_cast<std::uint32_t>(operation), left, right});
}

Form Forms::chosen(Form test, Form then, Form otherwise) {
    if (test == TRUE || then == otherwise) {
        return then;
    }
    if (test == FALSE) {
        return otherwise;
    }
    if (then == IS_YES && otherwise == IS_NO && is(test, Row::COMPARED)) {
        // Whether a yes/no fluent is yes is its own value.
        const Shape& asked = shapes_[test];
        if (asked.a == number_of(Operator::EQUAL) && asked.c == IS_YES && is(asked.b, Row::LOOK)) {
            return asked.b;
        }
    }
    return once({Row::CHOSEN, test, then, otherwise});
}

// -- conditions ---------------------------------------------------------------------------------

Form Forms::compared(Operator op, Form left, Form right) {
    if (is(left, Row::KNOWN)) {
        if (is(right, Row::KNOWN)) {
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
    return once({Row::COMPARED, number_of(op), left, right});
}

Form Forms::is_yes(Form value, bool yes) {
    if (is(value, Row::CHOSEN)) {
        // Yes/no values are chosen only between yes and no; ask for their test.
        const Shape choice = shapes_[value];
        const Form then = is_yes(choice.b, yes);
        const Form otherwise = is_yes(choice.c, yes);
        if (then == TRUE && otherwise == FALSE) {
            return choice.a;
        }
    }
    return compared(Operator::EQUAL, value, yes ? IS_YES : IS_NO);
}

void Forms::flatten(std::span<const Form> parts, Row row) {
    flat_.clear();
    ++round_;
    seen_.resize(shapes_.size(), 0);
    for (const Form part : parts) {
        const Form own = part;
        for (const Form inner : is(own, row) ? this->parts(own) : std::span(&own, 1)) {
            if (seen_[inner] != round_) {
                seen_[inner] = round_;
                flat_.push_back(inner);
            }
        }
    }
}

Form Forms::all_of(std::span<const Form> parts) {
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
bool Forms::contradictory() {
    const auto asks = [&](Form part, Operator op) {
        const Shape& shape = shapes_[part];
        return shape.row == Row::COMPARED && shape.a == number_of(op) && is(shape.c, Row::KNOWN);
    };
    equal_to_.resize(shapes_.size());
    for (const Form part : flat_) {
        if (asks(part, Operator::EQUAL)) {
            Equal& equal = equal_to_[shapes_[part].b];
            if (equal.round == round_ && equal.constant != shapes_[part].c) {
                return true;
            }
            equal = {round_, shapes_[part].c};
        }
    }
    return std::ranges::any_of(flat_, [&](Form part) {
        if (!asks(part, Operator::UNEQUAL)) {
            return false;
        }
        const Equal& equal = equal_to_[shapes_[part].b];
        return equal.round == round_ && equal.constant == shapes_[part].c;
    });
}

Form Forms::any_of(std::span<const Form> parts) {
    if (std::ranges::find(parts, TRUE) != parts.end()) {
        return TRUE;
    }
    flatten(parts, Row::ANY);
    return flat_.size() == 1 ? flat_[0] : once(Row::ANY, flat_);
}

}  // namespace elsewise::grounding
