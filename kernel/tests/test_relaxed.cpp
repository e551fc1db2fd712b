#include <map>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/lookahead.hpp"
#include "elsewise/kernel/relaxed.hpp"
#include "problem.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;
using running::first_ending;
using running::Running;

namespace {

constexpr std::uint32_t MOST = 5;

// Three rooms in a row; a key in the last one; whoever has it may open a chest in the first.
struct Rooms {
    Builder b{0};
    Number at = b.fluent(Kind::ENTITY, Builder::entity(0));
    Number key = b.fluent(Kind::YES_NO, NO);
    Number open = b.fluent(Kind::YES_NO, NO);

    Rooms() {
        for (Number room = 0; room < 3; ++room) {
            for (const Number next : {room - 1, room + 1}) {
                if (next >= 0 && next < 3) {
                    b.action({b.is(at, Builder::entity(room)),
                              {{{}, at, b.constant(Builder::entity(next))}}});
                }
            }
        }
        b.action({b.is(at, Builder::entity(2)), {{{}, key, b.constant(YES)}}});
        b.action(
            {b.all({b.is(at, Builder::entity(0)), b.is(key, YES)}), {{{}, open, b.constant(YES)}}});
    }
};

void nothing_ceases_to_be_so() {
    Rooms rooms;
    rooms.b.ending(rooms.b.is(rooms.open, YES));
    Running r(rooms.b.t);
    Relaxed relaxed(r.program, r.system.relevance(), first_ending(r));
    // Two rooms, the key, the chest: the way back (two events more) is not counted.
    CHECK(relaxed.distance(r.values(r.start), MOST).furthest == 4);
    CHECK(relaxed.distance(r.values(r.start), 2).furthest == 3);
    CHECK(relaxed.distance(r.values(r.after(r.start, 0)), MOST).furthest == 3);
}

void a_goal_is_as_far_as_its_furthest_part_and_the_sum_tells_more() {
    Rooms rooms;
    rooms.b.ending(
        rooms.b.all({rooms.b.is(rooms.key, YES), rooms.b.is(rooms.at, Builder::entity(1)),
                     rooms.b.is(rooms.open, NO)}));
    Running r(rooms.b.t);
    const Relaxed::Distance distance =
        Relaxed(r.program, r.system.relevance(), first_ending(r)).distance(r.values(r.start), MOST);
    CHECK(distance.furthest == 3 && distance.sum == 4);
}

void what_no_event_brings_about_is_beyond_every_limit() {
    Rooms rooms;
    rooms.b.ending(rooms.b.is(rooms.at, Builder::entity(3)));
    Running r(rooms.b.t);
    CHECK(Relaxed(r.program, r.system.relevance(), first_ending(r))
              .distance(r.values(r.start), 100)
              .furthest == Relaxed::NEVER);
}

void triggers_cost_nothing() {
    Rooms rooms;
    const Number lit = rooms.b.fluent(Kind::YES_NO, NO);
    const Number seen = rooms.b.fluent(Kind::YES_NO, NO);
    rooms.b.trigger(rooms.b.is(rooms.at, Builder::entity(1)), {{{}, lit, rooms.b.constant(YES)}});
    rooms.b.trigger(rooms.b.is(lit, YES), {{{}, seen, rooms.b.constant(YES)}});
    rooms.b.ending(rooms.b.is(seen, YES));
    Running r(rooms.b.t);
    CHECK(Relaxed(r.program, r.system.relevance(), first_ending(r))
              .distance(r.values(r.start), MOST)
              .furthest == 1);
}

// A purse that fills by one coin or by two, and a well that nobody can empty below nothing.
struct Purse {
    Builder b{0, 4, {0, 1, 2, 3, 5, 6}};
    Number coins = b.fluent(Kind::NUMBER, b.number(0));
    Number level = b.bounded(Kind::NUMBER, b.number(3), 0, 3);

    Purse() {
        for (const Number step : {1, 2}) {
            b.action({b.yes, {{{}, coins, b.sum(b.read({}, coins), b.constant(b.number(step)))}}});
        }
        const Number less = b.difference(b.read({}, level), b.constant(b.number(1)));
        b.action({b.yes, {{{}, level, less}}});
    }

    Relaxed::Distance distance(Number ending, std::uint32_t most) {
        b.t.endings = {ending};
        Running r(b.t);
        return Relaxed(r.program, r.system.relevance(), first_ending(r))
            .distance(r.values(r.start), most);
    }
    Number has(Operator op, Number number) {
        return b.comparison(op, b.read({}, coins), b.constant(b.number(number)));
    }
};

void numbers_are_as_far_as_their_largest_steps() {
    Purse purse;
    CHECK(purse.distance(purse.has(Operator::AT_LEAST, 4), 9).furthest == 3);  // 5 coins
    CHECK(purse.distance(purse.has(Operator::EQUAL, 4), 9).furthest == 3);
    CHECK(purse.distance(purse.has(Operator::GREATER, 5), 9).furthest == 4);
    CHECK(purse.distance(purse.has(Operator::GREATER, 5), 3).furthest == 4);
    Builder& b = purse.b;
    const Number dry =
        b.comparison(Operator::LESS, b.read({}, purse.level), b.constant(b.number(1)));
    CHECK(purse.distance(dry, 9).furthest == 3);
    CHECK(purse.distance(b.all({dry, purse.has(Operator::AT_LEAST, 4)}), 9).sum == 6);
}

void numbers_that_are_calculated_are_compared_too() {
    Purse purse;
    Builder& b = purse.b;
    const Number all = b.sum(b.read({}, purse.coins), b.read({}, purse.level));
    const Number six = b.comparison(Operator::GREATER, all, b.constant(b.number(4)));
    CHECK(purse.distance(six, 9).furthest == 2);  // 3 and more than 2
    const Number even =
        b.comparison(Operator::LESS, b.read({}, purse.level), b.read({}, purse.coins));
    CHECK(purse.distance(even, 9).furthest == 2);
}

void a_number_that_cannot_get_there_never_does() {
    Purse purse;
    Builder& b = purse.b;
    const Number over =
        b.comparison(Operator::GREATER, b.read({}, purse.level), b.constant(b.number(3)));
    CHECK(purse.distance(over, 1000).furthest == Relaxed::NEVER);
    CHECK(purse.distance(purse.has(Operator::LESS, 0), 50).furthest == 51);  // it goes on and on
}

// Each full hour it strikes once more; without regard to what ceases to be so, for ever.
void triggers_that_would_count_for_ever_are_cut_short() {
    Builder b{0};
    const Number hour = b.fluent(Kind::YES_NO, NO);
    const Number strikes = b.fluent(Kind::NUMBER, b.number(0));
    b.action({b.yes, {{{}, hour, b.constant(YES)}}});
    b.trigger(b.is(hour, YES),
              {{{}, hour, b.constant(NO)},
               {{}, strikes, b.sum(b.read({}, strikes), b.constant(b.number(1)))}});
    b.ending(b.comparison(Operator::GREATER, b.read({}, strikes), b.constant(b.number(3))));
    b.ending(b.comparison(Operator::LESS, b.read({}, strikes), b.constant(b.number(0))));
    Running r(b.t);
    for (const std::uint32_t ending : {0u, 1u}) {
        Relaxed relaxed(r.program, r.system.relevance(), running::ending(r, ending));
        CHECK(relaxed.distance(r.values(r.start), 9).furthest ==
              (ending == 0 ? 1 : Relaxed::NEVER));
    }
}

// How many possible events the goal needs from every state within some; minds and reasons count for
// nothing here, so that what is found is at most what a story needs.
class BruteForce {
public:
    explicit BruteForce(Running& r) : r_(r), goal_(first_ending(r)) {}

    // MOST + 1: more than MOST.
    std::uint32_t distance(NodeId node, std::uint32_t most = MOST) {
        if (goal_.is_reached(r_.system, node)) {
            return 0;
        }
        std::uint32_t least = MOST + 1;
        if (most == 0) {
            return least;
        }
        auto [known, is_new] = known_.try_emplace({node.index(), most}, least);
        if (!is_new) {
            return known->second;
        }
        for (std::uint32_t rank = 0; rank < r_.system.candidates(node).size(); ++rank) {
            if (r_.system.is_possible(node, r_.system.candidates(node)[rank])) {
                least = std::min(least, 1 + distance(r_.system.after(node, rank), most - 1));
            }
        }
        return known_[{node.index(), most}] = least;
    }

private:
    Running& r_;
    Goal goal_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> known_;
};

void it_is_never_more_than_what_is_needed() {
    int reached = 0;
    int sharp = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        try {
            Running r(model::tables_of(model::random_problem(seed)));
            Relaxed relaxed(r.program, r.system.relevance(), first_ending(r));
            BruteForce brute_force(r);
            const std::uint32_t needed = brute_force.distance(r.start);
            const std::uint32_t estimate = relaxed.distance(r.values(r.start), MOST).furthest;
            CHECK(estimate <= needed || needed > MOST);
            reached += needed > 0 && needed <= MOST ? 1 : 0;
            sharp += needed > 0 && estimate > 0 ? 1 : 0;
        } catch (const TriggerLoop&) {
        }
    }
    CHECK(reached > 60 && sharp > 100);
}

// Lookahead::may_reach never rules out what can be reached, whatever it was asked before.
void lookahead_rules_out_only_what_cannot_be() {
    int ruled_out = 0;
    for (std::uint64_t seed = 0; seed < 600; ++seed) {
        try {
            Running r(model::tables_of(model::random_problem(seed)));
            const Goal goal = first_ending(r);
            if (!r.system.values_stand_alone() || !goal.stands_alone(r.program)) {
                continue;
            }
            BruteForce brute_force(r);
            const std::uint32_t needed = brute_force.distance(r.start);
            for (int round = 0; round < 2; ++round) {
                Lookahead lookahead(r.system, goal);
                for (const std::uint32_t left : {3u, 0u, 1u, 2u, 5u, 4u}) {
                    const bool may = lookahead.may_reach(r.system.nodes()[r.start].vector, left);
                    CHECK(may || needed > left);
                    ruled_out += may ? 0 : 1;
                }
            }
        } catch (const TriggerLoop&) {
        } catch (const TooManyFirings&) {
        }
    }
    CHECK(ruled_out > 500);
}

}  // namespace

int main() {
    nothing_ceases_to_be_so();
    a_goal_is_as_far_as_its_furthest_part_and_the_sum_tells_more();
    what_no_event_brings_about_is_beyond_every_limit();
    triggers_cost_nothing();
    numbers_are_as_far_as_their_largest_steps();
    numbers_that_are_calculated_are_compared_too();
    a_number_that_cannot_get_there_never_does();
    triggers_that_would_count_for_ever_are_cut_short();
    it_is_never_more_than_what_is_needed();
    lookahead_rules_out_only_what_cannot_be();
    return checking::finish();
}
