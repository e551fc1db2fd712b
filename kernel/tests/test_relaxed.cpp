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
    Relaxed relaxed(r.program, first_ending(r));
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
        Relaxed(r.program, first_ending(r)).distance(r.values(r.start), MOST);
    CHECK(distance.furthest == 3 && distance.sum == 4);
}

void what_no_event_brings_about_is_beyond_every_limit() {
    Rooms rooms;
    rooms.b.ending(rooms.b.is(rooms.at, Builder::entity(3)));
    Running r(rooms.b.t);
    CHECK(Relaxed(r.program, first_ending(r)).distance(r.values(r.start), 100).furthest == 101);
}

void triggers_cost_nothing() {
    Rooms rooms;
    const Number lit = rooms.b.fluent(Kind::YES_NO, NO);
    const Number seen = rooms.b.fluent(Kind::YES_NO, NO);
    rooms.b.trigger(rooms.b.is(rooms.at, Builder::entity(1)), {{{}, lit, rooms.b.constant(YES)}});
    rooms.b.trigger(rooms.b.is(lit, YES), {{{}, seen, rooms.b.constant(YES)}});
    rooms.b.ending(rooms.b.is(seen, YES));
    Running r(rooms.b.t);
    CHECK(Relaxed(r.program, first_ending(r)).distance(r.values(r.start), MOST).furthest == 1);
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
            Relaxed relaxed(r.program, first_ending(r));
            BruteForce brute_force(r);
            const std::uint32_t needed = brute_force.distance(r.start);
            const std::uint32_t estimate = relaxed.distance(r.values(r.start), MOST).furthest;
            CHECK(estimate <= needed);
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
    it_is_never_more_than_what_is_needed();
    lookahead_rules_out_only_what_cannot_be();
    return checking::finish();
}
