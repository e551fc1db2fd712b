#include <string>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;

namespace {

constexpr Number HERE = Builder::entity(0);
constexpr Number THERE = Builder::entity(1);

Code value(Engine& engine, NodeId state, Number fluent, std::initializer_list<Character> minds) {
    for (const Character mind : minds) {
        state = engine.mind(state, mind);
    }
    return engine.values(state)[static_cast<std::size_t>(fluent)];
}

void effects_are_read_before_they_are_made() {
    Builder b(1);
    const Number left = b.fluent(Kind::ENTITY, HERE);
    const Number right = b.fluent(Kind::ENTITY, THERE);
    const Number coins = b.bounded(Kind::NUMBER, b.number(2), 0.0, 3.0);
    const Number more = b.sum(b.read({}, coins), b.constant(b.number(2)));
    const Event swap = b.action({b.yes,
                                 {{{}, left, b.read({}, right)},
                                  {{}, right, b.read({}, left)},
                                  {{}, coins, b.constant(b.number(0))},
                                  {{}, coins, more}}});
    Engine engine(b.t, 1, 0);
    const NodeId after = engine.after(engine.start(), swap);
    CHECK(value(engine, after, left, {}) == THERE && value(engine, after, right, {}) == HERE);
    CHECK(*engine.number(value(engine, after, coins, {})) == 3.0);  // the last counts, and stops
    CHECK(value(engine, after, left, {0}) == THERE);
    CHECK(checking::throws<ContractBroken>([&] { engine.after(after, 1); }));
    CHECK(checking::throws<ContractBroken>([&] { engine.possible(NodeId(1000000)); }));
}

void only_who_sees_it_knows() {
    Builder b(2);
    const Number box = b.fluent(Kind::ENTITY, HERE);
    const Event move =
        b.action({b.is(box, HERE), {{{}, box, b.constant(THERE)}}, {}, /*unseen_by=*/{1}});
    Engine engine(b.t, 1, 0);
    const NodeId after = engine.after(engine.start(), move);
    CHECK(value(engine, after, box, {}) == THERE && value(engine, after, box, {0}) == THERE);
    CHECK(value(engine, after, box, {1}) == HERE && value(engine, after, box, {0, 1}) == HERE);
    CHECK(value(engine, after, box, {1, 0}) == HERE);
}

void surprise_puts_minds_right() {
    Builder b(2);
    const Number box = b.fluent(Kind::ENTITY, HERE);
    const Number lid = b.fluent(Kind::YES_NO, YES);
    const Number owner = b.fluent(Kind::ENTITY, HERE);
    const Number seen = b.fluent(Kind::YES_NO, NO);
    b.says({1}, box, THERE);
    b.says({1}, lid, NO);
    b.says({1}, owner, THERE);
    const Number possible = b.all(
        {b.is(box, HERE), b.any({b.is(box, THERE), b.is_not(lid, NO)}), b.is_not(owner, THERE)});
    const Event look = b.action({possible, {{{}, seen, b.constant(YES)}}});
    Engine engine(b.t, 1, 0);
    const NodeId after = engine.after(engine.start(), look);
    CHECK(value(engine, after, box, {1}) == HERE);       // an equation: the value
    CHECK(value(engine, after, lid, {1}) == YES);        // yes or no: it must be the other
    CHECK(value(engine, after, owner, {1}) == UNKNOWN);  // it only cannot be that
    CHECK(value(engine, after, seen, {1}) == YES);
}

void what_is_told_is_believed_by_others_only() {
    Builder b(2);
    const Number box = b.fluent(Kind::ENTITY, HERE);
    const Event lie = b.action({b.yes, {{{1}, box, b.constant(THERE)}}, {0}});
    Engine engine(b.t, 1, 0);
    const NodeId after = engine.after(engine.start(), lie);
    CHECK(value(engine, after, box, {}) == HERE && value(engine, after, box, {0}) == HERE);
    CHECK(value(engine, after, box, {1}) == THERE && value(engine, after, box, {0, 1}) == THERE);
    // In the view of who is lied to, it is the own mind: dropped. Then the telling arrives.
    CHECK(value(engine, engine.mind(after, 1), box, {}) == THERE);
}

void what_is_changed_by_hand_is_seen_by_nobody() {
    Builder b(2, 4, {0, 1, 7});
    const Number box = b.fluent(Kind::ENTITY, HERE);
    const Number open = b.fluent(Kind::YES_NO, NO);
    const Number coins = b.bounded(Kind::NUMBER, b.number(0), 0.0, 3.0);
    b.action({b.yes, {}, {0, 1}});
    b.trigger(b.is(box, THERE), {{{}, open, b.constant(YES)}});
    Engine engine(b.t, 1, 0);
    const NodeId start = engine.start();
    const auto fluent = static_cast<Fluent>(box);
    const NodeId moved = engine.changed(start, {}, fluent, {THERE, 0.0});
    CHECK(value(engine, moved, box, {}) == THERE && value(engine, moved, open, {}) == YES);
    CHECK(value(engine, moved, box, {0}) == HERE && value(engine, moved, box, {1, 0}) == HERE);
    CHECK(engine.changed(moved, {}, fluent, {THERE, 0.0}) == moved);
    CHECK(engine.changed(start, {1}, fluent, {HERE, 0.0}) == start);
    const NodeId misled = engine.changed(start, {1}, fluent, {THERE, 0.0});
    CHECK(value(engine, misled, open, {1}) == YES && value(engine, misled, open, {}) == NO);
    CHECK(engine.mind(engine.changed(start, {0, 1}, fluent, {THERE, 0.0}), 1) ==
          engine.mind(start, 1));
    const NodeId rich = engine.changed(start, {}, static_cast<Fluent>(coins), tidy(7.0));
    CHECK(*engine.number(value(engine, rich, coins, {})) == 3.0);  // stops at the bound
    CHECK(checking::throws<ContractBroken>([&] { engine.changed(start, {2}, fluent, {HERE, 0}); }));
    CHECK(checking::throws<ContractBroken>([&] { engine.changed(start, {}, 9, {HERE, 0}); }));
    CHECK(checking::throws<ContractBroken>([&] { engine.changed(start, {}, fluent, {99, 0}); }));
}

void triggers_follow_world_first() {
    Builder b(1);
    const Number door = b.fluent(Kind::YES_NO, NO);
    const Number bell = b.fluent(Kind::YES_NO, NO);
    const Event open = b.action({b.yes, {{{}, door, b.constant(YES)}}, {}, {0}});
    b.trigger(b.all({b.is(bell, YES), b.is_not(bell, YES, {0})}), {{{0}, bell, b.constant(YES)}});
    b.trigger(b.all({b.is(door, YES), b.is(bell, NO)}), {{{}, bell, b.constant(YES)}});
    Engine engine(b.t, 1, 0);
    const NodeId after = engine.after(engine.start(), open);
    CHECK(value(engine, after, bell, {}) == YES && value(engine, after, bell, {0}) == YES);
    CHECK(value(engine, after, door, {0}) == NO);
}

// A trigger that counts up to a number, in the world (in_mind false) or in a mind.
Builder counting(double to, bool in_mind, Number& count, Event& begin) {
    Builder b(1, 4, {0, 1, to});
    count = b.fluent(Kind::NUMBER, b.number(0));
    const Number on = b.fluent(Kind::YES_NO, NO);
    begin = b.action({b.yes, {{{}, on, b.constant(YES)}}});
    const std::vector<Number> minds = in_mind ? std::vector<Number>{0} : std::vector<Number>{};
    b.trigger(b.all({b.is(on, YES),
                     b.comparison(Operator::LESS, b.read(minds, count), b.constant(b.number(2)))}),
              {{minds, count, b.sum(b.read(minds, count), b.constant(b.number(1)))}});
    return b;
}

void long_counts_rest_and_longer_ones_are_loops() {
    for (const bool in_mind : {false, true}) {
        Number count = 0;
        Event begin = 0;
        for (const double to : {3.0, 450.0, 1000.0}) {
            Engine engine(counting(to, in_mind, count, begin).t, 1, 0);
            const NodeId after = engine.after(engine.start(), begin);
            CHECK(*engine.number(value(engine, after, count, {0})) == to);
        }
        Engine engine(counting(1001.0, in_mind, count, begin).t, 1, 0);
        const NodeId start = engine.start();
        std::vector<std::uint32_t> fired;
        try {
            engine.after(start, begin);
        } catch (const TriggerLoop& loop) {
            fired = loop.triggers;
        }
        CHECK(fired == std::vector<std::uint32_t>{0});
        CHECK(engine.possible(start).size() == 1);  // as usable as before
        CHECK(checking::throws<TriggerLoop>([&] { engine.after(start, begin); }));
    }
}

void values_may_depend_on_minds() {
    Builder b(2);
    const Number box = b.fluent(Kind::ENTITY, HERE);
    const Number guess = b.fluent(Kind::ENTITY, UNKNOWN);
    b.says({1}, box, THERE);
    const Event ask = b.action({b.yes, {{{}, guess, b.read({1}, box)}}});
    const Program program(b.t);
    CHECK(!program.values_stand_alone);
    Engine engine(b.t, 1, 1);
    const NodeId after = engine.after(engine.start(), ask);
    CHECK(value(engine, after, guess, {}) == THERE && value(engine, after, guess, {0}) == HERE);
}

// What was noted in the mind that a path leads to, in order: t = a trigger fired, e = the event
// wrote, w = a trigger wrote, s = surprise.
std::string noted(const Step& step, const std::vector<Character>& minds) {
    std::string found;
    for (const Note& note : step.notes) {
        if (note.minds == minds) {
            found += note.trigger ? 't' : !note.fluent ? 's' : note.by_event ? 'e' : 'w';
        }
    }
    return found;
}

void a_step_says_how_it_was_made() {
    Builder b(2);
    const Number box = b.fluent(Kind::ENTITY, HERE);
    const Number open = b.fluent(Kind::YES_NO, NO);
    const Number bell = b.fluent(Kind::YES_NO, NO);
    b.says({1}, box, THERE);
    const Event look = b.action({b.is(box, HERE),
                                 {{{}, open, b.constant(YES)}, {{1}, box, b.constant(THERE)}},
                                 {0},
                                 /*unseen_by=*/{}});
    b.trigger(b.all({b.is(open, YES), b.is(bell, NO)}), {{{}, bell, b.constant(YES)}});
    b.trigger(b.is(open, YES), {{{0}, open, b.constant(YES)}});  // never changes anything
    Engine engine(b.t, 1, 0);
    const NodeId start = engine.start();
    const Step step = engine.step(start, look, 1);
    CHECK(step.before == start && step.after == engine.after(start, look));
    CHECK(noted(step, {}) == "etw" && noted(step, {0}) == "etw");
    CHECK(noted(step, {1}) == "seetw");  // put right, seen, told, and then the trigger
    CHECK(noted(step, {0, 1}).empty() && noted(engine.step(start, look, 2), {0, 1}) == "eetw");
    for (const Note& note : step.notes) {
        if (note.trigger) {
            CHECK(*note.trigger == 0);
            CHECK(value(engine, note.state, open, {}) == YES);
            CHECK(value(engine, note.state, bell, {}) == NO);
        } else if (!note.fluent) {
            CHECK(note.corrected.size() == 1 && note.corrected[0].value == HERE);
        } else if (*note.fluent == static_cast<Fluent>(box)) {
            CHECK(note.told == Character{1} && note.value == THERE);
        }
    }
    CHECK(engine.step(start, look, 0).notes.size() == 3);
    CHECK(checking::throws<ContractBroken>([&] { engine.step(start, look + 1, 1); }));
}

void the_beginning_is_a_step_too() {
    Builder b(1);
    const Number open = b.fluent(Kind::YES_NO, NO);
    b.trigger(b.is(open, NO), {{{}, open, b.constant(YES)}});
    Engine engine(b.t, 1, 0);
    const Step step = engine.begin(1);
    CHECK(step.after == engine.start() && !(step.before == step.after));
    CHECK(value(engine, step.before, open, {}) == NO &&
          value(engine, step.before, open, {0}) == NO);
    CHECK(noted(step, {}) == "tw" && noted(step, {0}) == "tw");
}

}  // namespace

int main() {
    effects_are_read_before_they_are_made();
    only_who_sees_it_knows();
    surprise_puts_minds_right();
    what_is_told_is_believed_by_others_only();
    what_is_changed_by_hand_is_seen_by_nobody();
    triggers_follow_world_first();
    long_counts_rest_and_longer_ones_are_loops();
    values_may_depend_on_minds();
    a_step_says_how_it_was_made();
    the_beginning_is_a_step_too();
    return checking::finish();
}
