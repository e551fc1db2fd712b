#include "elsewise/kernel/program.hpp"

#include <algorithm>
#include <utility>

#include "elsewise/kernel/condition_compiler.hpp"
#include "elsewise/kernel/errors.hpp"

namespace elsewise::kernel {
namespace {

std::uint32_t number(std::int32_t value) { return static_cast<std::uint32_t>(value); }

// Per row: does it look into minds?
std::vector<bool> find_looks(const Tables& tables) {
    const std::size_t rows = tables.expressions.size() / 4;
    std::vector<bool> looks(rows, false);
    for (std::size_t i = 0; i < rows; ++i) {
        const std::int32_t* row = &tables.expressions[i * 4];
        switch (static_cast<Row>(row[0])) {
            case Row::CONSTANT: break;
            case Row::READ: looks[i] = row[1] != 0; break;
            case Row::IF_ELSE: looks[i] = looks[number(row[1])]; [[fallthrough]];
            case Row::ARITHMETIC:
            case Row::COMPARISON:
                looks[i] = looks[i] || looks[number(row[2])] || looks[number(row[3])];
                break;
            case Row::ALL:
            case Row::ANY:
                for (std::int32_t part = row[1]; part < row[2]; ++part) {
                    looks[i] = looks[i] || looks[number(tables.parts[number(part)])];
                }
                break;
        }
    }
    return looks;
}

// Notes the fluents that a whole event reads, in whatever mind.
template <class Note>
void find_fluents_of(const Program& p, Event event, Note note) {
    p.each_read(p.events[event].condition_row, note);
    const auto first = event == 0 ? 0u : number(p.tables.effect_ends[event - 1]);
    for (std::uint32_t e = first; e < number(p.tables.effect_ends[event]); ++e) {
        p.each_read(number(p.tables.effects[std::size_t{e} * 4]), note);
        p.each_read(number(p.tables.effects[std::size_t{e} * 4 + 3]), note);
    }
}

void read_paths(Program& p) {
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < p.tables.path_ends.size(); ++i) {
        const std::uint32_t end = number(p.tables.path_ends[i]);
        std::vector<Character> path;
        for (std::uint32_t at = begin; at < end; ++at) {
            path.push_back(number(p.tables.path_characters[at]));
        }
        if (p.paths.intern(path) != i) {
            throw BadProblem("broken problem tables: a path stands twice");
        }
        begin = end;
    }
}

Effect read_effect(Program& p, Compiler& compiler, const std::int32_t* row) {
    Effect effect{};
    effect.condition_row = number(row[0]);
    effect.condition = compiler.condition(effect.condition_row);
    const std::int32_t* condition = p.row(effect.condition_row);
    effect.has_condition =
        !(static_cast<Row>(condition[0]) == Row::ALL && condition[1] == condition[2]);
    effect.path = number(row[1]);
    effect.fluent = number(row[2]);
    effect.value = number(row[3]);
    const std::int32_t* value = p.row(effect.value);
    effect.is_constant = static_cast<Row>(value[0]) == Row::CONSTANT;
    if (effect.is_constant) {
        const Value known = p.values.read(static_cast<Code>(value[1]));
        effect.constant = p.values.code(p.clamped(effect.fluent, known));
    }
    return effect;
}

// The effects of an event, base effects first, else in the order of the text.
void read_effects(Program& p, Compiler& compiler, Event event, EventCode& code) {
    const auto begin = event == 0 ? 0u : number(p.tables.effect_ends[event - 1]);
    const auto end = number(p.tables.effect_ends[event]);
    for (const bool base : {true, false}) {
        Range& range = base ? code.base_effects : code.mind_effects;
        range.begin = static_cast<std::uint32_t>(p.effects.size());
        for (std::uint32_t i = begin; i < end; ++i) {
            if ((p.tables.effects[std::size_t{i} * 4 + 1] == 0) == base) {
                p.effects.push_back(
                    read_effect(p, compiler, &p.tables.effects[std::size_t{i} * 4]));
            }
        }
        range.end = static_cast<std::uint32_t>(p.effects.size());
    }
}

// What a belief-only trigger asks of minds and does to them, if it is of the simplest kind.
SingleMindTrigger find_single_mind_trigger(const Program& p, const EventCode& code) {
    const Conjunction& condition = p.conjunctions[code.condition];
    if (!condition.mind_rows.empty() || !condition.mind_choices.empty() ||
        code.mind_effects.end - code.mind_effects.begin != 1) {
        return {};
    }
    const Effect& effect = p.effects[code.mind_effects.begin];
    if (effect.has_condition || !effect.is_constant || p.paths[effect.path].size() != 1) {
        return {};
    }
    const Range atoms = condition.mind_atoms;
    const bool same_mind =
        std::all_of(p.mind_atoms.begin() + atoms.begin, p.mind_atoms.begin() + atoms.end,
                    [&](const MindAtom& atom) { return atom.path == effect.path; });
    return same_mind ? SingleMindTrigger{p.paths[effect.path][0], atoms, code.mind_effects.begin}
                     : SingleMindTrigger{};
}

Character find_sole_mind(const Program& p, const EventCode& code) {
    Character sole = NONE;
    for (std::uint32_t i = code.mind_effects.begin; i < code.mind_effects.end; ++i) {
        const Character mind = p.paths[p.effects[i].path][0];
        if (sole != NONE && sole != mind) {
            return NONE;
        }
        sole = mind;
    }
    return sole;
}

void read_events(Program& p, Compiler& compiler, LimitChecker* limits) {
    const auto events = static_cast<Event>(p.tables.conditions.size());
    for (Event event = 0; event < events; ++event) {
        if (limits != nullptr) {
            limits->tick();
        }
        EventCode code{};
        code.condition_row = number(p.tables.conditions[event]);
        code.condition = compiler.condition(code.condition_row);
        code.looks_into_minds = p.row_looks[code.condition_row];
        read_effects(p, compiler, event, code);
        if (p.is_action(event)) {
            code.by.begin = event == 0 ? 0u : number(p.tables.by_ends[event - 1]);
            code.by.end = number(p.tables.by_ends[event]);
            code.seen_by = static_cast<std::uint32_t>(p.seen_by.size());
            for (Character c = 0; c < p.characters(); ++c) {
                const std::size_t at = std::size_t{event} * p.characters() + c;
                p.seen_by.push_back(compiler.condition(number(p.tables.seen_by[at])));
            }
        } else {
            (code.base_effects.empty() ? p.belief_triggers : p.base_triggers).push_back(event);
        }
        p.single_mind_triggers.push_back(code.base_effects.empty() && !p.is_action(event)
                                             ? find_single_mind_trigger(p, code)
                                             : SingleMindTrigger{});
        p.events.push_back(code);
        p.sole_mind.push_back(find_sole_mind(p, code));
    }
}

bool effects_stand_alone(const Program& p, Range effects) {
    for (std::uint32_t i = effects.begin; i < effects.end; ++i) {
        const Effect& effect = p.effects[i];
        if (p.conjunctions[effect.condition].looks_into_minds() || p.row_looks[effect.value]) {
            return false;
        }
    }
    return true;
}

bool values_stand_alone(const Program& p) {
    for (const EventCode& event : p.events) {
        if (!effects_stand_alone(p, event.base_effects)) {
            return false;
        }
    }
    for (const Event trigger : p.base_triggers) {
        if (p.events[trigger].looks_into_minds || !p.events[trigger].mind_effects.empty()) {
            return false;
        }
    }
    return true;
}

// Adds the fluents from which base triggers make values of `fluents`, until none is missing.
void close_over_triggers(const Program& p, std::vector<bool>& fluents) {
    for (bool changed = true; changed;) {
        const std::vector<bool> before = fluents;
        for (const Event trigger : p.base_triggers) {
            const EventCode& code = p.events[trigger];
            for (std::uint32_t i = code.base_effects.begin; i < code.base_effects.end; ++i) {
                if (fluents[p.effects[i].fluent]) {
                    find_fluents_of(p, trigger, [&](Fluent fluent) { fluents[fluent] = true; });
                }
            }
        }
        changed = fluents != before;
    }
}

const Tables& checked(const Tables& tables) {
    check(tables);
    return tables;
}

}  // namespace

Program::Program(Tables problem, LimitChecker* limits)
    : tables(std::move(problem)), values(checked(tables).entities, tables.numbers) {
    row_looks = find_looks(tables);
    read_paths(*this);
    Compiler compiler(*this);
    for (const std::int32_t consenter : tables.by) {
        by.push_back(number(consenter));
    }
    read_events(*this, compiler, limits);
    for (const std::int32_t ending : tables.endings) {
        endings.push_back(compiler.condition(number(ending)));
    }
    values_stand_alone = kernel::values_stand_alone(*this);
    for (const std::int32_t want : tables.wants) {
        want_stands_alone.push_back(!row_looks[number(want)]);
        may_move_want.push_back(movers(number(want)));
    }
}

std::vector<Fluent> Program::touched(Event event) const {
    std::vector<Fluent> fluents;
    find_fluents_of(*this, event, [&](Fluent fluent) { fluents.push_back(fluent); });
    const Range made = events[event].base_effects;
    for (std::uint32_t i = made.begin; i < made.end; ++i) {
        fluents.push_back(effects[i].fluent);
    }
    std::sort(fluents.begin(), fluents.end());
    fluents.erase(std::unique(fluents.begin(), fluents.end()), fluents.end());
    return fluents;
}

std::vector<bool> Program::movers(std::uint32_t row) const {
    std::vector<bool> read(fluents(), false);
    each_read(row, [&](Fluent fluent) { read[fluent] = true; });
    close_over_triggers(*this, read);
    std::vector<bool> result(actions(), !values_stand_alone || row_looks[row]);
    for (Event action = 0; action < actions(); ++action) {
        const Range made = events[action].base_effects;
        for (std::uint32_t i = made.begin; i < made.end; ++i) {
            result[action] = result[action] || read[effects[i].fluent];
        }
    }
    return result;
}

}  // namespace elsewise::kernel
