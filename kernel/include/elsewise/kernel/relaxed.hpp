// How far a goal is at least, if nothing that was once so ever ceased to be so.
//
// The delete relaxation of classical planning (Bonet and Geffner, "Planning as heuristic search",
// 2001; h-max over whole conditions): every fluent has a set of values it could have by now; in
// each round all events happen that could, and add the values they could give. What is believed,
// and what is calculated, counts as possible. The number of rounds until the goal could be reached
// is never more than the number of events that are needed. A goal of several parts (of an ending,
// what must hold together; of a story utility, every whole step up to it) is as far as its furthest
// part; the sum over its parts is no such bound, but tells better which of two states is nearer.
#pragma once

#include <cstdint>
#include <vector>

#include "elsewise/kernel/goal.hpp"
#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

class Relaxed {
public:
    // In rounds: to the goal's furthest part, and to all its parts, added up.
    struct Distance {
        std::uint32_t furthest;
        std::uint32_t sum;
    };

    Relaxed(const Program& program, const Goal& goal);

    // From these values to the goal: `furthest` is at most `most`; `most` + 1 if it is further.
    Distance distance(const Code* row, std::uint32_t most);

private:
    // Least and greatest of the numbers that a value could be.
    struct Bounds {
        double low;
        double high;
    };

    // A value that a fluent could have next; NUMBER stands for any.
    struct Gain {
        Fluent fluent;
        Code code;
    };

    bool can_be(Fluent fluent, Code code) const;
    bool can_differ(Fluent fluent, Code code) const;
    bool can_hold(std::uint32_t conjunction) const;
    bool choice_can_hold(const Range& choice) const;
    bool atom_can_hold(const OwnAtom& atom) const;
    bool row_can_hold(std::uint32_t row, bool wanted) const;
    bool comparison_can_hold(Operator op, std::uint32_t left, std::uint32_t right) const;
    Bounds bounds(std::uint32_t row) const;
    Bounds bounds_of(Fluent fluent) const;
    std::uint32_t parts_missing() const;
    std::uint32_t parts_missing(const Conjunction& ending) const;
    void happen(Event event);
    bool add_gains();
    bool add(const Gain& gain);

    const Program& p_;
    Goal goal_;
    std::uint32_t codes_;  // codes from this on are not told apart
    std::size_t words_;    // per fluent
    std::vector<std::uint64_t> sets_;
    std::vector<std::uint8_t> anything_;  // per fluent: it could have any value
    std::vector<Gain> gains_;
};

}  // namespace elsewise::kernel
