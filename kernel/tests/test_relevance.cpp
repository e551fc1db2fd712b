#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"
#include "elsewise/kernel/relevance.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;
using running::Running;

namespace {

// Two may open a door with a key; lamps may be lit by anybody, and each rings a bell of its own.
struct House {
    Builder b{2};
    Number key = b.fluent(Kind::YES_NO, NO);
    Number open = b.fluent(Kind::YES_NO, NO);
    Number lit = b.fluent(Kind::YES_NO, NO);
    Number bell = b.fluent(Kind::YES_NO, NO);
    Event take = b.action({b.is(key, NO), {{{}, key, b.constant(YES)}}, {0}});
    Event unlock = b.action({b.is(key, YES), {{{}, open, b.constant(YES)}}, {0}});
    Event light = b.action({b.is(lit, NO), {{{}, lit, b.constant(YES)}}});
    Event ring = b.action({b.is(lit, YES), {{{}, bell, b.constant(YES)}}});

    House() { b.ending(b.is(open, YES)); }

    Relevance relevance() {
        program.emplace(b.t);
        return relevant_to_minds(*program, {static_cast<std::uint32_t>(b.t.endings[0])});
    }
    std::optional<Program> program;
};

void what_the_goal_reads_matters_and_what_leads_there() {
    House house;
    const Relevance relevance = house.relevance();
    CHECK(relevance.fluents == std::vector<bool>({true, true, false, false}));
    CHECK(relevance.events == std::vector<bool>({true, true, false, false}));
}

void wants_matter_of_those_who_are_asked() {
    for (const bool asked : {true, false}) {
        House house;
        house.b.want(1, house.b.worth(house.b.is(house.bell, YES)));
        house.b.t.consents[1] = asked ? 1 : 0;
        CHECK(house.relevance().events[house.ring] == asked);
        CHECK(house.relevance().events[house.light] == asked);
    }
}

// Whoever sees the lamp lit for the door's sake learns that it is locked.
void what_may_be_learnt_by_surprise_matters() {
    for (const bool seen : {true, false}) {
        House house;
        Builder& b = house.b;
        const std::vector<Number> blind = seen ? std::vector<Number>{} : std::vector<Number>{0, 1};
        const Event for_the_door =
            b.action({b.is(house.open, NO), {{{}, house.lit, b.constant(YES)}}, {}, blind});
        const Relevance relevance = house.relevance();
        CHECK(relevance.events[for_the_door] == seen && !relevance.events[house.ring]);
        CHECK(!relevant_to_values(*house.program, static_cast<std::uint32_t>(b.t.endings[0]))
                   .events[for_the_door]);
    }
}

void told_minds_and_all_triggers_matter() {
    House house;
    Builder& b = house.b;
    const Event tell = b.action({b.yes, {{{1}, house.open, b.constant(YES)}}});
    const Event trigger = b.trigger(b.is(house.bell, YES), {{{1}, house.lit, b.constant(NO)}});
    const Relevance relevance = house.relevance();
    CHECK(relevance.events[tell] && relevance.events[trigger]);
    CHECK(relevance.events[house.ring] && relevance.events[house.light]);  // the trigger asks
    CHECK(!relevant_to_values(*house.program, static_cast<std::uint32_t>(b.t.endings[0]))
               .events[tell]);
}

// Twenty lamps would make a million states.
void stories_pass_by_what_does_not_matter() {
    for (const Mode mode : {Mode::SHORTEST, Mode::BALANCED, Mode::FIRST}) {
        House house;
        Builder& b = house.b;
        b.want(0, b.worth(b.is(house.open, YES)));
        for (int lamp = 0; lamp < 20; ++lamp) {
            const Number one = b.fluent(Kind::YES_NO, NO);
            b.action({b.is(one, NO), {{{}, one, b.constant(YES)}}, {lamp % 2}});
        }
        Engine engine(b.t, 1, 0);
        Request request;
        request.ending = 0;
        request.length = 12;
        request.foresight = 4;
        request.most = mode == Mode::SHORTEST ? 10 : 1;
        request.mode = mode;
        const Found found = engine.search(request, {}, nullptr);
        CHECK(found.stories == std::vector<StorySearch::Actions>({{house.take, house.unlock}}));
        CHECK(found.proven && engine.snapshot().states < 40);
    }
}

}  // namespace

int main() {
    what_the_goal_reads_matters_and_what_leads_there();
    wants_matter_of_those_who_are_asked();
    what_may_be_learnt_by_surprise_matters();
    told_minds_and_all_triggers_matter();
    stories_pass_by_what_does_not_matter();
    return checking::finish();
}
