// Fills in variables: from an expression or effect as written to ground conditions, values and
// effects. Negation is pushed to the comparisons on the way: every condition is made for the answer
// wanted.
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "elsewise/grounding/forms.hpp"
#include "elsewise/grounding/lifted.hpp"
#include "elsewise/kernel/paths.hpp"

namespace elsewise::grounding {

// Something that only the reference grounder can say what is wrong with.
struct Unusual : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// Under a condition, a fluent in a mind gets a value.
struct GroundEffect {
    Form condition;
    Path path;
    std::uint32_t fluent;
    Form value;
    friend bool operator==(const GroundEffect&, const GroundEffect&) = default;
};

// The facts of a world with their arguments: facts in the order of the text, then arguments, the
// first slowest.
class Fluents {
public:
    // Throws Unusual if there are more than can be handled.
    Fluents(const LiftedWorld& world);

    std::uint32_t count() const { return static_cast<std::uint32_t>(fact_of_.size()); }
    std::uint32_t fact_of(std::uint32_t fluent) const { return fact_of_[fluent]; }
    // Throws Unusual if the fact does not allow these arguments.
    std::uint32_t fluent(std::uint32_t fact, std::span<const Code> arguments) const;
    // The arguments of a fluent.
    Ints arguments(std::uint32_t fluent) const;

private:
    struct Shape {
        std::uint32_t first = 0;
        std::vector<Ints> places;  // per parameter and code: its place in the domain, or NOTHING
    };
    const LiftedWorld& world_;
    std::vector<Shape> shapes_;
    std::vector<std::uint32_t> fact_of_;
};

// What is written, with its numbers filled in from the slots of its variables.
class Filling {
public:
    // `constants`: per fluent, its code where it is the same in every mind for ever, else NOTHING.
    Filling(const LiftedWorld& world, const Fluents& fluents, Numbers& numbers, Forms& forms,
            kernel::PathTable& paths, Ints constants);

    // The value of each variable, by slot; whoever fills in a rule sets those of its roles.
    Ints slots;

    Forms& forms() { return forms_; }
    const LiftedWorld& world() const { return world_; }
    const LiftedNode& node(std::int32_t number) const {
        return nodes_[static_cast<std::size_t>(number)];
    }

    Code term(std::int32_t node) const;
    // The number of the character that a code is, or NOTHING.
    std::int32_t character(Code code) const;
    bool is_condition(std::int32_t node);
    // What a node is directly made of; NOTHING may be among it.
    std::vector<std::int32_t> operands(const LiftedNode& node) const;
    // The slots of the variables that a node uses and does not itself run through, as bits.
    std::uint64_t uses(std::int32_t node);

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
        for (const Code code : world_.domains[static_cast<std::size_t>(domain)]) {
            slots[static_cast<std::size_t>(slot)] = code;
            use(code);
        }
    }

private:
    std::int32_t choice_outside(std::int32_t node);
    std::int32_t add(const LiftedNode& node);
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
    std::span<const std::int32_t> list(std::int32_t begin, std::int32_t end) const;
    bool contains(std::int32_t domain, Code code);

    const LiftedWorld& world_;
    const Fluents& fluents_;
    Numbers& numbers_;
    Forms& forms_;
    kernel::PathTable& paths_;
    Ints constants_;
    std::vector<LiftedNode> nodes_;
    Ints characters_;                                  // by code
    std::vector<std::vector<std::uint8_t>> members_;   // by domain, then code
    std::vector<std::int8_t> conditions_;              // by node: whether it is one; -1: not asked
    Ints outside_;                                     // by node: see choice_outside
    std::vector<std::uint64_t> uses_;                  // by node
    std::vector<std::uint8_t> uses_known_;
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
