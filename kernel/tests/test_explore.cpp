#include <algorithm>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;

namespace {

constexpr Number SIDE = 4;

// Two tokens on boards of four places, moved on by nobody; Ann (0) sees only the first.
struct Tokens {
    Builder b{1, SIDE};

    Tokens() {
        for (Number token = 0; token < 2; ++token) {
            const Number at = b.fluent(Kind::ENTITY, Builder::entity(0));
            for (Number i = 0; i + 1 < SIDE; ++i) {
                const Number here = b.is(at, Builder::entity(i));
                b.action({here, {{{}, at, b.known(Builder::entity(i + 1))}}, {},
                          token == 0 ? std::vector<Number>{} : std::vector<Number>{0}});
            }
            b.ending(b.is(at, Builder::entity(SIDE - 1)));
        }
    }
};

void all_states_are_there_layer_by_layer() {
    Tokens tokens;
    Engine engine(tokens.b.t, 1, 0);
    const StoryGraph graph = engine.explore(10, 3, {}, nullptr);
    CHECK(!graph.stopped_by && graph.states == 16 && graph.explored == 16);
    const std::vector<std::uint32_t> ends{1, 3, 6, 10, 13, 15, 16};
    CHECK(graph.layer_ends == ends);
    CHECK(graph.events.size() == 24 && graph.targets.size() == 24);
    CHECK(graph.edge_ends.size() == 16 && graph.edge_ends.back() == 24);
    CHECK(std::is_sorted(graph.edge_ends.begin(), graph.edge_ends.end()));
    CHECK(graph.utilities.size() == 16 && graph.endings.size() == 16);
    CHECK(graph.endings[0] == 0 && graph.endings[15] == 3);
}

void minds_are_laid_out_behind_the_states() {
    Tokens tokens;
    Engine engine(tokens.b.t, 1, 0);
    const StoryGraph graph = engine.explore(10, 3, {}, nullptr);
    CHECK(graph.parts.size() == 2);
    CHECK(graph.parts[0].owner == NONE && graph.parts[0].count == 16);
    CHECK(graph.parts[1].owner == 0 && graph.parts[1].first == 16 && graph.parts[1].count == 4);
    CHECK(graph.rows.size() == 20 && graph.minds.size() == 16);
    CHECK(std::all_of(graph.minds.begin(), graph.minds.end(),
                      [](std::uint32_t mind) { return mind >= 16 && mind < 20; }));
    CHECK(graph.code_bytes == 1 && graph.values.size() == 16 * 2);
    for (std::uint32_t state = 0; state < graph.states; ++state) {
        const std::uint8_t* row = &graph.values[std::size_t{graph.rows[state]} * 2];
        const std::uint8_t* mind = &graph.values[std::size_t{graph.rows[graph.minds[state]]} * 2];
        CHECK(mind[0] == row[0] && mind[1] == Builder::entity(0));
    }
}

void the_last_layer_is_not_explored() {
    Tokens tokens;
    Engine engine(tokens.b.t, 1, 0);
    const StoryGraph graph = engine.explore(2, 3, {}, nullptr);
    CHECK(graph.states == 6 && graph.explored == 3 && graph.events.size() == 6);
    const StoryGraph start = engine.explore(0, 3, {}, nullptr);
    CHECK(start.states == 1 && start.explored == 0 && start.layer_ends.size() == 1);
}

void a_limit_keeps_whole_states_only() {
    for (double states = 1; states < 20; ++states) {
        Tokens tokens;
        Engine engine(tokens.b.t, 1, 0);
        StopLimits limits;
        limits.states = states;
        const StoryGraph graph = engine.explore(10, 3, limits, nullptr);
        CHECK(graph.stopped_by == StopReason::STATES);
        CHECK(graph.edge_ends.size() == graph.explored);
        CHECK(graph.events.size() == (graph.explored == 0 ? 0 : graph.edge_ends.back()));
        CHECK(graph.targets.size() == graph.events.size());
        CHECK(std::all_of(graph.targets.begin(), graph.targets.end(),
                          [&](std::uint32_t target) { return target < graph.states; }));
        CHECK((graph.layer_ends.empty() ? 0 : graph.layer_ends.back()) == graph.states);
        const StoryGraph whole = engine.explore(10, 3, {}, nullptr);  // the engine goes on
        CHECK(whole.states == 16);
        CHECK(std::equal(graph.targets.begin(), graph.targets.end(), whole.targets.begin()));
    }
}

}  // namespace

int main() {
    all_states_are_there_layer_by_layer();
    minds_are_laid_out_behind_the_states();
    the_last_layer_is_not_explored();
    a_limit_keeps_whole_states_only();
    return checking::finish();
}
