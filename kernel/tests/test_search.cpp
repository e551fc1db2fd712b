#include <algorithm>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;

namespace {

// Ann (0) walks from place 0 to place `length`, one step at a time, if she likes it there; Bob (1)
// opens the last door if he is better off for it. A detour leads back to the beginning.
struct Walk {
    Builder b;
    Number at = 0;
    Number open = 0;
    std::vector<Event> value_transitions;
    Event door = 0;

    explicit Walk(Number length) : b(2, static_cast<std::uint32_t>(length) + 1) {
        at = b.fluent(Kind::ENTITY, Builder::entity(0));
        open = b.fluent(Kind::YES_NO, NO);
        for (Number i = 0; i < length; ++i) {
            const Number here = b.is(at, Builder::entity(i));
            const Number free = i + 1 < length ? here : b.all({here, b.is(open, YES)});
            value_transitions.push_back(
                b.action({free, {{{}, at, b.constant(Builder::entity(i + 1))}}, {0}}));
        }
        door = b.action({b.is(open, NO), {{{}, open, b.constant(YES)}}, {1}});
        b.action({b.yes, {{{}, at, b.constant(Builder::entity(0))}}, {0}});
        const Number there = b.worth(b.is(at, Builder::entity(length)));
        b.want(0, there);
        b.want(2, there);
        b.ending(b.is(at, Builder::entity(length)));
    }
};

Request request(std::uint32_t length, std::uint32_t foresight, std::size_t most = 1) {
    Request request;
    request.least = 1.0;
    request.length = length;
    request.foresight = foresight;
    request.most = most;
    return request;
}

void a_story_can_begin_anywhere() {
    Walk walk(3);
    walk.b.want(1, walk.b.worth(walk.b.is(walk.open, YES)));
    Engine engine(walk.b.t, 1, 0);
    Request from = request(6, 4);
    from.start = engine.after(engine.start(), walk.value_transitions[0]);
    CHECK(engine.search(from, {}, nullptr).stories.at(0).size() == 3);
    CHECK(engine.search(request(6, 4), {}, nullptr).stories.at(0).size() == 4);  // as ever
    const auto at = static_cast<Fluent>(walk.at);
    from.start = engine.changed(engine.start(), {}, at, {Builder::entity(3), 0.0});
    CHECK(engine.search(from, {}, nullptr).stories.empty());  // nothing is left to be gained
    from.ending = 0;
    CHECK(engine.search(from, {}, nullptr).stories.at(0).empty());
    from.start = engine.mind(engine.start(), 0);
    CHECK(checking::throws<ContractBroken>([&] { engine.search(from, {}, nullptr); }));
    from.start = NodeId(1000000);
    CHECK(checking::throws<ContractBroken>([&] { engine.search(from, {}, nullptr); }));
}

void a_known_story_needs_no_search() {
    Walk walk(3);
    walk.b.want(1, walk.b.worth(walk.b.is(walk.open, YES)));
    Engine engine(walk.b.t, 1, 0);
    Request known = request(6, 4);
    known.mode = Mode::FIRST;
    const Event detour = walk.door + 1;
    known.known = {walk.value_transitions[0], detour,
                   walk.value_transitions[0], walk.door,
                   walk.value_transitions[1], walk.value_transitions[2]};
    const Found found = engine.search(known, {}, nullptr);
    const std::vector<Event> part{walk.value_transitions[0], walk.door, walk.value_transitions[1],
                                  walk.value_transitions[2]};
    CHECK(found.stories.at(0) == part && !found.proven && found.at_least == 3);
    known.known = {walk.door, walk.value_transitions[0],
                   walk.value_transitions[2]};  // leads nowhere
    CHECK(engine.search(known, {}, nullptr).stories.at(0).size() == 4);
    known.known = part;
    known.length = 3;
    CHECK(engine.search(known, {}, nullptr).stories.empty());
    known.known = {99};
    CHECK(checking::throws<ContractBroken>([&] { engine.search(known, {}, nullptr); }));
}

void the_shortest_story_needs_reasons() {
    Walk walk(3);
    Engine no_reason(walk.b.t, 1, 0);
    CHECK(no_reason.search(request(6, 4), {}, nullptr).stories.empty());  // Bob gains nothing
    walk.b.want(1, walk.b.worth(walk.b.is(walk.open, YES)));
    Engine engine(walk.b.t, 1, 0);
    const Found found = engine.search(request(6, 4), {}, nullptr);
    CHECK(!found.stopped_by && found.stories.size() == 1);
    const std::vector<Event> expected{walk.value_transitions[0], walk.value_transitions[1],
                                      walk.door, walk.value_transitions[2]};
    CHECK(found.stories.at(0) == expected);
    CHECK(engine.search(request(3, 4), {}, nullptr).stories.empty());
    CHECK(engine.search(request(6, 2), {}, nullptr).stories.empty());  // she does not see so far
    Request ending = request(6, 4);
    ending.ending = 0;
    CHECK(engine.search(ending, {}, nullptr).stories.at(0) == expected);
}

void reasons_are_plans_with_the_reasons_of_others() {
    Walk walk(3);
    walk.b.want(1, walk.b.worth(walk.b.is(walk.open, YES)));
    Engine engine(walk.b.t, 1, 0);
    CHECK(!engine.reasons(engine.start(), walk.value_transitions[0], 3, nullptr));
    const auto reasons = engine.reasons(engine.start(), walk.value_transitions[0], 4, nullptr);
    CHECK(reasons && reasons->size() == 1);
    const Reason& reason = reasons->at(0);
    CHECK(reason.character == 0 && reason.before == 0.0 && reason.after == 1.0);
    CHECK(reason.plan.size() == 4 && reason.plan[0].action == walk.value_transitions[0]);
    CHECK(reason.plan[2].action == walk.door && reason.plan[2].others.size() == 1);
    CHECK(reason.plan[2].others.at(0).character == 1);
    CHECK(reason.plan[0].others.empty());
    CHECK(checking::throws<ContractBroken>(
        [&] { engine.reasons(engine.start(), walk.value_transitions[1], 4, nullptr); }));
}

void further_stories_are_listed_in_order_without_redundant_ones() {
    Walk walk(3);
    walk.b.want(1, walk.b.worth(walk.b.is(walk.open, YES)));
    Engine engine(walk.b.t, 1, 0);
    const Found found = engine.search(request(6, 4, 10), {}, nullptr);
    CHECK(found.stories.size() == 3);  // the door is opened before, between or after the steps
    CHECK(std::is_sorted(found.stories.begin(), found.stories.end()));
    const std::vector<std::uint64_t> counts = engine.count(2, 4, nullptr);
    CHECK(counts == std::vector<std::uint64_t>({1, 2, 3}));
}

void limits_stop_the_search_and_keep_the_engine() {
    Walk walk(12);
    walk.b.want(1, walk.b.worth(walk.b.is(walk.open, YES)));
    Engine engine(walk.b.t, 2, 0);
    Limits few;
    few.states = 20;
    const Found stopped = engine.search(request(13, 13), few, nullptr);
    CHECK(stopped.stopped_by == StopReason::STATES && stopped.stories.empty());
    Limits no_time;
    no_time.seconds = 0.0;
    CHECK(engine.search(request(13, 13), no_time, nullptr).stopped_by == StopReason::SECONDS);
    Limits no_memory;
    no_memory.memory_bytes = 1.0;
    CHECK(engine.search(request(13, 13), no_memory, nullptr).stopped_by == StopReason::MEMORY);
    struct Impatient : Watcher {
        bool interrupted() override { return true; }
    } impatient;
    CHECK(engine.search(request(13, 13), {}, &impatient).stopped_by == StopReason::INTERRUPT);
    struct Broken : Watcher {
        bool interrupted() override { throw 7; }
    } broken;
    CHECK(checking::throws<int>([&] { engine.search(request(13, 13), {}, &broken); }));
    CHECK(engine.search(request(13, 13), {}, nullptr).stories.size() == 1);
    CHECK(engine.snapshot().states > 20 && memory_peak() > 0.0 && memory_now() > 0.0);
}

void nothing_is_a_story_only_for_an_ending() {
    Builder b(1);
    const Number lamp = b.fluent(Kind::YES_NO, YES);
    b.ending(b.is(lamp, YES));
    b.want(1, b.worth(b.is(lamp, YES)));
    Engine engine(b.t, 0, 0);
    Request ending = request(0, 1);
    ending.ending = 0;
    CHECK(engine.search(ending, {}, nullptr).stories == std::vector<std::vector<Event>>{{}});
    CHECK(engine.search(request(5, 1), {}, nullptr).stories.empty());
}

void a_world_without_characters_runs() {
    Builder b(0);
    const Number lamp = b.fluent(Kind::YES_NO, NO);
    const Event light = b.action({b.is(lamp, NO), {{{}, lamp, b.constant(YES)}}});
    b.want(0, b.worth(b.is(lamp, YES)));
    Engine engine(b.t, 2, 0);
    CHECK(engine.search(request(3, 3), {}, nullptr).stories.at(0) == std::vector<Event>{light});
}

}  // namespace

int main() {
    a_story_can_begin_anywhere();
    a_known_story_needs_no_search();
    the_shortest_story_needs_reasons();
    reasons_are_plans_with_the_reasons_of_others();
    further_stories_are_listed_in_order_without_redundant_ones();
    limits_stop_the_search_and_keep_the_engine();
    nothing_is_a_story_only_for_an_ending();
    a_world_without_characters_runs();
    return checking::finish();
}
