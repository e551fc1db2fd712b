#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/give_up.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;
using running::first_ending;
using running::Running;

namespace {

// A switch that an event turns on, and nothing that turns another on.
struct Switch {
    Builder b{0};

    Switch() {
        const Number on = b.fluent(Kind::YES_NO, NO);
        const Number never = b.fluent(Kind::YES_NO, NO);
        b.action({b.yes, {{{}, on, b.constant(YES)}}});
        b.ending(b.is(on, YES));
        b.ending(b.is(never, YES));
    }
};

// A rule and what it needs; work is counted by hand.
struct Ruled {
    using For = GiveUpRule::For;

    explicit Ruled(std::uint64_t patience, std::uint32_t ending = 0, For what = For::SOME_STORY,
                   std::uint32_t sought = 0)
        : search(r.system, r.reasons, r.start, running::ending(r, sought), 1),
          rule(search, r.limits, what, patience, [this, ending] {
              ++started;
              Request request;
              request.ending = ending;
              request.length = 3;
              return std::make_unique<AnytimeSearch>(r.program.tables, 0, 0, request, 1e12, space);
          }) {}

    // How many units of work are done when it gives up; none if it does not in so many.
    std::optional<std::uint64_t> given_up_after(std::uint64_t most) {
        try {
            for (work = 0; work < most;) {
                ++work;
                rule.worked();
            }
        } catch (const GivenUp&) {
            return work;
        }
        return std::nullopt;
    }

    Running r{Switch().b.t};
    Space space;
    StorySearch search;
    int started = 0;
    std::uint64_t work = 0;
    GiveUpRule rule;
};

void it_gives_up_when_patience_ends() {
    for (const std::uint64_t patience : {257u, 400u, 1000u, 36000u}) {
        Ruled ruled(patience);
        CHECK(ruled.given_up_after(100'000) == patience && ruled.started == 1);
    }
}

void nobody_else_searches_before_the_search_is_a_long_one() {
    Ruled ruled(1000);
    CHECK(!ruled.given_up_after(255) && ruled.started == 0 && !ruled.rule.collect());
    ruled.rule.worked();
    CHECK(ruled.started == 1);
    ruled.rule.collect();
    CHECK(!ruled.rule.collect());  // it is ended by collecting
}

void a_proof_that_there_is_no_story_ends_it_too() {
    Ruled ruled(300, 1);
    CHECK(ruled.given_up_after(1000) == 256);  // as soon as it is there
    const std::optional<AnytimeSearch::Result> result = ruled.rule.collect();
    CHECK(result && result->none && !result->story);
}

void what_was_found_is_collected() {
    Ruled ruled(300);
    CHECK(ruled.given_up_after(1000) == 300);
    const std::optional<AnytimeSearch::Result> result = ruled.rule.collect();
    CHECK(result && !result->none && result->story == std::vector<Event>{0});
}

// The search has come to a length of 2, and what was found has 1: as good as any story.
void a_story_that_is_no_longer_than_what_is_excluded_ends_it_at_once() {
    for (const auto what : {Ruled::For::SOME_STORY, Ruled::For::SHORTEST_STORY}) {
        Ruled ruled(36'000, 0, what, 1);
        ruled.search.run(2, 1);
        CHECK(ruled.search.stories().empty() && ruled.search.length() == 2);
        CHECK(ruled.given_up_after(100'000) == 256);
        CHECK(ruled.rule.collect()->story->size() == 1);
    }
}

void only_the_shortest_story_ends_a_search_for_it() {
    Ruled ruled(300, 0, Ruled::For::SHORTEST_STORY);
    CHECK(!ruled.given_up_after(100'000) && ruled.started == 1);
    CHECK(ruled.rule.collect()->story->size() == 1);  // for want of a shorter one
}

void a_search_that_has_a_story_is_not_given_up() {
    Ruled ruled(300);
    ruled.search.run(3, 1);
    CHECK(!ruled.search.stories().empty());
    CHECK(!ruled.given_up_after(2000) && ruled.started == 0);
}

// Thirteen switches must be on after twelve events: the anytime search has a long way to its end.
void limits_hold_while_the_other_is_waited_for() {
    Builder b{0};
    std::vector<Number> on;
    for (Number i = 0; i < 30; ++i) {
        const Number one = b.fluent(Kind::YES_NO, NO);
        b.action({b.is(one, NO), {{{}, one, b.constant(YES)}}});
        on.push_back(i < 13 ? b.is(one, YES) : b.either_way(one));
    }
    b.ending(b.all(on));
    struct Impatient : Watcher {
        bool interrupted() override { return true; }
    } impatient;
    Running r(b.t);
    StorySearch search(r.system, r.reasons, r.start, first_ending(r), 1);
    Space space;
    GiveUpRule rule(search, r.limits, GiveUpRule::For::SOME_STORY, 100'000'000, [&] {
        Request request;
        request.ending = 0;
        request.length = 12;
        return std::make_unique<AnytimeSearch>(r.program.tables, 0, 0, request, 1e12, space);
    });
    r.limits.begin({}, &impatient);
    bool stopped = false;
    try {
        for (std::uint64_t work = 0; work < 100'000'000; ++work) {
            rule.worked();
        }
    } catch (const Stopped& by) {
        stopped = by.reason == StopReason::INTERRUPT;
    }
    CHECK(stopped && !rule.collect());
}

}  // namespace

int main() {
    it_gives_up_when_patience_ends();
    a_story_that_is_no_longer_than_what_is_excluded_ends_it_at_once();
    only_the_shortest_story_ends_a_search_for_it();
    nobody_else_searches_before_the_search_is_a_long_one();
    a_proof_that_there_is_no_story_ends_it_too();
    what_was_found_is_collected();
    a_search_that_has_a_story_is_not_given_up();
    limits_hold_while_the_other_is_waited_for();
    return checking::finish();
}
