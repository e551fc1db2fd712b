#include <stdexcept>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"
#include "elsewise/kernel/parallel_expansion.hpp"
#include "problem.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::EffectText;
using building::Number;
using running::Running;

namespace {

ChunkedArray<NodeId> numbered(std::uint32_t count) {
    ChunkedArray<NodeId> nodes;
    for (std::uint32_t i = 0; i < count; ++i) {
        nodes.push_back(NodeId(i));
    }
    return nodes;
}

void batches_come_back_in_the_order_in_which_they_were_handed_out() {
    const ChunkedArray<NodeId> nodes = numbered(100);
    ExpansionQueue queue;
    queue.add(nodes, 0, 100);
    std::vector<Batch*> taken;
    while (Batch* batch = queue.take()) {
        taken.push_back(batch);
    }
    CHECK(taken.size() > 4 && queue.is_busy());
    // Done the other way round: nothing comes back before the first is.
    for (std::size_t i = taken.size(); i-- > 1;) {
        queue.finish(*taken[i]);
        CHECK(queue.next_done() == nullptr);
    }
    queue.finish(*taken[0]);
    std::uint32_t next = 0;
    while (const std::unique_ptr<Batch> batch = queue.next_done()) {
        for (const NodeId node : batch->nodes) {
            CHECK(node == NodeId(next++));
        }
    }
    CHECK(next == 100 && !queue.is_busy());
}

void only_the_states_named_are_handed_out() {
    const ChunkedArray<NodeId> nodes = numbered(10);
    ExpansionQueue queue;
    CHECK(queue.take() == nullptr && !queue.is_busy());
    queue.add(nodes, 3, 5);
    Batch* const one = queue.take();
    Batch* const other = queue.take();
    CHECK(one->nodes == std::vector{NodeId(3)} && other->nodes == std::vector{NodeId(4)});
    CHECK(queue.take() == nullptr);
    queue.close();
    CHECK(queue.wait_and_take() == nullptr);
}

// Switches that anybody may turn on and off: 2^count states. Nobody has a reason to break them all.
Tables switches(Number count) {
    Builder b{1};
    std::vector<EffectText> off;
    for (Number i = 0; i < count; ++i) {
        const Number on = b.fluent(Kind::YES_NO, NO);
        b.action({b.is(on, NO), {{{}, on, b.constant(YES)}}});
        b.action({b.is(on, YES), {{{}, on, b.constant(NO)}}});
        off.push_back({{}, on, b.constant(NO)});
    }
    b.action({b.yes, off, {0}});
    return b.t;
}

// A worker does all of the work, and finds what find_edges finds on the first thread.
void a_worker_finds_the_same_edges() {
    Running alone(switches(4));
    Running shared(switches(4));
    std::vector<Edge> expected;
    find_edges(alone.system, alone.reasons, alone.start, 2, expected);
    ChunkedArray<NodeId> nodes;
    nodes.push_back(shared.start);
    const std::size_t before = shared.system.transitions();
    shared.system.share(true);
    shared.reasons.share(true);
    ExpansionQueue queue;
    std::unique_ptr<Batch> batch;
    {
        const ExpansionWorker worker(shared.system, shared.reasons, 2, queue);
        queue.add(nodes, 0, 1);
        while (!(batch = queue.next_done())) {
            queue.wait_a_little();
        }
    }
    shared.system.share(false);
    shared.reasons.share(false);
    CHECK(!batch->failed && batch->ends == std::vector<std::size_t>{expected.size()});
    CHECK(batch->edges.size() == expected.size() && expected.size() == 4);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(batch->edges[i].action == expected[i].action);
        CHECK(std::equal(shared.values(batch->edges[i].after),
                         shared.values(batch->edges[i].after) + 4,
                         alone.values(expected[i].after)));
    }
    // Its transitions count with those of the first thread.
    CHECK(shared.system.transitions() - before == alone.system.transitions());
}

void what_a_worker_runs_into_is_told_with_its_batch() {
    Builder b{0};
    const Number on = b.fluent(Kind::YES_NO, NO);
    const Number flip = b.fluent(Kind::YES_NO, NO);
    b.action({b.yes, {{{}, on, b.constant(YES)}}});
    b.trigger(b.all({b.is(on, YES), b.is(flip, YES)}), {{{}, flip, b.constant(NO)}});
    b.trigger(b.all({b.is(on, YES), b.is(flip, NO)}), {{{}, flip, b.constant(YES)}});
    Running r(b.t);
    ChunkedArray<NodeId> nodes;
    nodes.push_back(r.start);
    r.system.share(true);
    r.reasons.share(true);
    ExpansionQueue queue;
    std::unique_ptr<Batch> batch;
    {
        const ExpansionWorker worker(r.system, r.reasons, std::nullopt, queue);
        queue.add(nodes, 0, 1);
        while (!(batch = queue.next_done())) {
            queue.wait_a_little();
        }
    }
    CHECK(batch->failed && batch->ends.empty());
    CHECK(checking::throws<TriggerLoop>([&] { std::rethrow_exception(batch->failed); }));
}

void compare(const StoryGraph& one, const StoryGraph& other) {
    CHECK(one.states == other.states && one.explored == other.explored);
    CHECK(one.layer_ends == other.layer_ends && one.edge_ends == other.edge_ends);
    CHECK(one.events == other.events && one.targets == other.targets);
    CHECK(one.endings == other.endings && one.minds == other.minds);
}

// With one thread and with two, from the first state on, again and again.
void the_graph_is_that_of_one_thread() {
    const Tables tables = switches(9);
    Engine one(tables, 1, 0);
    const StoryGraph expected = one.explore(9, 1, {}, nullptr, Exploration::ALWAYS_ALONE);
    CHECK(expected.states == 512 && expected.events.size() == 512 * 9 - 9);
    for (int run = 0; run < 10; ++run) {
        Engine engine(tables, 1, 0);
        compare(engine.explore(9, 1, {}, nullptr, 0), expected);
    }
}

void so_are_the_graphs_of_random_problems() {
    std::size_t states = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        const model::Problem problem = model::random_problem(seed);
        try {
            Engine one(model::tables_of(problem), problem.depth, problem.extra);
            Engine two(model::tables_of(problem), problem.depth, problem.extra);
            std::optional<std::uint32_t> foresight;
            if (seed % 2 == 0) {
                foresight = 2;
            }
            const StoryGraph expected =
                one.explore(5, foresight, {}, nullptr, Exploration::ALWAYS_ALONE);
            compare(two.explore(5, foresight, {}, nullptr, 0), expected);
            states += expected.states;
        } catch (const TriggerLoop&) {
        }
    }
    CHECK(states > 1500);
}

}  // namespace

int main() {
    batches_come_back_in_the_order_in_which_they_were_handed_out();
    only_the_states_named_are_handed_out();
    a_worker_finds_the_same_edges();
    what_a_worker_runs_into_is_told_with_its_batch();
    the_graph_is_that_of_one_thread();
    so_are_the_graphs_of_random_problems();
    return checking::finish();
}
