// Fills in variables: from an expression or effect as written to ground conditions, values and
// effects. Negation is pushed to the comparisons on the way: every condition is made for the answer
// wanted.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "elsewise/grounding/fluents.hpp"
#include "elsewise/grounding/forms.hpp"
#include "elsewise/grounding/written.hpp"
#include "elsewise/kernel/paths.hpp"

namespace elsewise::grounding {

// Under a condition, a fluent in a mind gets a value.
struct GroundEffect {
    Form condition;
    Path path;
    std::uint32_t fluent;
    Form value;
    friend bool operator==(const GroundEffect&, const GroundEffect&) = default;
};

// What is written, with its variables filled in from their slots.
class Filling {
public:
    // `constants`: per fluent, its code where it is the same in every mind for ever, else NOTHING;
    // none at all: nothing is known to be.
    Filling(Written& written, const Fluents& fluents, Numbers& numbers, Forms& forms,
            kernel::PathTable& paths, Ints constants);

    // The value of each variable, by slot; whoever fills in a rule sets those of its roles.
    Ints slots;

    Forms& forms() { return forms_; }
    Written& written() { return written_; }

    Code term(std::int32_t node) const;
    // The number of the character that a code is, or NOTHING.
    std::int32_t character(Code code) const;

    Form condition(std::int32_t node, Path path, bool yes = true);
    // A yes/no value becomes a choice between yes and no.
    Form value(std::int32_t node, Path path);
    // A condition counts 1.
    Form number(std::int32_t node, Path path);
    // Adds what an effect does to `made`, under a condition.
    void effects(std::int32_t node, Path path, Form guard, std::vector<GroundEffect>& made);

    // Calls `use` for every code that a variable can have, with its slot set.
    template <class Use>
    void each(std::int32_t slot, std::int32_t domain, Use use) {
        for (const Code code : written_.world().domains[static_cast<std::size_t>(domain)]) {
            slots[static_cast<std::size_t>(slot)] = code;
            use(code);
        }
    }

private:
    Path extended(Path path, std::int32_t who);
    std::uint32_t fluent(const LiftedNode& read);
    Form read(const LiftedNode& read, Path path);
    Form total(const LiftedNode& quantified, Path path);
    Form in_rows(std::span<const Form> numbers, Arithmetic operation, Form neutral);
    Form joined(const LiftedNode& node, Path path, bool yes);
    Form cases(std::int32_t test, Form then, Form otherwise, Path path);
    Form compare(Operator op, std::int32_t left, std::int32_t right, Path path, bool yes);
    Form compare_yes_no(Operator op, std::int32_t left, std::int32_t right, Path path, bool yes);
    Form is_type(std::int32_t operand, std::int32_t domain, Path path, bool yes);
    Form quantified(std::int32_t node, Path path, bool yes);
    Form quantified_afresh(const LiftedNode& quantified, Path path, bool yes);
    void assign(const LiftedNode& node, Path path, Form guard, std::vector<GroundEffect>& made);

    Written& written_;
    const Fluents& fluents_;
    Numbers& numbers_;
    Forms& forms_;
    kernel::PathTable& paths_;
    Ints constants_;
    Ints characters_;                                                  // by code
    std::vector<std::unordered_map<std::uint64_t, Form>> remembered_;  // by node and answer
};

// A number for the values of some slots (and one more number), if it is short enough: `given`.
class SlotKey {
public:
    SlotKey(std::uint64_t uses, std::size_t codes);
    bool given() const { return fits_; }
    std::uint64_t operator()(const Ints& slots, std::uint64_t more) const;

private:
    std::uint64_t uses_;
    unsigned bits_;
    bool fits_;
};

}  // namespace elsewise::grounding
