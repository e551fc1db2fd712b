// A world before its events are filled in, as flat arrays: what crosses the border from Python.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "elsewise/kernel/tables.hpp"
#include "elsewise/kernel/values.hpp"

namespace elsewise::grounding {

// A value, as in the kernel; but a world may have more of them than a problem.
using Code = std::int32_t;
constexpr Code UNKNOWN = kernel::UNKNOWN;
constexpr Code NO = kernel::NO;
constexpr Code YES = kernel::YES;
constexpr Code FIRST_ENTITY = kernel::FIRST_ENTITY;

using Ints = std::vector<std::int32_t>;

constexpr std::int32_t NOTHING = -1;

// What an expression or effect as written is. Its operands refer to earlier nodes; `a..b` is a
// part of `LiftedWorld::lists`.
enum class Op : std::int32_t {
    CONSTANT,    // a: code
    VARIABLE,    // a: slot; b: whether it is yes or no
    READ,        // a: fact; b..c: arguments
    IN_MIND,     // a: who; b: a condition, value or effect
    CALCULATE,   // a: 0 add, 1 subtract, 2 multiply, 3 divide; b, c: numbers
    COMPARE,     // a: Operator; b, c: values
    IS_TYPE,     // a: value; b: the domain of the type
    NOT,         // a
    AND,         // a..b
    OR,          // a..b
    CHOOSE,      // a: condition; b: if it holds; c: else
    QUANTIFIED,  // a: Quantity; b: slot; c: domain; d: condition or NOTHING; e: body
    ASSIGN,      // a: a READ, or IN_MIND around one; b: value
    TOGETHER,    // a..b
    IF,          // a: condition; b: if it holds; c: else, or NOTHING
    FOR_EVERY,   // a: effect; b: slot; c: domain; d: condition or NOTHING
};

enum class Quantity : std::int32_t { EVERY, SOME, SUM, PRODUCT };

struct LiftedNode {
    Op op;
    std::int32_t a = 0;
    std::int32_t b = 0;
    std::int32_t c = 0;
    std::int32_t d = 0;
    std::int32_t e = 0;
};

constexpr std::size_t NODE_INTS = 6;  // as many as a node has

struct LiftedFact {
    kernel::Kind kind;
    double low;  // NaN: no bound
    double high;
    Code initial;
    Ints domains;                // of its parameters
    std::int32_t values_domain;  // of its values, if they are entities; else NOTHING
};

// An action or trigger. Parameter p is in slot p.
struct LiftedRule {
    Ints domains;
    std::int32_t condition;
    std::int32_t effect;
    Ints by;  // terms
    bool seen_by_all;
    // Those who see it: {term, NOTHING, 0, 0}, or {NOTHING, slot, domain, condition or NOTHING}.
    std::vector<std::array<std::int32_t, 4>> seers;
};

struct LiftedWorld {
    std::int32_t entities = 0;    // codes from FIRST_ENTITY
    std::vector<double> numbers;  // codes behind the entities; none twice
    Ints characters;              // codes
    std::vector<Ints> domains;    // codes that a variable runs through, in order
    Ints nodes;                   // NODE_INTS for each
    Ints lists;
    std::vector<LiftedFact> facts;
    std::vector<LiftedRule> actions;
    std::vector<LiftedRule> triggers;
    Ints start;               // effects
    bool has_origin = false;  // whether it is a later moment or a fork of another world
    Ints origin;              // effects: the start of that one
    std::vector<Ints> wants;  // per character: numbers to be added up; then the story's
    Ints endings;             // conditions
};

// Throws BadProblem unless every number points to something.
void check(const LiftedWorld& world);

}  // namespace elsewise::grounding
