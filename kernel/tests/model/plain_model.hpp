// What the kernel must answer, worked out plainly: states are trees, nothing is shared between
// equal ones, nothing is remembered, and every question is answered by going through all that there
// is.
//
// It follows docs/semantics.md; of the kernel it uses nothing but the numbering of values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "problem.hpp"

namespace model {

using elsewise::kernel::Value;

constexpr std::uint32_t NOBODY = 0xFFFFFFFF;

// A state in a mind: the values, and per character the state in this one's mind, if it is kept.
struct State;
using Ref = std::shared_ptr<const State>;
struct State {
    std::uint32_t level = 0;
    std::uint32_t owner = NOBODY;
    std::vector<Value> values;
    std::vector<Ref> minds;
};

bool equal(const Value& one, const Value& other);
bool equal(const State& one, const State& other);

// Triggers go round without end.
struct Loop : std::runtime_error {
    Loop() : std::runtime_error("triggers go round") {}
};
// A question would take too long without memory.
struct TooMuchWork : std::runtime_error {
    TooMuchWork() : std::runtime_error("too much work for the model") {}
};

struct PlannedEvent;
struct Reason {
    std::uint32_t character;
    std::vector<PlannedEvent> plan;
    double before;
    double after;
};
struct PlannedEvent {
    std::uint32_t action;
    std::vector<Reason> others;
};

// A goal: an ending, or a story utility of at least so much and more than at the start.
struct Aim {
    std::optional<std::uint32_t> ending;
    double least = 0.0;
    double at_start = 0.0;
};

class PlainModel {
public:
    explicit PlainModel(const Problem& problem) : p_(problem) {}

    // So many steps of work may be done from now on; then TooMuchWork is thrown.
    void allow(std::size_t steps) { steps_ = steps; }

    Ref start();
    bool is_possible(const State& state, std::uint32_t action) const;
    std::vector<std::uint32_t> possible(const State& state) const;
    // Requires that the action is possible.
    Ref after(const State& state, std::uint32_t action);
    Ref changed(const State& state, const Minds& minds, std::uint32_t fluent, const Value& value);
    bool holds(const Expression& condition, const State& state) const;
    // NaN if unknown.
    double utility(const State& state, std::uint32_t who) const;

    bool explained(const State& state, std::uint32_t action, std::uint32_t foresight);
    // None: somebody who must consent has no reason.
    std::optional<std::vector<Reason>> reasons(const State& state, std::uint32_t action,
                                               std::uint32_t foresight);

    bool reached(const Aim& aim, const State& state) const;
    // The fewest explained events with which a goal is reached, if they are at most `length`.
    std::optional<std::uint32_t> shortest(const Aim& aim, const Ref& start, std::uint32_t length,
                                          std::uint32_t foresight);
    // The first `most` stories, shortest first, then in the order of the actions: those of which no
    // part does as well.
    std::vector<std::vector<std::uint32_t>> stories(const Aim& aim, const Ref& start,
                                                    std::uint32_t length, std::uint32_t foresight,
                                                    std::size_t most);
    // How many sequences of 0, 1, … explained events there are.
    std::vector<std::uint64_t> count(std::uint32_t length, std::uint32_t foresight);

    const Problem& problem() const { return p_; }
    std::optional<std::uint32_t> place_of(const std::vector<Ref>& states, const State& state);
    void work(std::size_t steps = 1);

private:
    struct Change {
        Minds minds;
        std::uint32_t fluent;
        Value value;
    };
    using Changes = std::vector<Change>;
    // A sequence of actions in a plan: where it leads to, and where parts of it do.
    struct Line {
        Ref state;
        std::vector<std::uint32_t> actions;
        std::vector<Ref> shortcuts;
    };

    bool keeps(std::uint32_t level, std::uint32_t owner, std::uint32_t character) const;
    Ref said_at_start(const Minds& path, std::uint32_t level);
    Value value(const Expression& expression, const State& state) const;
    Value within(std::uint32_t fluent, const Value& value) const;
    const State& walk(const State& from, const Minds& minds) const;
    Ref happen(const State& state, const Event& action);
    Changes surprise(const Event& action, const State& state, const State& mind) const;
    void learn(const Expression& condition, const State& state, const State& mind,
               Changes& learnt) const;
    void learn_reads(const Expression& part, bool equation, const State& state, const State& mind,
                     Changes& learnt) const;
    Changes changes_of(const Event& event, const State& state) const;
    Ref make(const State& state, const Changes& changes, const std::vector<Ref>& minds);
    Ref settle(Ref state);
    bool fire(Ref& state, std::size_t& firings);

    bool consents(const State& state, std::uint32_t who, std::uint32_t action,
                  std::uint32_t foresight);
    std::optional<std::vector<std::uint32_t>> plan(const State& mind, std::uint32_t action,
                                                   std::uint32_t foresight, std::uint32_t& horizon);
    bool find_plan(const Line& line, std::uint32_t owner, double before, std::uint32_t horizon,
                   std::vector<std::uint32_t>& found);
    std::optional<Line> lengthen(const Line& line, std::uint32_t action, std::uint32_t left);
    void list(const Aim& aim, const Line& line, std::uint32_t left, std::uint32_t foresight,
              std::size_t most, std::vector<std::vector<std::uint32_t>>& found);
    bool does_as_well(const Aim& aim, const State& shorter, const State& state) const;
    Reason reason(const State& mind, std::uint32_t action, std::uint32_t foresight);

    const Problem& p_;
    std::size_t steps_ = ~std::size_t{0};
};

}  // namespace model
