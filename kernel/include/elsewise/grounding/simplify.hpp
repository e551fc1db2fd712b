// Rewrites conditions and values with what is known to be possible.
#pragma once

#include <vector>

#include "elsewise/grounding/expression_factory.hpp"
#include "elsewise/grounding/value_sets.hpp"

namespace elsewise::grounding {

// Folds what is certain and renumbers fluents; what was done is remembered. A fluent of which only
// one value is possible is a constant, and has no new number.
class Simplifier {
public:
    Simplifier(ExpressionFactory& factory, const ValueSets& sets,
               const std::vector<ValueSet>& values);

    // The old numbers of the fluents that are left.
    const std::vector<std::uint32_t>& kept() const { return kept_; }
    // The new number of a fluent, or NOTHING.
    std::int32_t renumbered(std::uint32_t fluent) const { return renumbered_[fluent]; }

    // A condition with what always or never holds taken out.
    ExpressionId condition(ExpressionId condition);
    // A value with its constants filled in.
    ExpressionId number(ExpressionId number);

private:
    static constexpr ExpressionId UNDONE = 0xFFFFFFFF;

    ExpressionId joined(ExpressionId condition);
    ExpressionId* done(ExpressionId expression);

    ExpressionFactory& factory_;
    const ValueSets& sets_;
    const std::vector<ValueSet>& values_;
    std::vector<std::uint32_t> kept_;
    std::vector<std::int32_t> renumbered_;
    std::vector<ExpressionId> done_;  // by expression
};

}  // namespace elsewise::grounding
