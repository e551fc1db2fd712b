// A small problem as a tree: what random problems, the plain model and kept cases are made of.
//
// The kernel gets the same problem as tables (`tables_of`); the model (plain_model.hpp) runs the
// tree as it is and shares nothing with the kernel but the numbering of values.
#pragma once

#include <cstdint>
#include <vector>

#include "elsewise/kernel/tables.hpp"
#include "elsewise/kernel/values.hpp"

namespace model {

using elsewise::kernel::Code;
using elsewise::kernel::Kind;
using elsewise::kernel::Operator;
using elsewise::kernel::Row;
using elsewise::kernel::Tables;

using Minds = std::vector<std::uint32_t>;

struct Expression {
    Row kind = Row::ALL;
    std::int32_t number = 0;  // CONSTANT: code; READ: fluent; ARITHMETIC, COMPARISON: operator
    Minds minds{};            // READ
    std::vector<Expression> parts{};
};

struct Fluent {
    Kind kind = Kind::YES_NO;
    double low = 0.0;  // NaN: no bound
    double high = 0.0;
};

// What a fluent is at the start in the mind that a path leads to.
struct Said {
    Minds minds;
    std::uint32_t fluent = 0;
    Code code = 0;
};

struct Effect {
    Expression condition;
    Minds minds;
    std::uint32_t fluent = 0;
    Expression value;
};

struct Event {
    Expression condition;
    std::vector<Effect> effects;
    std::vector<std::uint32_t> by;
    std::vector<Expression> seen_by;  // per character; of triggers: none
};

struct Problem {
    std::uint32_t characters = 0;
    std::uint32_t entities = 0;
    std::vector<double> numbers;
    std::vector<Fluent> fluents;
    std::vector<Said> start;  // of the empty path: every fluent
    std::vector<Event> actions;
    std::vector<Event> triggers;
    std::vector<Expression> wants;  // per character; then the story's
    std::vector<Expression> endings;
    std::uint32_t depth = 0;
    std::uint32_t extra = 0;
    std::vector<std::uint8_t> asked;
    std::vector<std::uint8_t> consents;
};

inline Expression constant(Code code) { return {Row::CONSTANT, code}; }
inline Expression read(std::uint32_t fluent, Minds minds = {}) {
    return {Row::READ, static_cast<std::int32_t>(fluent), std::move(minds)};
}
inline Expression compare(Operator op, Expression left, Expression right) {
    return {Row::COMPARISON,
            static_cast<std::int32_t>(op),
            {},
            {std::move(left), std::move(right)}};
}
inline Expression all(std::vector<Expression> parts) { return {Row::ALL, 0, {}, std::move(parts)}; }
inline Expression any(std::vector<Expression> parts) { return {Row::ANY, 0, {}, std::move(parts)}; }

Tables tables_of(const Problem& problem);

// The same seed gives the same problem. Small: at most three characters, six fluents, seven
// actions.
Problem random_problem(std::uint64_t seed);

}  // namespace model
