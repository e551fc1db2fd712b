// Random small problems: typed, so that every one of them could have been written by somebody.
#include <limits>
#include <random>

#include "problem.hpp"

namespace model {
namespace {

using elsewise::kernel::FIRST_ENTITY;
using elsewise::kernel::NO;
using elsewise::kernel::UNKNOWN;
using elsewise::kernel::YES;

constexpr double NONE_SAID = std::numeric_limits<double>::quiet_NaN();

class Maker {
public:
    explicit Maker(std::uint64_t seed) : random_(seed) {}

    Problem run() {
        p_.characters = upto(3);
        p_.entities = 3;
        p_.numbers = {0, 1, 2, 3};
        p_.depth = upto(2);
        p_.extra = chance(20) ? 1 : 0;
        uses_triggers_ = chance(50);
        looks_into_minds_ = p_.characters > 0 && chance(60);
        for (std::uint32_t c = 0; c < p_.characters; ++c) {
            p_.consents.push_back(chance(90));
            p_.asked.push_back(looks_into_minds_ && chance(70));
        }
        fluents();
        for (std::uint32_t i = 3 + upto(4); i > 0; --i) {
            p_.actions.push_back(action());
        }
        for (std::uint32_t i = uses_triggers_ ? 1 + upto(2) : 0; i > 0; --i) {
            p_.triggers.push_back(event());
        }
        for (std::uint32_t c = 0; c <= p_.characters; ++c) {
            p_.wants.push_back(want());
        }
        for (std::uint32_t i = 1 + upto(1); i > 0; --i) {
            p_.endings.push_back(chance(75) ? outcome() : condition(2));
        }
        return std::move(p_);
    }

private:
    std::uint32_t upto(std::uint32_t most) {
        return static_cast<std::uint32_t>(random_() % (std::uint64_t{most} + 1));
    }
    bool chance(std::uint32_t percent) { return upto(99) < percent; }

    void fluents() {
        for (std::uint32_t i = 3 + upto(3); i > 0; --i) {
            const auto kind = static_cast<Kind>(upto(2));
            const bool bounded = kind == Kind::NUMBER && chance(80);
            p_.fluents.push_back({kind, bounded ? 0.0 : NONE_SAID, bounded ? 3.0 : NONE_SAID});
            p_.start.push_back({{}, last(), code(kind)});
        }
        for (std::uint32_t i = p_.characters > 0 ? upto(3) : 0; i > 0; --i) {
            const std::uint32_t fluent = upto(last());
            p_.start.push_back({path(1), fluent, code(p_.fluents[fluent].kind)});
        }
    }
    std::uint32_t last() const { return static_cast<std::uint32_t>(p_.fluents.size()) - 1; }

    Code code(Kind kind) {
        if (kind == Kind::YES_NO) {
            return chance(50) ? YES : NO;
        }
        if (chance(10)) {
            return UNKNOWN;
        }
        return static_cast<Code>(FIRST_ENTITY + (kind == Kind::ENTITY ? upto(2) : 3 + upto(3)));
    }

    // A path of minds of at least so many steps; nobody stands twice in a row.
    Minds path(std::uint32_t least) {
        Minds minds;
        const std::uint32_t steps = least + (chance(25) ? 1 : 0);
        while (minds.size() < steps) {
            const std::uint32_t who = upto(p_.characters - 1);
            if (!minds.empty() && minds.back() == who) {
                break;
            }
            minds.push_back(who);
        }
        return minds;
    }
    Minds perhaps_a_path() { return looks_into_minds_ && chance(30) ? path(1) : Minds{}; }

    Expression value(Kind kind, std::uint32_t deep) {
        if (deep > 0 && chance(10)) {
            return {Row::IF_ELSE,
                    0,
                    {},
                    {condition(deep - 1), value(kind, deep - 1), value(kind, 0)}};
        }
        if (deep > 0 && kind == Kind::NUMBER && chance(40)) {
            const auto operation = static_cast<std::int32_t>(chance(80) ? upto(1) : upto(3));
            return {Row::ARITHMETIC, operation, {}, {value(kind, deep - 1), value(kind, 0)}};
        }
        const std::uint32_t first = upto(last());
        for (std::uint32_t i = 0; i <= last() && chance(30); ++i) {
            const std::uint32_t fluent = (first + i) % (last() + 1);
            if (p_.fluents[fluent].kind == kind) {
                return read(fluent, perhaps_a_path());
            }
        }
        return constant(code(kind));
    }

    Expression comparison() {
        const std::uint32_t fluent = upto(last());
        const Kind kind = p_.fluents[fluent].kind;
        const auto op = static_cast<Operator>(chance(60) ? 0 : upto(kind == Kind::NUMBER ? 5 : 1));
        return compare(op, read(fluent, perhaps_a_path()),
                       chance(75) ? constant(code(kind)) : value(kind, 1));
    }

    Expression condition(std::uint32_t deep) {
        if (deep == 0 || chance(50)) {
            return comparison();
        }
        std::vector<Expression> parts;
        for (std::uint32_t i = upto(2) + (chance(90) ? 1 : 0); i > 0; --i) {
            parts.push_back(condition(deep - 1));
        }
        return chance(65) ? all(std::move(parts)) : any(std::move(parts));
    }

    Effect effect() {
        const std::uint32_t fluent = upto(last());
        const bool in_mind = p_.characters > 0 && chance(20);
        return {chance(80) ? all({}) : condition(1), in_mind ? path(1) : Minds{}, fluent,
                value(p_.fluents[fluent].kind, 2)};
    }

    // Something comes to be what it was not at the start.
    Effect plain_effect() {
        const std::uint32_t fluent = upto(last());
        const Kind kind = p_.fluents[fluent].kind;
        Code value = code(kind);
        for (int tries = 0; tries < 3 && value == p_.start[fluent].code; ++tries) {
            value = code(kind);
        }
        return {all({}), {}, fluent, constant(value)};
    }

    // Most events are possible at the start or after the one before, so that there are plans of
    // several events.
    Expression event_condition() {
        if (chance(20)) {
            return all({});
        }
        if (chance(60) && !p_.actions.empty()) {
            return outcome();
        }
        if (chance(60)) {
            const Said& said = p_.start[upto(last())];
            return compare(Operator::EQUAL, read(said.fluent, perhaps_a_path()),
                           constant(said.code));
        }
        return condition(2);
    }

    Event event() {
        Event made{event_condition(), {}, {}, {}};
        if (chance(70)) {
            made.effects.push_back(plain_effect());
        }
        for (std::uint32_t i = made.effects.empty() ? 1 + upto(1) : upto(1); i > 0; --i) {
            made.effects.push_back(effect());
        }
        return made;
    }

    Event action() {
        Event made = event();
        for (std::uint32_t c = 0; c < p_.characters; ++c) {
            if (p_.consents[c] && chance(30)) {
                made.by.push_back(c);
            }
            made.seen_by.push_back(chance(60) ? all({}) : chance(50) ? any({}) : condition(1));
        }
        return made;
    }

    // That a fluent is what one of the last actions makes of it, the last one most often.
    Expression outcome() {
        std::size_t at = p_.actions.size() - 1;
        while (at > 0 && chance(35)) {
            --at;
        }
        const Effect& effect = p_.actions[at].effects.front();
        return compare(Operator::EQUAL, read(effect.fluent), effect.value);
    }

    Expression want() {
        if (chance(20)) {
            return value(Kind::NUMBER, 2);
        }
        const auto zero = static_cast<Code>(FIRST_ENTITY + p_.entities);
        const auto one = static_cast<Code>(zero + 1);
        const Expression wanted = chance(80) ? outcome() : condition(1);
        return {Row::IF_ELSE, 0, {}, {wanted, constant(one), constant(zero)}};
    }

    std::mt19937_64 random_;
    Problem p_;
    bool uses_triggers_ = false;
    bool looks_into_minds_ = false;
};

}  // namespace

Problem random_problem(std::uint64_t seed) { return Maker(seed).run(); }

}  // namespace model
