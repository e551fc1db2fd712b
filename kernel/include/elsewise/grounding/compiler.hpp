// Fills in variables: from an expression or effect as written to ground conditions, values and
// effects. Negation is pushed to the comparisons on the way: every condition is made for the answer
// wanted.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "elsewise/grounding/expression_factory.hpp"
#include "elsewise/grounding/fluents.hpp"
#include "elsewise/grounding/lifted.hpp"
#include "elsewise/kernel/paths.hpp"

namespace elsewise::grounding {

// Under a condition, a fluent in a mind gets a value.
struct GroundEffect {
    ExpressionId condition;
    Path path;
    std::uint32_t fluent;
    ExpressionId value;
    friend bool operator==(const GroundEffect&, const GroundEffect&) = default;
};

// What is written, with its variables filled in from their slots.
// Called with each effect that is made.
using UseEffect = std::function<void(const GroundEffect&)>;

class Compiler {
public:
    // `constants`: per fluent, its code where it is the same in every mind for ever, else NOTHING;
    // none at all: nothing is known to be.
    Compiler(Lifted& lifted, const Fluents& fluents, Numbers& numbers, ExpressionFactory& factory,
             kernel::PathTable& paths, Ints constants);

    // The value of each variable, by slot; whoever fills in a rule sets those of its roles.
    Ints slots;

    ExpressionFactory& factory() { return factory_; }
    Lifted& lifted() { return lifted_; }

    Code term(std::int32_t node) const;
    // The number of the character that a code is, or NOTHING.
    std::int32_t character(Code code) const;

    ExpressionId condition(std::int32_t node, Path path, bool yes = true);
    // A yes/no value becomes a choice between yes and no.
    ExpressionId value(std::int32_t node, Path path);
    // A condition counts 1.
    ExpressionId number(std::int32_t node, Path path);
    // Adds what an effect does to `made`, under a condition.
    void effects(std::int32_t node, Path path, ExpressionId guard, const UseEffect& use);

    // Calls `use` for every code that a variable can have, with its slot set.
    template <class Use>
    void each(std::int32_t slot, std::int32_t domain, Use use) {
        for (const Code code : lifted_.world().domains[static_cast<std::size_t>(domain)]) {
            slots[static_cast<std::size_t>(slot)] = code;
            use(code);
        }
    }

private:
    Path extended(Path path, std::int32_t who);
    std::uint32_t fluent(const LiftedNode& read);
    ExpressionId read(const LiftedNode& read, Path path);
    ExpressionId total(const LiftedNode& quantified, Path path);
    ExpressionId in_rows(std::span<const ExpressionId> numbers, Arithmetic operation,
                         ExpressionId neutral);
    ExpressionId joined(const LiftedNode& node, Path path, bool yes);
    ExpressionId cases(std::int32_t test, ExpressionId then, ExpressionId otherwise, Path path);
    ExpressionId compare(Operator op, std::int32_t left, std::int32_t right, Path path, bool yes);
    ExpressionId compare_yes_no(Operator op, std::int32_t left, std::int32_t right, Path path,
                                bool yes);
    ExpressionId is_type(std::int32_t operand, std::int32_t domain, Path path, bool yes);
    ExpressionId remembered(std::int32_t node, Path path, bool yes);
    ExpressionId quantified(const LiftedNode& quantified, Path path, bool yes);
    void assign(const LiftedNode& node, Path path, ExpressionId guard, const UseEffect& use);

    Lifted& lifted_;
    const Fluents& fluents_;
    Numbers& numbers_;
    ExpressionFactory& factory_;
    kernel::PathTable& paths_;
    Ints constants_;
    Ints characters_;                                                          // by code
    std::vector<std::unordered_map<std::uint64_t, ExpressionId>> remembered_;  // by node and answer
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
