// Sets of possible values, and what conditions and values can come out of them.
//
// A set is spelled out or, for numbers, a range. All answers are on the safe side: a value that can
// come about is in the set, a condition that can hold (or fail) is said to.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "elsewise/grounding/forms.hpp"
#include "elsewise/grounding/lifted.hpp"

namespace elsewise::grounding {

// Codes, ascending; or all numbers from `low` to `high`, and perhaps unknown.
struct Values {
    bool range = false;
    Ints codes{};
    double low = 0.0;
    double high = 0.0;
    bool unknown = false;
    friend bool operator==(const Values&, const Values&) = default;
};

// Answers for given values of every fluent, which may become more.
class Possible {
public:
    Possible(const Forms& forms, Numbers& numbers, const std::vector<Values>& values)
        : forms_(forms), numbers_(numbers), values_(values) {}

    // The values an expression can have. `scratch` may be written to, and may be what is returned.
    const Values& values_of(Form number, Values& scratch) const;
    bool can_hold(Form condition) const;
    bool can_fail(Form condition) const;

    // A set that has the values of both; a range if there are very many numbers.
    Values joined(const Values& one, const Values& two) const;
    // What becomes of values that are written to a fluent of a fact.
    Values clamped(const Values& values, const LiftedFact& fact) const;

private:
    using Bounds = std::optional<std::pair<double, double>>;

    bool can_compare(Operator op, const Values& one, const Values& two) const;
    Values calculated(Arithmetic operation, const Values& left, const Values& right) const;
    Values calculated_ranges(Arithmetic operation, const Values& left, const Values& right) const;
    Values narrowed(Values spelled) const;
    // The least and greatest number of a set, if it has one.
    Bounds numbers_in(const Values& values) const;
    // Whether a set has something that is not a number: unknown, mostly.
    bool has_other(const Values& values) const;

    const Forms& forms_;
    Numbers& numbers_;
    const std::vector<Values>& values_;
};

// The set for a fluent whose range still grows: at once as far as it can grow.
Values widened(const Values& before, Values after, const LiftedFact& fact);

}  // namespace elsewise::grounding
