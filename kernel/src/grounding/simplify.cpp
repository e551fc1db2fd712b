#include "elsewise/grounding/simplify.hpp"

namespace elsewise::grounding {

Simplifier::Simplifier(Forms& forms, const Possible& possible, const std::vector<Values>& values)
    : forms_(forms), possible_(possible), values_(values) {
    for (std::uint32_t fluent = 0; fluent < values.size(); ++fluent) {
        const bool constant = !values[fluent].range && values[fluent].codes.size() == 1;
        renumbered_.push_back(constant ? NOTHING : static_cast<std::int32_t>(kept_.size()));
        if (!constant) {
            kept_.push_back(fluent);
        }
    }
}

// Where the answer for an expression is kept; no longer valid once others are made.
Form* Simplifier::done(Form form) {
    if (done_.size() < forms_.size()) {
        done_.resize(forms_.size(), UNDONE);
        done_[Forms::TRUE] = Forms::TRUE;
        done_[Forms::FALSE] = Forms::FALSE;
    }
    return &done_[form];
}

Form Simplifier::condition(Form condition) {
    if (const Form known = *done(condition); known != UNDONE) {
        return known;
    }
    const Shape shape = forms_[condition];
    Form made;
    if (shape.row != Row::COMPARED) {
        made = joined(condition);
    } else if (!possible_.can_hold(condition)) {
        made = Forms::FALSE;
    } else if (!possible_.can_fail(condition)) {
        made = Forms::TRUE;
    } else {
        const Form left = number(shape.b);
        made = forms_.compared(static_cast<Operator>(shape.a), left, number(shape.c));
    }
    *done(condition) = made;
    return made;
}

Form Simplifier::joined(Form condition) {
    const auto own = forms_.parts(condition);
    std::vector<Form> parts(own.begin(), own.end());
    for (Form& part : parts) {
        part = this->condition(part);
    }
    return forms_.is(condition, Row::ALL) ? forms_.all_of(parts) : forms_.any_of(parts);
}

Form Simplifier::number(Form number) {
    if (const Form known = *done(number); known != UNDONE) {
        return known;
    }
    const Shape shape = forms_[number];
    Form made;
    switch (shape.row) {
        case Row::KNOWN: made = number; break;
        case Row::LOOK: {
            const std::int32_t fluent = renumbered_[shape.b];
            made = fluent == NOTHING ? forms_.known(values_[shape.b].codes[0])
                                     : forms_.look(shape.a, static_cast<std::uint32_t>(fluent));
            break;
        }
        case Row::CALCULATED: {
            const Form left = this->number(shape.b);
            made = forms_.calculated(static_cast<Arithmetic>(shape.a), left, this->number(shape.c));
            break;
        }
        default: {
            const Form test = condition(shape.a);
            const Form then = this->number(shape.b);
            made = forms_.chosen(test, then, this->number(shape.c));
        }
    }
    *done(number) = made;
    return made;
}

}  // namespace elsewise::grounding
