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
                b.action({here,
                          {{{}, at, b.constant(Builder::entity(i + 1))}},
                          {},
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
        Limits limits;
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

// Ann (0) and Bob (1) carry a coin around a ring; each wants it at a place of their own, and Bob
// does not see what Ann does at the first place. A counter goes up whenever the coin moves.
struct Ring {
    static constexpr Number PLACES = 6;
    Builder b{2, PLACES, {0, 1, 1000}};

    Ring() {
        const Number count = b.fluent(Kind::NUMBER, b.number(0));
        const Number coin = b.fluent(Kind::ENTITY, Builder::entity(0));
        for (Number who = 0; who < 2; ++who) {
            const Number at = b.fluent(Kind::ENTITY, Builder::entity(who));
            for (Number i = 0; i < PLACES; ++i) {
                const Number next = b.constant(Builder::entity((i + 1) % PLACES));
                const Number here = b.is(at, Builder::entity(i));
                const Number with_coin = b.all({here, b.is(coin, Builder::entity(i))});
                const std::vector<Number> unseen =
                    i == 0 && who == 0 ? std::vector<Number>{1} : std::vector<Number>{};
                b.action({here, {{{}, at, next}}, {}, unseen});
                b.action({with_coin,
                          {{{}, coin, next},
                           {{}, at, next},
                           {{}, count, b.sum(b.read({}, count), b.constant(b.number(1)))}},
                          {who},
                          unseen});
            }
            b.want(static_cast<std::uint32_t>(who),
                   b.worth(b.is(coin, Builder::entity(2 + 2 * who))));
        }
        b.want(2, b.read({}, count));
        b.ending(b.comparison(Operator::LESS, b.constant(b.number(1)), b.read({}, count)));
    }
};

bool same(const StoryGraph& one, const StoryGraph& other) {
    const auto same_part = [](const StoryGraph::Part& a, const StoryGraph::Part& b) {
        return a.level == b.level && a.owner == b.owner && a.slots == b.slots &&
               a.first == b.first && a.count == b.count;
    };
    return one.states == other.states && one.explored == other.explored &&
           one.layer_ends == other.layer_ends && one.stopped_by == other.stopped_by &&
           one.edge_ends == other.edge_ends && one.events == other.events &&
           one.targets == other.targets && one.utilities == other.utilities &&
           one.endings == other.endings &&
           std::equal(one.parts.begin(), one.parts.end(), other.parts.begin(), other.parts.end(),
                      same_part) &&
           one.rows == other.rows && one.minds == other.minds && one.values == other.values &&
           one.numbers == other.numbers;
}

void with_help_the_graph_is_the_same() {
    Engine engine(Ring().b.t, 2, 0);
    const StoryGraph alone = engine.explore(30, 4, {}, nullptr, Exploration::ALWAYS_ALONE);
    CHECK(alone.states > 1000 && !alone.stopped_by && alone.numbers.size() > 3);
    for (const std::size_t transitions : std::initializer_list<std::size_t>{0, 0, 0, 1000, 5000}) {
        Engine other(Ring().b.t, 2, 0);
        CHECK(same(alone, other.explore(30, 4, {}, nullptr, transitions)));
        CHECK(other.snapshot().transitions >= engine.snapshot().transitions);
    }
    CHECK(same(alone, engine.explore(30, 4, {}, nullptr, 0)));  // all is known already
}

// Looks on until it has been asked so often.
struct Impatient : Watcher {
    explicit Impatient(int times) : left(times) {}
    bool interrupted() override { return --left < 0; }
    int left;
};

void with_help_an_interruption_keeps_whole_states_only() {
    for (int times = 0; times < 3; ++times) {
        Engine engine(Ring().b.t, 2, 0);
        Impatient watcher(times);
        const StoryGraph graph = engine.explore(60, 6, {}, &watcher, 0);
        CHECK(graph.stopped_by == StopReason::INTERRUPT || graph.states > 1000);
        CHECK(graph.edge_ends.size() == graph.explored);
        CHECK(graph.events.size() == (graph.explored == 0 ? 0 : graph.edge_ends.back()));
        CHECK(std::all_of(graph.targets.begin(), graph.targets.end(),
                          [&](std::uint32_t target) { return target < graph.states; }));
        const StoryGraph again = engine.explore(5, 4, {}, nullptr, 0);  // the engine goes on
        Engine other(Ring().b.t, 2, 0);
        CHECK(again.targets == other.explore(5, 4, {}, nullptr, Exploration::ALWAYS_ALONE).targets);
    }
}

void with_help_a_loop_of_triggers_is_found() {
    Builder b(1);
    const Number at = b.fluent(Kind::NUMBER, b.number(0));
    const Number turn = b.fluent(Kind::YES_NO, NO);
    for (Number i = 0; i < 40; ++i) {
        const Number here = b.comparison(Operator::LESS, b.read({}, at), b.constant(b.number(3)));
        b.action({here, {{{}, at, b.sum(b.read({}, at), b.constant(b.number(1)))}}});
    }
    const Number end = b.is(at, b.number(3));
    b.trigger(b.all({end, b.is(turn, NO)}), {{{}, turn, b.constant(YES)}});
    b.trigger(b.all({end, b.is(turn, YES)}), {{{}, turn, b.constant(NO)}});
    Engine engine(b.t, 1, 0);
    CHECK(checking::throws<TriggerLoop>([&] { engine.explore(9, 3, {}, nullptr, 0); }));
    CHECK(engine.explore(2, 3, {}, nullptr, 0).states == 3);
}

}  // namespace

int main() {
    with_help_the_graph_is_the_same();
    with_help_an_interruption_keeps_whole_states_only();
    with_help_a_loop_of_triggers_is_found();
    all_states_are_there_layer_by_layer();
    minds_are_laid_out_behind_the_states();
    the_last_layer_is_not_explored();
    a_limit_keeps_whole_states_only();
    return checking::finish();
}
