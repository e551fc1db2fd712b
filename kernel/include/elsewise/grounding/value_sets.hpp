// Sets of possible values, and what conditions and values can come out of them.
//
// A set is spelled out or, for numbers, a range. All answers are on the safe side: a value that can
// come about is in the set, a condition that can hold (or fail) is said to.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "elsewise/grounding/expression_factory.hpp"
#include "elsewise/grounding/lifted_world.hpp"

namespace elsewise::grounding {

// Codes, ascending; or all numbers from `low` to `high`, and perhaps unknown.
struct ValueSet {
    bool range = false;
    Ints codes{};
    double low = 0.0;
    double high = 0.0;
    bool unknown = false;
    friend bool operator==(const ValueSet&, const ValueSet&) = default;
};

// Answers for given values of every fluent, which may become more.
class ValueSets {
public:
    ValueSets(const ExpressionFactory& factory, Numbers& numbers,
              const std::vector<ValueSet>& values)
        : factory_(factory), numbers_(numbers), values_(values) {}

    // The values an expression can have. `scratch` may be written to, and may be what is returned.
    const ValueSet& values_of(ExpressionId number, ValueSet& scratch) const;
    bool can_hold(ExpressionId condition) const;
    bool can_fail(ExpressionId condition) const;

    // A set that has the values of both; a range if there are very many numbers.
    ValueSet joined(const ValueSet& one, const ValueSet& two) const;
    // What becomes of values that are written to a fluent of a fact.
    ValueSet clamped(const ValueSet& values, const LiftedFact& fact) const;

private:
    using Bounds = std::optional<std::pair<double, double>>;

    bool can_compare(Operator op, const ValueSet& one, const ValueSet& two) const;
    ValueSet arithmetic(Arithmetic operation, const ValueSet& left, const ValueSet& right) const;
    ValueSet arithmetic_on_ranges(Arithmetic operation, const ValueSet& left,
                                  const ValueSet& right) const;
    ValueSet narrowed(ValueSet spelled) const;
    // The least and greatest number of a set, if it has one.
    Bounds numbers_in(const ValueSet& values) const;
    // Whether a set has something that is not a number: unknown, mostly.
    bool has_other(const ValueSet& values) const;

    const ExpressionFactory& factory_;
    Numbers& numbers_;
    const std::vector<ValueSet>& values_;
};

// The set for a fluent whose range still grows: at once as far as it can grow.
ValueSet widened(const ValueSet& before, ValueSet after, const LiftedFact& fact);

}  // namespace elsewise::grounding
