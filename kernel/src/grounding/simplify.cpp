#include "elsewise/grounding/simplify.hpp"

namespace elsewise::grounding {

Simplifier::Simplifier(ExpressionFactory& factory, const ValueSets& sets,
                       const std::vector<ValueSet>& values)
    : factory_(factory), sets_(sets), values_(values) {
    for (std::uint32_t fluent = 0; fluent < values.size(); ++fluent) {
        const bool constant = !values[fluent].range && values[fluent].codes.size() == 1;
        renumbered_.push_back(constant ? NOTHING : static_cast<std::int32_t>(kept_.size()));
        if (!constant) {
            kept_.push_back(fluent);
        }
    }
}

// Where the answer for an expression is kept; no longer valid once others are made.
ExpressionId* Simplifier::done(ExpressionId expression) {
    if (done_.size() < factory_.size()) {
        done_.resize(factory_.size(), UNDONE);
        done_[ExpressionFactory::TRUE] = ExpressionFactory::TRUE;
        done_[ExpressionFactory::FALSE] = ExpressionFactory::FALSE;
    }
    return &done_[expression];
}

ExpressionId Simplifier::condition(ExpressionId condition) {
    if (const ExpressionId known = *done(condition); known != UNDONE) {
        return known;
    }
    const Shape shape = factory_[condition];
    ExpressionId made;
    if (shape.row != Row::COMPARISON) {
        made = joined(condition);
    } else if (!sets_.can_hold(condition)) {
        made = ExpressionFactory::FALSE;
    } else if (!sets_.can_fail(condition)) {
        made = ExpressionFactory::TRUE;
    } else {
        const ExpressionId left = number(shape.b);
        made = factory_.comparison(static_cast<Operator>(shape.a), left, number(shape.c));
    }
    *done(condition) = made;
    return made;
}

ExpressionId Simplifier::joined(ExpressionId condition) {
    const auto own = factory_.parts(condition);
    std::vector<ExpressionId> parts(own.begin(), own.end());
    for (ExpressionId& part : parts) {
        part = this->condition(part);
    }
    return factory_.is(condition, Row::ALL) ? factory_.all_of(parts) : factory_.any_of(parts);
}

ExpressionId Simplifier::number(ExpressionId number) {
    if (const ExpressionId known = *done(number); known != UNDONE) {
        return known;
    }
    const Shape shape = factory_[number];
    ExpressionId made;
    switch (shape.row) {
        case Row::CONSTANT: made = number; break;
        case Row::READ: {
            const std::int32_t fluent = renumbered_[shape.b];
            made = fluent == NOTHING ? factory_.constant(values_[shape.b].codes[0])
                                     : factory_.read(shape.a, static_cast<std::uint32_t>(fluent));
            break;
        }
        case Row::ARITHMETIC: {
            const ExpressionId left = this->number(shape.b);
            made =
                factory_.arithmetic(static_cast<Arithmetic>(shape.a), left, this->number(shape.c));
            break;
        }
        default: {
            const ExpressionId test = condition(shape.a);
            const ExpressionId then = this->number(shape.b);
            made = factory_.if_else(test, then, this->number(shape.c));
        }
    }
    *done(number) = made;
    return made;
}

}  // namespace elsewise::grounding
