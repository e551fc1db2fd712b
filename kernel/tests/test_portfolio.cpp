#include <algorithm>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;

namespace {

// Switches that anybody may turn on, and an ending for which the first `needed` must be on: every
// order will do, so that there are many states before it, but the way to it is plain.
struct Switches {
    Builder b{0};

    Switches(Number count, Number needed) {
        std::vector<Number> on;
        for (Number i = 0; i < count; ++i) {
            const Number one = b.fluent(Kind::YES_NO, NO);
            b.action({b.is(one, NO), {{{}, one, b.constant(YES)}}});
            on.push_back(i < needed ? b.is(one, YES) : b.either_way(one));
        }
        b.ending(b.all(on));
    }
};

Request request(std::uint32_t length, Mode mode) {
    Request request;
    request.ending = 0;
    request.length = length;
    request.foresight = 3;
    request.mode = mode;
    return request;
}

void every_mode_finds_a_story_or_proves_that_there_is_none() {
    Switches switches(6, 4);
    for (const Mode mode : {Mode::BALANCED, Mode::SHORTEST, Mode::FIRST}) {
        Engine engine(switches.b.t, 1, 0);
        const Found found = engine.search(request(6, mode), {}, nullptr);
        CHECK(found.stories.size() == 1 && found.stories[0].size() == 4);
        CHECK(found.proven == (mode != Mode::FIRST) && !found.stopped_by);
        const Found none = engine.search(request(3, mode), {}, nullptr);
        CHECK(none.stories.empty() && none.proven && !none.stopped_by);
    }
}

void the_first_story_is_found_from_any_state_too() {
    Switches switches(6, 4);
    Engine engine(switches.b.t, 1, 0);
    Request later = request(6, Mode::FIRST);
    later.start = engine.after(engine.start(), 2);
    const Found found = engine.search(later, {}, nullptr);
    CHECK(found.stories.size() == 1);
    std::vector<Event> events = found.stories[0];
    std::sort(events.begin(), events.end());
    CHECK(events == std::vector<Event>({0, 1, 3}));
}

// The proof would take millions of states; the anytime search comes back with a story, and the
// search ends after the same amount of work every time.
void a_long_search_is_given_up_for_what_the_anytime_search_finds() {
    Switches switches(22, 8);
    std::vector<std::size_t> states;
    std::vector<std::vector<Event>> stories;
    for (int run = 0; run < 2; ++run) {
        Engine engine(switches.b.t, 1, 0);
        Request impatient = request(12, Mode::BALANCED);
        impatient.patience = 1000;
        const Found found = engine.search(impatient, {}, nullptr);
        CHECK(!found.proven && !found.stopped_by && found.stories.size() == 1);
        CHECK(found.stories[0].size() == 8 && found.at_least > 1 && found.at_least <= 8);
        stories.push_back(found.stories[0]);
        states.push_back(engine.snapshot().states);
    }
    CHECK(stories[0] == stories[1] && states[0] == states[1]);
}

void the_anytime_search_stops_with_the_exact_one() {
    Switches switches(30, 12);
    struct Impatient : Watcher {
        bool interrupted() override { return ++asked > 3; }
        int asked = 0;
    };
    for (const Mode mode : {Mode::BALANCED, Mode::FIRST}) {
        Impatient impatient;
        Engine engine(switches.b.t, 1, 0);
        const Found found = engine.search(request(11, mode), {}, &impatient);
        CHECK(found.stories.empty() && !found.proven);
        CHECK(found.stopped_by == StopReason::INTERRUPT);
    }
    Limits few;
    few.states = 100;
    Engine engine(switches.b.t, 1, 0);
    const Found found = engine.search(request(12, Mode::BALANCED), few, nullptr);
    CHECK(found.stopped_by == StopReason::STATES && engine.snapshot().states <= 101);
}

}  // namespace

int main() {
    every_mode_finds_a_story_or_proves_that_there_is_none();
    the_first_story_is_found_from_any_state_too();
    a_long_search_is_given_up_for_what_the_anytime_search_finds();
    the_anytime_search_stops_with_the_exact_one();
    return checking::finish();
}
