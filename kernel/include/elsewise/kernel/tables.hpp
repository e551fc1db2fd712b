// A problem as flat arrays: what crosses the border from Python. `Program` is made from it.
//
// Lists of lists are stored as one array and, per list, its end in it (`*_ends`).
// Values are codes (values.hpp); entities are numbered from FIRST_ENTITY, and behind them come
// `numbers`. A value's or condition's number is its row in `expressions`.
#pragma once

#include <cstdint>
#include <vector>

namespace elsewise::kernel {

// Kinds of rows in `Tables::expressions`; each row is {kind, a, b, c}.
enum class Row : std::int32_t {
    CONSTANT = 0,    // a: code
    READ = 1,        // a: path, b: fluent
    ARITHMETIC = 2,  // a: 0 add, 1 subtract, 2 multiply, 3 divide; b, c: rows
    IF_ELSE = 3,     // a: condition row; b: value row if it holds, c: else
    COMPARISON = 4,  // a: Operator; b, c: value rows
    ALL = 5,         // parts a .. b - 1 of `parts`
    ANY = 6,         // likewise
};

enum class Kind : std::uint8_t { YES_NO = 0, ENTITY = 1, NUMBER = 2 };

struct Tables {
    using Ints = std::vector<std::int32_t>;

    std::uint32_t characters = 0;
    std::uint32_t entities = 0;
    std::vector<double> numbers;

    // Per fluent; bounds are NaN where there are none.
    std::vector<std::uint8_t> kinds;
    std::vector<double> low;
    std::vector<double> high;

    // Rows refer to earlier rows only.
    Ints expressions;
    Ints parts;

    // Path 0 is the empty one.
    Ints path_ends;
    Ints path_characters;

    // Actions, then triggers.
    std::uint32_t actions = 0;
    Ints conditions;
    Ints effect_ends;
    Ints effects;  // four per effect: condition, path, fluent, value
    Ints by_ends;
    Ints by;
    Ints seen_by;  // per action and character: a condition

    Ints start;  // three per value that is said: path, fluent, code
    Ints wants;  // per character: a value; then the story's
    Ints endings;

    std::uint32_t extra_levels = 0;
    std::vector<std::uint8_t> asked;
    std::vector<std::uint8_t> consents;
};

// How deep expressions may be nested, and of how many parts one may be made, those that are shared
// counted each time.
constexpr std::uint32_t MOST_NESTED = 5000;
constexpr std::uint64_t MOST_PARTS = 2'000'000;

// Throws BadProblem unless every number in the tables points to something, and expressions are no
// larger than can be walked.
void check(const Tables& tables);

}  // namespace elsewise::kernel
