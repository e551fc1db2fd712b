#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/plan_reduction.hpp"
#include "problem.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;
using running::first_ending;
using running::Running;

namespace {

using Actions = std::vector<Event>;

std::optional<Actions> reduced(Running& r, const Actions& events, std::uint32_t foresight = 2) {
    return reduced_plan(r.system, r.reasons, r.start, first_ending(r), foresight, events);
}

// Two switches, either of which is enough, a third one that needs both, and one that does nothing.
struct Switches {
    Builder b{0};
    Number one = b.fluent(Kind::YES_NO, NO);
    Number two = b.fluent(Kind::YES_NO, NO);
    Number three = b.fluent(Kind::YES_NO, NO);

    Switches() {
        b.action({b.yes, {{{}, one, b.constant(YES)}}});
        b.action({b.yes, {{{}, two, b.constant(YES)}}});
        b.action({b.all({b.is(one, YES), b.is(two, YES)}), {{{}, three, b.constant(YES)}}});
        b.action({b.yes, {{{}, one, b.constant(NO)}}});
    }
};

void what_is_not_needed_goes() {
    Switches s;
    s.b.ending(s.b.is(s.three, YES));
    Running r(s.b.t);
    CHECK(reduced(r, {0, 3, 1, 0, 2, 3}) == Actions({0, 1, 2}));
    CHECK(reduced(r, {3, 1, 0, 2}) == Actions({1, 0, 2}));
    CHECK(reduced(r, {0, 1, 2}) == Actions({0, 1, 2}));
    CHECK(!reduced(r, {0, 3, 2}));
    CHECK(!reduced(r, {}));
}

void nothing_is_left_where_the_goal_is_reached_already() {
    Switches s;
    s.b.ending(s.b.is(s.one, NO));
    Running r(s.b.t);
    CHECK(reduced(r, {0, 1, 3}) == Actions());
}

// Which state was made first, by some question before, makes no difference.
void of_several_the_last_events_go() {
    Switches s;
    s.b.ending(s.b.any({s.b.is(s.one, YES), s.b.is(s.two, YES)}));
    Running r(s.b.t);
    r.after(r.start, 1);
    CHECK(reduced(r, {0, 1}) == Actions({0}));
    CHECK(reduced(r, {1, 0}) == Actions({1}));
    CHECK(reduced(r, {3, 1, 0, 1}) == Actions({1}));
}

void what_is_left_is_explained() {
    Builder b{1};
    const Number rich = b.fluent(Kind::YES_NO, NO);
    const Number done = b.fluent(Kind::YES_NO, NO);
    b.want(0, b.worth(b.is(rich, YES)));
    b.action({b.yes, {{{}, done, b.constant(YES)}}, {0}});  // for nothing
    b.action({b.yes, {{{}, rich, b.constant(YES)}, {{}, done, b.constant(YES)}}, {0}});
    b.ending(b.is(done, YES));
    Running r(b.t);
    CHECK(!reduced(r, {0}));
    CHECK(reduced(r, {0, 1, 0}) == Actions({1}));
}

bool is_story(Running& r, const Actions& events, std::uint32_t foresight) {
    NodeId node = r.start;
    for (const Event event : events) {
        if (r.system.possible_rank(node, event) == NONE ||
            !r.reasons.explained(node, event, foresight)) {
            return false;
        }
        node = r.after(node, event);
    }
    return first_ending(r).is_reached(r.system, node);
}

// Against all parts of a sequence, on many problems.
void it_is_a_shortest_part_of_all() {
    int some = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        try {
            Running r(model::tables_of(model::random_problem(seed)));
            Actions events;
            for (std::uint64_t i = 0; i < 6; ++i) {
                events.push_back(
                    static_cast<Event>((seed * 7 + i * i * 3 + i) % r.program.actions()));
            }
            std::size_t shortest = 99;
            for (unsigned part = 0; part < 64; ++part) {
                Actions kept;
                for (std::size_t i = 0; i < 6; ++i) {
                    if ((part >> i) & 1) {
                        kept.push_back(events[i]);
                    }
                }
                if (kept.size() < shortest && is_story(r, kept, 2)) {
                    shortest = kept.size();
                }
            }
            const std::optional<Actions> found = reduced(r, events);
            CHECK(found.has_value() == (shortest < 99));
            CHECK(!found || (found->size() == shortest && is_story(r, *found, 2)));
            some += found && !found->empty() ? 1 : 0;
        } catch (const TriggerLoop&) {
        }
    }
    CHECK(some > 50);
}

}  // namespace

int main() {
    what_is_not_needed_goes();
    nothing_is_left_where_the_goal_is_reached_already();
    of_several_the_last_events_go();
    what_is_left_is_explained();
    it_is_a_shortest_part_of_all();
    return checking::finish();
}
