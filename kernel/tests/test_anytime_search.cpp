// Some story, found soon: the anytime search, and the best-first search that it makes of every
// stage.
#include <optional>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/anytime_search.hpp"
#include "elsewise/kernel/best_first_search.hpp"
#include "plain_model.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;
using running::first_ending;
using running::Running;

namespace {

using Actions = std::vector<Event>;

AnytimeSearch::Result result_of(const Tables& tables, std::uint32_t depth, std::uint32_t length,
                                std::uint32_t foresight) {
    Space space;
    Request request;
    request.ending = 0;
    request.length = length;
    request.foresight = foresight;
    AnytimeSearch search(tables, depth, tables.extra_levels, request, 1e12, space);
    while (!search.wait_for(~std::uint64_t{0})) {
    }
    return *search.result();
}

bool is_story(Running& r, const Actions& events, std::uint32_t length, std::uint32_t foresight) {
    NodeId node = r.start;
    for (const Event event : events) {
        if (r.system.possible_rank(node, event) == NONE ||
            !r.reasons.explained(node, event, foresight)) {
            return false;
        }
        node = r.after(node, event);
    }
    return events.size() <= length && first_ending(r).is_reached(r.system, node);
}

// Ann walks to the market in two steps and buys there; she wants nothing but what she buys.
struct Errand {
    Builder b{1};
    Number at = b.fluent(Kind::ENTITY, Builder::entity(0));
    Number has = b.fluent(Kind::YES_NO, NO);

    Errand() {
        b.want(0, b.worth(b.is(has, YES)));
        for (Number i = 0; i < 2; ++i) {
            b.action({b.is(at, Builder::entity(i)),
                      {{{}, at, b.constant(Builder::entity(i + 1))}},
                      {0}});
        }
        b.action({b.is(at, Builder::entity(2)), {{{}, has, b.constant(YES)}}, {0}});
        b.action({b.yes, {{{}, at, b.constant(Builder::entity(0))}}});  // carried home by the wind
        b.ending(b.is(has, YES));
    }
};

void the_last_stage_has_the_full_foresight() {
    const Errand errand;
    for (std::uint32_t foresight = 0; foresight < 6; ++foresight) {
        const AnytimeSearch::Result result = result_of(errand.b.t, 1, 5, foresight);
        CHECK(result.none == (foresight < 3) && result.story.has_value() == (foresight >= 3));
        CHECK(!result.story || *result.story == Actions({0, 1, 2}));
    }
}

void the_length_is_a_limit() {
    const Errand errand;
    CHECK(result_of(errand.b.t, 1, 2, 4).none);
    CHECK(result_of(errand.b.t, 1, 3, 4).story.has_value());
}

// Ben may help Ann only if she has a reason to ask, which takes two minds to see.
void the_full_depth_is_tried_too() {
    Builder b{2};
    const Number asked = b.fluent(Kind::YES_NO, NO);
    const Number helped = b.fluent(Kind::YES_NO, NO);
    b.want(0, b.worth(b.is(helped, YES)));
    b.want(1, b.worth(b.is(helped, YES)));
    b.action({b.is(asked, NO), {{{}, asked, b.constant(YES)}}, {0}});
    b.action({b.is(asked, YES), {{{}, helped, b.constant(YES)}}, {1}});
    b.ending(b.is(helped, YES));
    // Ann plans Ben's help: with no level of minds below hers, she cannot count on him.
    CHECK(result_of(b.t, 0, 3, 2).none);
    CHECK(result_of(b.t, 1, 3, 2).story == Actions({0, 1}));
}

void every_run_needs_the_same_work() {
    const Errand errand;
    const AnytimeSearch::Result one = result_of(errand.b.t, 2, 6, 5);
    const AnytimeSearch::Result other = result_of(errand.b.t, 2, 6, 5);
    CHECK(one.story == other.story && one.work == other.work);
}

void it_ends_at_once_when_it_is_no_longer_wanted() {
    Builder b{0};
    std::vector<Number> on;
    for (Number i = 0; i < 40; ++i) {
        const Number one = b.fluent(Kind::YES_NO, NO);
        b.action({b.is(one, NO), {{{}, one, b.constant(YES)}}});
        on.push_back(b.is(one, YES));
    }
    on.resize(21);
    b.ending(b.all(on));  // with twenty events: there is none, but no search would ever see it
    Space space;
    Request request;
    request.ending = 0;
    request.length = 20;
    AnytimeSearch search(b.t, 0, 0, request, 1e12, space);
    while (!search.wait_for(100)) {
    }
    CHECK(!search.result());
}

void triggers_that_go_round_leave_nothing() {
    Builder b{0};
    const Number on = b.fluent(Kind::YES_NO, NO);
    b.trigger(b.is(on, NO), {{{}, on, b.constant(YES)}});
    b.trigger(b.is(on, YES), {{{}, on, b.constant(NO)}});
    b.ending(b.is(on, YES));
    const AnytimeSearch::Result result = result_of(b.t, 0, 3, 1);
    CHECK(!result.story && !result.none);
}

void the_nearest_is_tried_first() {
    // A long row of rooms, and in each a hundred doors that lead nowhere.
    Builder b{0, 20};
    const Number at = b.fluent(Kind::ENTITY, Builder::entity(0));
    const Number door = b.fluent(Kind::NUMBER, b.number(0));
    for (Number room = 0; room < 8; ++room) {
        for (Number i = 1; i < 4; ++i) {
            b.action({b.is(at, Builder::entity(room)), {{{}, door, b.constant(b.number(i))}}});
        }
        b.action(
            {b.is(at, Builder::entity(room)), {{{}, at, b.constant(Builder::entity(room + 1))}}});
    }
    b.ending(b.is(at, Builder::entity(8)));
    Running r(b.t);
    BestFirstSearch search(r.system, r.reasons, r.start, first_ending(r), 20, 1);
    const std::optional<Actions> story = search.run();
    CHECK(story == Actions({3, 7, 11, 15, 19, 23, 27, 31}));
    CHECK(r.system.transitions() == 8);  // no state was made but those on the way
}

// It finds a story exactly where there is one, and so does the anytime search.
void nothing_found_is_a_proof() {
    int stories = 0;
    int none = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const model::Problem problem = model::random_problem(seed);
        try {
            Running r(model::tables_of(problem), problem.depth);
            model::PlainModel plain(problem);
            plain.allow(20'000);
            const bool exists = plain.shortest({0u, 0.0, 0.0}, plain.start(), 4, 2).has_value();
            const std::optional<Actions> story =
                BestFirstSearch(r.system, r.reasons, r.start, first_ending(r), 4, 2).run();
            CHECK(story.has_value() == exists);
            CHECK(!story || is_story(r, *story, 4, 2));
            const AnytimeSearch::Result result = result_of(r.program.tables, problem.depth, 4, 2);
            CHECK(result.story.has_value() == exists && result.none != exists);
            CHECK(!result.story || is_story(r, *result.story, 4, 2));
            (exists ? stories : none) += 1;
        } catch (const TriggerLoop&) {
        } catch (const model::Loop&) {
        } catch (const model::TooMuchWork&) {
        }
    }
    CHECK(stories > 100 && none > 100);
}

}  // namespace

int main() {
    the_last_stage_has_the_full_foresight();
    the_length_is_a_limit();
    the_full_depth_is_tried_too();
    every_run_needs_the_same_work();
    it_ends_at_once_when_it_is_no_longer_wanted();
    triggers_that_go_round_leave_nothing();
    the_nearest_is_tried_first();
    nothing_found_is_a_proof();
    return checking::finish();
}
