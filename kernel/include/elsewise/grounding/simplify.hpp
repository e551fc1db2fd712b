// Rewrites conditions and values with what is known to be possible.
#pragma once

#include <vector>

#include "elsewise/grounding/forms.hpp"
#include "elsewise/grounding/possible.hpp"

namespace elsewise::grounding {

// Folds what is certain and renumbers fluents; what was done is remembered. A fluent of which only
// one value is possible is a constant, and has no new number.
class Simplifier {
public:
    Simplifier(Forms& forms, const Possible& possible, const std::vector<Values>& values);

    // The old numbers of the fluents that are left.
    const std::vector<std::uint32_t>& kept() const { return kept_; }
    // The new number of a fluent, or NOTHING.
    std::int32_t renumbered(std::uint32_t fluent) const { return renumbered_[fluent]; }

    // A condition with what always or never holds taken out.
    Form condition(Form condition);
    // A value with its constants filled in.
    Form number(Form number);

private:
    static constexpr Form UNDONE = 0xFFFFFFFF;

    Form joined(Form condition);
    Form* done(Form form);

    Forms& forms_;
    const Possible& possible_;
    const std::vector<Values>& values_;
    std::vector<std::uint32_t> kept_;
    std::vector<std::int32_t> renumbered_;
    std::vector<Form> done_;  // by form
};

}  // namespace elsewise::grounding
