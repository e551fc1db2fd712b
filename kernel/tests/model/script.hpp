// A problem and a sequence of calls on an engine: what the driver makes, runs, shrinks and keeps.
//
// The arguments of a call are any numbers: each is taken modulo what there is to choose from at
// that point (the states so far, the actions that are possible there, …), so every script is legal,
// and stays so when calls or parts of the problem are left out.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "problem.hpp"

namespace model {

enum class Verb : std::uint8_t {
    START,      // a state more
    MIND,       // state, character: a state more
    AFTER,      // state, place in its possible actions: a state more
    CHANGED,    // state, two characters and how many of them, fluent, value: a state more
    POSSIBLE,   // state
    REASONS,    // state, place in its possible actions, foresight
    READ,       // state: values, utilities, endings
    SEARCH,     // state (0: none), goal, mode, length, foresight, most
    KNOWN,      // an event, goal, mode, length, foresight, then three more events: a story before
    EXPLORE,    // length, foresight (0: none), transitions alone
    COUNT,      // length, foresight
    LIMITED,    // which call, which limit, how much; then it is asked in full
    INTERRUPT,  // which call, whether the watcher throws; then it is asked in full
    SPILL,      // into a temporary folder from now on
};

constexpr std::size_t VERBS = 14;
constexpr std::size_t ARGUMENTS = 8;

struct Call {
    Verb verb = Verb::START;
    std::uint32_t arguments[ARGUMENTS] = {};
};

struct Script {
    Problem problem;
    std::vector<Call> calls;
};

Script random_script(std::uint64_t seed);

void write(std::ostream& out, const Script& script);
// Throws std::runtime_error if it is not one.
Script read(std::istream& in);

}  // namespace model
