// A problem compiled for running: conditions as flat lists of atoms, events, and what is known
// about them beforehand.
//
// A condition is a conjunction, in two parts: what reads only the values of the state at hand
// (`*own`), and what looks into minds (`*mind`). Example: `at(Ann) = Inn and Bob's view of
// at(Ann) != Inn and (x or y)` is one own atom, one mind atom and one own choice.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "elsewise/kernel/ids.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/paths.hpp"
#include "elsewise/kernel/tables.hpp"
#include "elsewise/kernel/values.hpp"

namespace elsewise::kernel {

struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool empty() const { return begin == end; }
};

// `fluent op operand`, the operand being a code or another fluent of the same state.
struct OwnAtom {
    Fluent fluent;
    std::uint32_t operand;
    Operator op;
    bool operand_is_fluent;
};

// `minds' view of fluent op operand`.
struct MindAtom {
    std::uint32_t path;
    Fluent fluent;
    Code operand;
    Operator op;
};

// Any other comparison: of two rows of the table of expressions.
struct RowAtom {
    std::uint32_t left;
    std::uint32_t right;
    Operator op;
};

// All of these hold. A choice is a range of conjunctions (`choices`), of which one must hold.
struct Conjunction {
    Range own_atoms;
    Range own_rows;
    Range own_choices;
    Range mind_atoms;
    Range mind_rows;
    Range mind_choices;

    bool looks_into_minds() const {
        return !(mind_atoms.empty() && mind_rows.empty() && mind_choices.empty());
    }
};

struct Effect {
    std::uint32_t condition;      // a conjunction
    std::uint32_t condition_row;  // the same as written
    std::uint32_t path;
    Fluent fluent;
    std::uint32_t value;  // a row
    bool is_constant;
    Code constant;  // the value, clamped, if is_constant
    bool has_condition;
};

struct EventCode {
    std::uint32_t condition;      // a conjunction
    std::uint32_t condition_row;  // the same as written, for surprise
    Range base_effects;           // of `effects`, path empty, in the order of the text
    Range mind_effects;           // of `effects`, path not empty
    Range by;                     // of `by`
    std::uint32_t seen_by = 0;    // conjunctions seen_by .. + characters (actions)
    bool looks_into_minds = false;
};

// A belief-only trigger that looks into one mind only, into that one's own values, and puts one
// constant there: `Ann believes at(Bob) = Inn` becomes `Ann believes at(Bob) = Home`.
struct SingleMindTrigger {
    Character mind = NONE;     // NONE: the trigger is not of this kind
    Range atoms;               // of `mind_atoms`, all about that mind
    std::uint32_t effect = 0;  // of `effects`
};

struct Program {
    // Throws BadProblem. `limits` (may be null) are asked all the while.
    explicit Program(Tables problem, LimitChecker* limits = nullptr);

    Tables tables;
    ValueTable values;
    PathTable paths;

    std::vector<OwnAtom> own_atoms;
    std::vector<MindAtom> mind_atoms;
    std::vector<RowAtom> row_atoms;
    std::vector<Range> choices;               // ranges of `alternatives`
    std::vector<std::uint32_t> alternatives;  // conjunctions
    std::vector<Conjunction> conjunctions;

    std::vector<Effect> effects;
    std::vector<EventCode> events;
    std::vector<Character> by;
    std::vector<std::uint32_t> seen_by;  // conjunctions
    std::vector<Event> base_triggers;    // triggers with a base effect, in file order
    std::vector<Event> belief_triggers;  // the others
    // Per event: the only character whose mind its effects aim at (first step), or NONE.
    std::vector<Character> sole_mind;
    std::vector<SingleMindTrigger> single_mind_triggers;  // per event
    std::vector<std::uint32_t> endings;                   // conjunctions
    std::vector<bool> row_looks;                          // per row: it looks into minds

    // Values change independently of minds: base effects and base triggers look into none, and
    // base triggers change none. Then steps of values can be remembered per vector.
    bool values_stand_alone = true;
    // Per character, then the story: the want looks into no mind.
    std::vector<bool> want_stands_alone;
    // Per character, then the story: movers() of the want.
    std::vector<std::vector<bool>> may_move_want;

    // Which actions may change what a row says, as far as it is said of values alone; all, if
    // values do not stand alone.
    std::vector<bool> movers(std::uint32_t row) const;

    // Notes every fluent that a row reads, in whatever mind; some more than once.
    template <class Note>
    void each_read(std::uint32_t row, Note note) const;

    // Per character: the row of the condition under which an action is seen.
    std::span<const std::int32_t> seen_by_rows(Event action) const {
        return std::span(tables.seen_by)
            .subspan(std::size_t{action} * tables.characters, tables.characters);
    }

    // The fluents that an event reads, or writes outside minds: ascending.
    std::vector<Fluent> touched(Event event) const;

    std::uint32_t characters() const { return tables.characters; }
    std::uint32_t fluents() const { return static_cast<std::uint32_t>(tables.kinds.size()); }
    std::uint32_t actions() const { return tables.actions; }
    bool is_action(Event event) const { return event < tables.actions; }
    const std::int32_t* row(std::uint32_t number) const {
        return &tables.expressions[std::size_t{number} * 4];
    }
    // The value as the fluent can hold it: numbers between its bounds.
    Value clamped(Fluent fluent, Value value) const {
        if (value.code == NUMBER) {
            if (value.number < tables.low[fluent]) value.number = tables.low[fluent];
            if (value.number > tables.high[fluent]) value.number = tables.high[fluent];
        }
        return value;
    }
};

template <class Note>
void Program::each_read(std::uint32_t number, Note note) const {
    const std::int32_t* code = row(number);
    const auto go_on = [&](std::int32_t part) {
        each_read<Note>(static_cast<std::uint32_t>(part), note);
    };
    switch (static_cast<Row>(code[0])) {
        case Row::CONSTANT: break;
        case Row::READ: note(static_cast<Fluent>(code[2])); break;
        case Row::IF_ELSE: go_on(code[1]); [[fallthrough]];
        case Row::ARITHMETIC:
        case Row::COMPARISON:
            go_on(code[2]);
            go_on(code[3]);
            break;
        case Row::ALL:
        case Row::ANY:
            for (std::int32_t part = code[1]; part < code[2]; ++part) {
                go_on(tables.parts[static_cast<std::size_t>(part)]);
            }
            break;
    }
}

}  // namespace elsewise::kernel
