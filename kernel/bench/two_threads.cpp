// What two threads could make of a whole graph at most. `benchmarks/cores.py` writes the problem
// that this reads from standard input, and says what the figures mean. Prints CSV: what, value.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "elsewise/kernel/engine.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/program.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/shapes.hpp"
#include "elsewise/kernel/transition.hpp"

namespace {

using namespace elsewise::kernel;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

void print(const char* what, double value) { std::printf("%s,%.6g\n", what, value); }

// -- the problem --------------------------------------------------------------------------------

struct Problem {
    Tables tables;
    std::uint32_t depth;
    std::uint32_t extra_levels;
    std::uint32_t length;
    std::uint32_t foresight;
};

// Words of text; numbers may be `nan`.
double read_number() {
    std::string word;
    if (!(std::cin >> word)) {
        throw BadProblem("the problem is cut off");
    }
    return std::strtod(word.c_str(), nullptr);
}

std::uint32_t read_count() { return static_cast<std::uint32_t>(read_number()); }

template <class T>
void read(std::vector<T>& list) {
    list.resize(read_count());
    for (T& item : list) {
        item = static_cast<T>(read_number());
    }
}

Problem read_problem() {
    Problem problem;
    Tables& t = problem.tables;
    for (std::uint32_t* count : {&problem.depth, &problem.extra_levels, &problem.length,
                                 &problem.foresight, &t.characters, &t.entities, &t.actions}) {
        *count = read_count();
    }
    t.extra_levels = problem.extra_levels;
    for (std::vector<std::uint8_t>* list : {&t.kinds, &t.asked, &t.consents}) {
        read(*list);
    }
    for (std::vector<double>* list : {&t.numbers, &t.low, &t.high}) {
        read(*list);
    }
    for (Tables::Ints* list :
         {&t.expressions, &t.parts, &t.path_characters, &t.path_ends, &t.conditions, &t.effects,
          &t.effect_ends, &t.by, &t.by_ends, &t.seen_by, &t.start, &t.wants, &t.endings}) {
        read(*list);
    }
    return problem;
}

// -- exploring ----------------------------------------------------------------------------------

// All that one thread needs to explore with tables of its own.
struct Worker {
    explicit Worker(const Problem& problem)
        : program(problem.tables),
          shapes(program, problem.depth + 1 + problem.extra_levels, problem.extra_levels),
          system(program, shapes, limits),
          reasons(system),
          start(system.start()) {}

    Program program;
    Shapes shapes;
    LimitChecker limits;
    TransitionSystem system;
    Reasons reasons;
    NodeId start;
};

// A state of the author's: by which event of which state it was found. The start is its own.
struct State {
    std::uint32_t from;
    Event event;
    double cost;  // seconds to find its edges
};

struct Graph {
    std::vector<State> states;
    std::vector<std::size_t> layer_ends;
    std::size_t edges = 0;
};

template <class Found>
void explore_state(Worker& worker, NodeId node, std::uint32_t foresight, Found found) {
    const std::span<const Event> actions = worker.system.candidates(node);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        if (worker.system.is_possible(node, actions[rank]) &&
            worker.reasons.explained(node, actions[rank], foresight)) {
            found(actions[rank], worker.system.after(node, rank));
        }
    }
}

Graph explore(Worker& worker, const Problem& problem) {
    Graph graph;
    std::vector<NodeId> nodes;
    std::vector<bool> seen;
    const auto add = [&](NodeId node, std::uint32_t from, Event event) {
        if (node.index() >= seen.size()) {
            seen.resize(std::max<std::size_t>(node.index() + std::size_t{1}, seen.size() * 2));
        }
        if (!seen[node.index()]) {
            seen[node.index()] = true;
            nodes.push_back(node);
            graph.states.push_back({from, event, 0.0});
        }
    };
    add(worker.start, 0, 0);
    std::uint32_t state = 0;
    for (std::uint32_t layer = 0; layer <= problem.length && state < nodes.size(); ++layer) {
        graph.layer_ends.push_back(nodes.size());
        for (; layer < problem.length && state < graph.layer_ends.back(); ++state) {
            const Clock::time_point begin = Clock::now();
            explore_state(worker, nodes[state], problem.foresight, [&](Event event, NodeId after) {
                ++graph.edges;
                add(after, state, event);
            });
            graph.states[state].cost = seconds_since(begin);
        }
    }
    return graph;
}

// The time of two workers who take the states of a layer in turn, whoever is free, and wait for
// each other at its end; who share all that is known, at no cost.
double shared_seconds(const Graph& graph) {
    double sum = 0.0;
    std::size_t state = 0;
    for (const std::size_t end : graph.layer_ends) {
        std::array<double, 2> busy{};
        for (; state < end; ++state) {
            *std::min_element(busy.begin(), busy.end()) += graph.states[state].cost;
        }
        sum += *std::max_element(busy.begin(), busy.end());
    }
    return sum;
}

// -- halves -------------------------------------------------------------------------------------

// What a worker does who knows all states, but explores only its own.
struct Share {
    std::vector<double> layers;   // seconds for its own states
    std::size_t transitions = 0;  // for its own states
    std::size_t replayed = 0;     // to get to know the states of others
    std::size_t nodes = 0;
};

using IsOwn = std::function<bool(std::size_t state, std::size_t begin, std::size_t end)>;

Share explore_own(const Problem& problem, const Graph& graph, const IsOwn& is_own) {
    Worker worker(problem);
    Share share;
    std::vector<NodeId> nodes{worker.start};
    std::size_t begin = 0;
    for (const std::size_t end : graph.layer_ends) {
        const std::size_t before = worker.system.transitions();
        for (std::size_t state = nodes.size(); state < end; ++state) {
            const NodeId from = nodes[graph.states[state].from];
            const std::uint32_t rank = worker.system.possible_rank(from, graph.states[state].event);
            nodes.push_back(worker.system.after(from, rank));
        }
        const std::size_t known = worker.system.transitions();
        share.replayed += known - before;
        const Clock::time_point time = Clock::now();
        for (std::size_t state = begin; state < end && share.layers.size() < problem.length;
             ++state) {
            if (is_own(state, begin, end)) {
                explore_state(worker, nodes[state], problem.foresight, [](Event, NodeId) {});
            }
        }
        share.layers.push_back(seconds_since(time));
        share.transitions += worker.system.transitions() - known;
        begin = end;
    }
    share.nodes = worker.system.nodes().size();
    return share;
}

void print_halves(const std::string& way, const Problem& problem, const Graph& graph,
                  const IsOwn& is_first) {
    const Share one = explore_own(problem, graph, is_first);
    const Share other =
        explore_own(problem, graph, [&](std::size_t state, std::size_t begin, std::size_t end) {
            return !is_first(state, begin, end);
        });
    double seconds = 0.0;
    for (std::size_t layer = 0; layer < one.layers.size(); ++layer) {
        seconds += std::max(one.layers[layer], other.layers[layer]);
    }
    print((way + ": seconds").c_str(), seconds);
    print((way + ": transitions").c_str(),
          static_cast<double>(one.transitions + other.transitions));
    print((way + ": transitions replayed").c_str(),
          static_cast<double>(one.replayed + other.replayed));
    print((way + ": nodes").c_str(), static_cast<double>(one.nodes + other.nodes));
}

// -- two at once --------------------------------------------------------------------------------

double explored_in(const Problem& problem) {
    Worker worker(problem);
    const Clock::time_point begin = Clock::now();
    explore(worker, problem);
    return seconds_since(begin);
}

void print_two_at_once(const Problem& problem) {
    std::array<double, 2> taken{};
    std::vector<std::thread> threads;
    for (double& seconds : taken) {
        threads.emplace_back([&] { seconds = explored_in(problem); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    print("two at once: seconds", std::max(taken[0], taken[1]));
}

// The kernel's own way: tables shared.
void print_kernel(const char* what, const Problem& problem, std::size_t alone) {
    Engine engine(problem.tables, problem.depth, problem.extra_levels);
    const Clock::time_point begin = Clock::now();
    const StoryGraph graph = engine.explore(problem.length, problem.foresight, {}, nullptr, alone);
    print((std::string(what) + ": seconds").c_str(), seconds_since(begin));
    print((std::string(what) + ": transitions").c_str(),
          static_cast<double>(engine.snapshot().transitions));
    print((std::string(what) + ": nodes").c_str(), static_cast<double>(engine.snapshot().states));
}

}  // namespace

// With an argument: only what the kernel does.
int main(int count, char**) {
    const Problem problem = read_problem();
    print_kernel("kernel with one thread", problem, Exploration::ALWAYS_ALONE);
    print_kernel("kernel with two threads", problem, Exploration::USUALLY_ALONE);
    if (count > 1) {
        return 0;
    }
    Worker worker(problem);
    const Clock::time_point begin = Clock::now();
    const Graph graph = explore(worker, problem);
    print("alone: seconds", seconds_since(begin));
    print("alone: states", static_cast<double>(graph.states.size()));
    print("alone: edges", static_cast<double>(graph.edges));
    print("alone: transitions", static_cast<double>(worker.system.transitions()));
    print("alone: nodes", static_cast<double>(worker.system.nodes().size()));
    print("shared: seconds", shared_seconds(graph));
    print_two_at_once(problem);
    print_halves("every other", problem, graph,
                 [](std::size_t state, std::size_t, std::size_t) { return state % 2 == 0; });
    print_halves("first half", problem, graph,
                 [](std::size_t state, std::size_t begin_of, std::size_t end) {
                     return state < (begin_of + end) / 2;
                 });
}
