// Every condition is asked two ways: of an ending, and of the candidates for an action.

#include <type_traits>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;

namespace {

// A world of one condition: an action that is possible if it holds.
bool holds(Builder b, Number condition) {
    const Event action = b.action({condition, {}});
    b.ending(condition);
    Engine engine(b.t, 1, 0);
    const NodeId start = engine.start();
    const std::vector<Event> possible = engine.possible(start);
    const bool result = possible == std::vector<Event>{action};
    CHECK(engine.holds(start, 0) == result);
    return result;
}

void atoms() {
    Builder b(2);
    const Number place = b.fluent(Kind::ENTITY, Builder::entity(0));
    const Number other = b.fluent(Kind::ENTITY, Builder::entity(0));
    const Number coins = b.fluent(Kind::NUMBER, b.number(2));
    const Number lost = b.fluent(Kind::ENTITY, UNKNOWN);
    b.says({1}, place, Builder::entity(1));
    b.says({1, 0}, place, Builder::entity(2));
    const auto against = [&](Operator op, Number fluent, Number code) {
        return b.comparison(op, b.read({}, fluent), b.constant(code));
    };
    CHECK(holds(b, b.is(place, Builder::entity(0))));
    CHECK(!holds(b, b.is(place, Builder::entity(1))));
    CHECK(holds(b, b.is(place, Builder::entity(1), {1})));
    CHECK(holds(b, b.is(place, Builder::entity(2), {1, 0})));
    CHECK(holds(b, b.is(place, Builder::entity(0), {0})));
    CHECK(holds(b, b.is(place, Builder::entity(0), {0, 1})));
    CHECK(holds(b, b.is(lost, UNKNOWN)) && !holds(b, b.is_not(lost, UNKNOWN)));
    CHECK(holds(b, against(Operator::LESS, coins, b.number(3))));
    CHECK(!holds(b, against(Operator::LESS, coins, b.number(2))));
    CHECK(holds(b, against(Operator::AT_LEAST, coins, b.number(2))));
    CHECK(!holds(b, against(Operator::LESS, lost, b.number(3))));
    const Number two = b.constant(b.number(2));
    const Number three = b.constant(b.number(3));
    CHECK(holds(b, b.comparison(Operator::GREATER, three, b.read({}, coins))));
    CHECK(holds(b, b.comparison(Operator::GREATER, three, two)));
    CHECK(holds(b, b.comparison(Operator::EQUAL, b.read({}, place), b.read({}, other))));
    CHECK(!holds(b, b.comparison(Operator::EQUAL, b.read({1}, place), b.read({}, other))));
    CHECK(holds(b, b.comparison(Operator::EQUAL, b.sum(b.read({}, coins), two),
                                b.sum(b.constant(b.number(1)), three))));
    const Number zero = b.constant(b.number(0));
    CHECK(holds(b, b.comparison(Operator::EQUAL, b.quotient(two, zero), b.read({}, lost))));
    const Number choice = b.if_else(b.is(place, Builder::entity(1), {1}), two, zero);
    CHECK(holds(b, b.comparison(Operator::EQUAL, choice, two)));
}

void lists() {
    Builder b(1);
    const Number place = b.fluent(Kind::ENTITY, Builder::entity(0));
    b.says({0}, place, Builder::entity(1));
    const Number so = b.is(place, Builder::entity(0));
    const Number not_so = b.is(place, Builder::entity(1));
    const Number believed = b.is(place, Builder::entity(1), {0});
    CHECK(holds(b, b.all({})) && !holds(b, b.any({})));
    CHECK(holds(b, b.all({so, believed})) && !holds(b, b.all({so, not_so})));
    CHECK(holds(b, b.any({not_so, believed})) && holds(b, b.any({not_so, so})));
    CHECK(!holds(b, b.any({not_so, b.all({so, not_so})})));
    CHECK(holds(b, b.all({b.any({not_so, b.any({so})}), b.any({believed})})));
    CHECK(!holds(b, b.all({so, b.any({})})));
}

void broken_tables_are_refused() {
    Builder b(1);
    const Number place = b.fluent(Kind::ENTITY, Builder::entity(0));
    b.action({b.is(place, Builder::entity(0)), {}});
    const auto refused = [](const Tables& tables) {
        return checking::throws<BadProblem>([&] { Engine(tables, 1, 0); });
    };
    CHECK(!refused(b.t));
    const auto spoil = [&](auto change) {
        Tables tables = b.t;
        change(tables);
        return refused(tables);
    };
    CHECK(spoil([](Tables& t) { t.conditions[0] = 99; }));
    CHECK(spoil([](Tables& t) { t.conditions[0] = -1; }));
    CHECK(spoil([](Tables& t) { t.expressions[0] = 9; }));
    CHECK(spoil([](Tables& t) { t.expressions.pop_back(); }));
    CHECK(spoil([](Tables& t) { t.start[1] = 1; }));
    CHECK(spoil([](Tables& t) { t.wants.pop_back(); }));
    CHECK(spoil([](Tables& t) { t.seen_by.clear(); }));
    CHECK(spoil([](Tables& t) { t.effect_ends[0] = 1; }));
    CHECK(spoil([](Tables& t) { t.kinds[0] = 7; }));
    CHECK(spoil([](Tables& t) { t.asked.clear(); }));
}

// The deepest that may be is walked, and deeper ones and those with a tree that has no end are not.
void expressions_too_large_to_walk_are_refused() {
    const auto refused = [](auto error, auto grow, std::uint32_t times) {
        Builder b(1);
        const Number count = b.fluent(Kind::NUMBER, b.number(0));
        Number all = b.read({}, count);
        for (std::uint32_t i = 0; i < times; ++i) {
            all = grow(b, all);
        }
        b.ending(b.comparison(Operator::GREATER, all, b.constant(b.number(1))));
        return checking::throws<typename decltype(error)::type>([&] {
            Engine engine(b.t, 1, 0);
            CHECK(!engine.holds(engine.start(), 0));
        });
    };
    const auto deeper = [](Builder& b, Number of) { return b.sum(of, b.constant(b.number(0))); };
    const auto twice = [](Builder& b, Number of) { return b.sum(of, of); };
    const std::type_identity<BadProblem> bad;
    CHECK(!refused(bad, deeper, MOST_NESTED - 2) && refused(bad, deeper, MOST_NESTED));
    CHECK(refused(bad, deeper, 100 * MOST_NESTED));
    const std::type_identity<TooLarge> too_large;
    CHECK(!refused(too_large, twice, 15) && refused(too_large, twice, 60));
    Builder b(1);
    b.ending(b.all({b.yes, b.yes}));
    const Tables::Ints last(b.t.expressions.end() - 4, b.t.expressions.end());
    b.t.expressions.insert(b.t.expressions.end(), last.begin(), last.end());
    CHECK(checking::throws<BadProblem>([&] { Engine(b.t, 1, 0); }));
}

}  // namespace

int main() {
    atoms();
    lists();
    broken_tables_are_refused();
    expressions_too_large_to_walk_are_refused();
    return checking::finish();
}
