// The same comes out, wherever arrays lie and however often they are paged out.
#include <filesystem>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"
#include "elsewise/kernel/space.hpp"

#if defined(__linux__)
#include <sys/resource.h>

#include <csignal>
#endif

using namespace elsewise::kernel;
using building::Builder;
using building::Number;

namespace {

const std::string FOLDER = std::filesystem::temp_directory_path().string();

void without_a_folder_arrays_lie_in_plain_memory() {
    Space space;
    CHECK(!space.spills() && space.allocate(1 << 20) == nullptr);
    const Array<int> array = zeros_in<int>(&space, 1 << 20);
    CHECK(array[(1 << 20) - 1] == 0 && array.get_deleter().space == nullptr);
}

void a_folder_must_be_one() {
    Space space;
    CHECK(checking::throws<BadFolder>([&] { space.open(FOLDER + "/no/such/folder"); }));
    space.spill(true);
    CHECK(!space.spills());
}

#if defined(__linux__)

void nothing_is_lost_and_nothing_moves() {
    constexpr std::size_t COUNT = std::size_t{1} << 22;
    Space space;
    space.open(FOLDER);
    CHECK(!space.spills());
    space.spill(true);
    std::vector<Array<std::uint64_t>> arrays;
    for (std::uint64_t i = 0; i < 4; ++i) {
        arrays.push_back(zeros_in<std::uint64_t>(&space, COUNT));
        CHECK(arrays[i].get_deleter().space == &space && arrays[i][COUNT / 2] == 0);
        for (std::size_t j = 0; j < COUNT; ++j) {
            arrays[i][j] = i + j;
        }
    }
    const double before = memory_now();
    const double bytes = 4.0 * COUNT * sizeof(std::uint64_t);
    space.page_out(before - bytes / 2);
    CHECK(memory_now() < before - bytes * 0.45 && memory_now() > before - bytes * 0.9);
    space.page_out(0.0);
    CHECK(memory_now() < before - bytes * 0.9);
    arrays.erase(arrays.begin() + 1);
    bool same = true;
    for (std::size_t j = 0; j < COUNT; ++j) {
        same = same && arrays[0][j] == j && arrays[1][j] == 2 + j && arrays[2][j] == 3 + j;
    }
    CHECK(same);
    space.spill(false);
    CHECK(array_in<int>(&space, 1 << 20).get_deleter().space == nullptr);
    CHECK(arrays[0][7] == 7);
    space.open(FOLDER + "/.");  // another file
    space.spill(true);
    arrays.push_back(zeros_in<std::uint64_t>(&space, COUNT));
    arrays[3][9] = 9;
    space.page_out(0.0);
    CHECK(arrays[2][9] == 12 && arrays[3][9] == 9 && arrays[3][10] == 0);
}

constexpr Number SIDE = 4;

// Tokens on boards of four places, each moved on by Ann or Bob in turn, who wants a first token at
// the end of its board. Bob does not see the tokens that Ann moves.
struct Tokens {
    Builder b{2, SIDE};

    explicit Tokens(Number count) {
        std::vector<Number> ends;
        for (Number token = 0; token < count; ++token) {
            const Number owner = token % 2;
            const Number at = b.fluent(Kind::ENTITY, Builder::entity(0));
            for (Number i = 0; i + 1 < SIDE; ++i) {
                b.action({b.is(at, Builder::entity(i)),
                          {{{}, at, b.constant(Builder::entity(i + 1))}},
                          {owner},
                          owner == 0 ? std::vector<Number>{1} : std::vector<Number>{}});
            }
            ends.push_back(b.is(at, Builder::entity(SIDE - 1)));
        }
        b.want(0, b.worth(ends[0]));
        b.want(1, b.worth(ends[1]));
        b.ending(b.all({ends[0], ends[1]}));
    }
};

bool same(const StoryGraph& one, const StoryGraph& other) {
    return one.states == other.states && one.explored == other.explored &&
           one.layer_ends == other.layer_ends && one.stopped_by == other.stopped_by &&
           one.edge_ends == other.edge_ends && one.events == other.events &&
           one.targets == other.targets && one.endings == other.endings && one.rows == other.rows &&
           one.minds == other.minds && one.values == other.values;
}

// Puts everything out at every unit of work.
class Ruthless : public WorkCounter {
public:
    explicit Ruthless(Space& space) : space_(space) {}
    void worked() override {
        space_.page_out(0.0);
        ++times;
    }
    int times = 0;

private:
    Space& space_;
};

StoryGraph explored_in(Space& space, const Tables& tables, std::optional<std::uint32_t> foresight,
                       WorkCounter* counter) {
    Program program(tables);
    const Shapes shapes(program, 2, 0);
    LimitChecker limits(&space);
    TransitionSystem system(program, shapes, limits);
    Reasons reasons(system);
    limits.count_with(counter);
    Exploration exploration(system, reasons, system.start(), foresight);
    exploration.run(100);
    return exploration.graph();
}

void a_graph_is_the_same_wherever_it_lies() {
    const Tokens tokens(6);
    const std::optional<std::uint32_t> any_event;
    for (const std::optional<std::uint32_t> foresight : {std::optional(3u), any_event}) {
        Space plain;
        const StoryGraph graph = explored_in(plain, tokens.b.t, foresight, nullptr);
        CHECK(graph.states > (foresight ? 10 : 4000));
        Space space;
        space.open(FOLDER);
        space.spill(true);
        Ruthless ruthless(space);
        CHECK(same(graph, explored_in(space, tokens.b.t, foresight, &ruthless)));
        CHECK(ruthless.times > (foresight ? 5 : 500));
    }
}

// Little enough that arrays must be paged out again and again.
#if defined(__SANITIZE_THREAD__)
constexpr double ROOM = 1e9;  // every byte has some more beside it, which stay
#else
constexpr double ROOM = 16e6;
#endif

Limits within(double more_bytes) {
    Limits limits;
    limits.memory_bytes = memory_now() + more_bytes;
    return limits;
}

void a_limit_of_memory_holds_and_ends_nothing() {
    const Tokens tokens(8);
    Engine plain(tokens.b.t, 1, 0);
    const StoryGraph graph = plain.explore(100, std::nullopt, {}, nullptr);
    CHECK(graph.states == 65536 && !graph.stopped_by);
    Engine cut(tokens.b.t, 1, 0);
    CHECK(cut.explore(100, std::nullopt, within(1e6), nullptr).stopped_by == StopReason::MEMORY);
    Engine spilling(tokens.b.t, 1, 0);
    spilling.spill_to(FOLDER);
    CHECK(same(graph, spilling.explore(100, std::nullopt, within(ROOM), nullptr)));
    // What lies in the file serves calls without a limit, and those that have one again.
    CHECK(same(graph, spilling.explore(100, std::nullopt, {}, nullptr)));
    CHECK(same(graph, spilling.explore(100, std::nullopt, within(ROOM), nullptr)));
}

void a_memory_too_small_for_what_cannot_be_paged_out_ends_it() {
    const Tokens tokens(8);
    Engine engine(tokens.b.t, 1, 0);
    engine.spill_to(FOLDER);
    Limits limits = within(0.0);
    limits.memory_bytes /= 2;
    CHECK(engine.explore(100, std::nullopt, limits, nullptr).stopped_by == StopReason::MEMORY);
}

void stories_are_the_same_too() {
    const Tokens tokens(7);
    for (const Mode mode : {Mode::BALANCED, Mode::SHORTEST, Mode::FIRST}) {
        Request request;
        request.ending = 0;
        request.length = 6;
        request.foresight = 3;
        request.mode = mode;
        Engine plain(tokens.b.t, 1, 0);
        const Found found = plain.search(request, {}, nullptr);
        Engine engine(tokens.b.t, 1, 0);
        engine.spill_to(FOLDER);
        const Found spilled = engine.search(request, within(64e6), nullptr);
        CHECK(found.stories.size() == 1 && found.stories == spilled.stories);
        CHECK(found.proven == spilled.proven && !spilled.stopped_by);
    }
}

// No file may be longer than so many bytes while this lives.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &now);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &before_); }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit before_{};
};

void a_full_disk_ends_it_with_what_there_is() {
    std::signal(SIGXFSZ, SIG_IGN);
    const Tokens tokens(6);
    Engine engine(tokens.b.t, 1, 0);
    engine.spill_to(FOLDER);
    const StoryGraph whole = Engine(tokens.b.t, 1, 0).explore(100, std::nullopt, {}, nullptr);
    for (const rlim_t bytes : {rlim_t{0}, rlim_t{1} << 20, rlim_t{3} << 19}) {
        StoryGraph graph;
        {
            const SmallDisk disk(bytes);
            graph = engine.explore(100, std::nullopt, within(1e9), nullptr);
        }
        CHECK(graph.stopped_by == StopReason::DISK && graph.explored < whole.explored);
        CHECK(graph.edge_ends.size() == graph.explored);
        CHECK(std::equal(graph.targets.begin(), graph.targets.end(), whole.targets.begin()));
    }
    CHECK(same(whole, engine.explore(100, std::nullopt, {}, nullptr)));
}

#endif

}  // namespace

int main() {
    without_a_folder_arrays_lie_in_plain_memory();
    a_folder_must_be_one();
#if defined(__linux__)
    nothing_is_lost_and_nothing_moves();
    a_graph_is_the_same_wherever_it_lies();
    a_limit_of_memory_holds_and_ends_nothing();
    a_memory_too_small_for_what_cannot_be_paged_out_ends_it();
    stories_are_the_same_too();
    a_full_disk_ends_it_with_what_there_is();
#endif
    return checking::finish();
}
