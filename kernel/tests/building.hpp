// Makes problem tables by hand, for tests.
#pragma once

#include <initializer_list>
#include <limits>
#include <utility>
#include <vector>

#include "elsewise/kernel/ids.hpp"
#include "elsewise/kernel/tables.hpp"
#include "elsewise/kernel/values.hpp"

namespace building {

using namespace elsewise::kernel;
using Number = std::int32_t;

struct EffectText {
    std::vector<Number> minds;
    Number fluent;
    Number value;
    Number condition = -1;  // always
};

struct ActionText {
    Number condition;
    std::vector<EffectText> effects;
    std::vector<Number> by{};
    std::vector<Number> unseen_by{};
};

// Add fluents and expressions first, then actions, then triggers; `tables()` last.
class Builder {
public:
    explicit Builder(std::uint32_t characters, std::uint32_t entities = 4,
                     std::vector<double> numbers = {0, 1, 2, 3}) {
        t.characters = characters;
        t.entities = entities;
        t.numbers = std::move(numbers);
        t.path_ends = {0};
        t.asked.assign(characters, 1);
        t.consents.assign(characters, 1);
        yes = all({});
        for (std::uint32_t i = 0; i <= characters; ++i) {
            t.wants.push_back(constant(number(0)));
        }
    }

    static constexpr Number entity(Number index) { return FIRST_ENTITY + index; }
    Number number(Number index) const {
        return FIRST_ENTITY + static_cast<Number>(t.entities) + index;
    }

    Number fluent(Kind kind, Number start) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return bounded(kind, start, none, none);
    }
    Number bounded(Kind kind, Number start, double low, double high) {
        t.kinds.push_back(static_cast<std::uint8_t>(kind));
        t.low.push_back(low);
        t.high.push_back(high);
        const auto made = static_cast<Number>(t.kinds.size()) - 1;
        says({}, made, start);
        return made;
    }
    // What is so at the start in a mind.
    void says(const std::vector<Number>& minds, Number fluent, Number code) {
        t.start.insert(t.start.end(), {path(minds), fluent, code});
    }

    Number constant(Number code) { return row(Row::CONSTANT, code, 0, 0); }
    Number read(const std::vector<Number>& minds, Number fluent) {
        return row(Row::READ, path(minds), fluent, 0);
    }
    Number sum(Number left, Number right) { return row(Row::ARITHMETIC, 0, left, right); }
    Number difference(Number left, Number right) { return row(Row::ARITHMETIC, 1, left, right); }
    Number quotient(Number left, Number right) { return row(Row::ARITHMETIC, 3, left, right); }
    Number if_else(Number test, Number then, Number otherwise) {
        return row(Row::IF_ELSE, test, then, otherwise);
    }
    Number comparison(Operator op, Number left, Number right) {
        return row(Row::COMPARISON, static_cast<Number>(op), left, right);
    }
    // `minds`' view of a fluent is a code.
    Number is(Number fluent, Number code, const std::vector<Number>& minds = {}) {
        return comparison(Operator::EQUAL, read(minds, fluent), constant(code));
    }
    Number is_not(Number fluent, Number code, const std::vector<Number>& minds = {}) {
        return comparison(Operator::UNEQUAL, read(minds, fluent), constant(code));
    }
    // What always holds, though it asks for a yes/no fluent.
    Number either_way(Number fluent) { return any({is(fluent, NO), is(fluent, YES)}); }
    Number all(const std::vector<Number>& of) { return listed(Row::ALL, of); }
    Number any(const std::vector<Number>& of) { return listed(Row::ANY, of); }
    // 1 if a condition holds, else 0.
    Number worth(Number condition) {
        return if_else(condition, constant(number(1)), constant(number(0)));
    }

    Event action(const ActionText& text) {
        event(text.condition, text.effects);
        t.by.insert(t.by.end(), text.by.begin(), text.by.end());
        t.by_ends.push_back(static_cast<Number>(t.by.size()));
        for (Number c = 0; c < static_cast<Number>(t.characters); ++c) {
            bool seen = true;
            for (const Number blind : text.unseen_by) {
                seen = seen && blind != c;
            }
            t.seen_by.push_back(seen ? yes : any({}));
        }
        return t.actions++;
    }
    Event trigger(Number condition, const std::vector<EffectText>& effects) {
        event(condition, effects);
        return static_cast<Event>(t.conditions.size()) - 1;
    }
    void want(std::uint32_t who, Number value) { t.wants[who] = value; }
    void ending(Number condition) { t.endings.push_back(condition); }

    Tables t;
    Number yes = 0;  // the row of what is always so

private:
    Number row(Row kind, Number a, Number b, Number c) {
        t.expressions.insert(t.expressions.end(), {static_cast<Number>(kind), a, b, c});
        return static_cast<Number>(t.expressions.size() / 4) - 1;
    }
    Number listed(Row kind, const std::vector<Number>& of) {
        const auto begin = static_cast<Number>(t.parts.size());
        t.parts.insert(t.parts.end(), of.begin(), of.end());
        return row(kind, begin, static_cast<Number>(t.parts.size()), 0);
    }
    Number path(const std::vector<Number>& minds) {
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            if (paths_[i] == minds) {
                return static_cast<Number>(i);
            }
        }
        paths_.push_back(minds);
        t.path_characters.insert(t.path_characters.end(), minds.begin(), minds.end());
        t.path_ends.push_back(static_cast<Number>(t.path_characters.size()));
        return static_cast<Number>(paths_.size()) - 1;
    }
    void event(Number condition, const std::vector<EffectText>& effects) {
        t.conditions.push_back(condition);
        for (const EffectText& effect : effects) {
            t.effects.insert(t.effects.end(), {effect.condition < 0 ? yes : effect.condition,
                                               path(effect.minds), effect.fluent, effect.value});
        }
        t.effect_ends.push_back(static_cast<Number>(t.effects.size() / 4));
    }

    std::vector<std::vector<Number>> paths_{{}};
};

}  // namespace building
