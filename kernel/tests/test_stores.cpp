#include <vector>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/arena.hpp"
#include "elsewise/kernel/nodes.hpp"
#include "elsewise/kernel/paths.hpp"

using namespace elsewise::kernel;

namespace {

void arrays_do_not_move() {
    ChunkedArray<int, 4> array;
    array.push_back(7);
    const int* first = &array[0];
    for (int i = 1; i < 1000; ++i) {
        array.push_back(i);
    }
    CHECK(first == &array[0] && *first == 7 && array[999] == 999 && array.size() == 1000);
}

void runs_stay_in_one_piece() {
    Arena<int, 4> runs;
    std::vector<std::uint32_t> made;
    for (int i = 0; i < 100; ++i) {
        made.push_back(runs.allocate(7));
        for (int j = 0; j < 7; ++j) {
            runs.at(made.back())[j] = i * 10 + j;
        }
    }
    for (std::size_t i = 0; i < 100; ++i) {
        CHECK(made[i] != 0 && runs.at(made[i])[6] == static_cast<int>(i) * 10 + 6);
    }
    CHECK(checking::throws<TooLarge>([&] { runs.allocate(17); }));
}

void equal_vectors_are_one() {
    VectorStore vectors(5);
    CHECK(vectors.stride() == 8);
    std::vector<Code> row(vectors.stride(), 0);
    std::vector<VectorId> ids;
    for (Code i = 0; i < 5000; ++i) {
        row[4] = i;
        ids.push_back(vectors.intern(row.data()));
    }
    CHECK(vectors.size() == 5000);
    for (Code i = 0; i < 5000; ++i) {
        row[4] = i;
        CHECK(vectors.intern(row.data()) == ids[i] && vectors.row(ids[i])[4] == i);
    }
    CHECK(VectorStore(0).stride() == 4);
}

// Interns so many different vectors; how many there are when a limit is reached.
std::size_t fill(VectorStore& vectors, std::uint32_t most) {
    std::vector<Code> row(vectors.stride(), 0);
    try {
        for (std::uint32_t i = 0; i < most; ++i) {
            row[0] = static_cast<Code>(i % 60000);
            row[1] = static_cast<Code>(i / 60000);
            vectors.intern(row.data());
        }
    } catch (const Stopped& stopped) {
        CHECK(stopped.reason == StopReason::MEMORY);
    }
    return vectors.size();
}

void tables_ask_before_they_grow() {
    constexpr std::uint32_t MANY = 200000;  // more than a megabyte of slots
    LimitChecker limits;
    Limits most;
    most.memory_bytes = memory_now() + 1000;
    limits.begin(most, nullptr);
    VectorStore vectors(2, &limits);
    const std::size_t until_then = fill(vectors, MANY);
    CHECK(until_then > 1000 && until_then < MANY);
    CHECK(fill(vectors, MANY) == until_then + 1);  // what was there is there, and one more
    limits.end();
    CHECK(fill(vectors, MANY) == MANY);
    VectorStore free(2);
    CHECK(fill(free, MANY) == MANY);
}

void paths_have_numbers() {
    PathTable paths;
    const std::uint32_t path = paths.intern({1, 0});
    CHECK(paths.intern({}) == 0 && paths.intern({1, 0}) == path && paths.intern({0, 1}) != path);
    CHECK(paths[path].size() == 2 && paths[path][0] == 1);
}

void shapes_keep_the_minds_that_matter() {
    building::Builder b(3);
    b.t.asked = {1, 0, 0};
    b.t.consents = {0, 1, 0};
    const Program program(b.t);
    const Shapes shapes(program, 2, 1);
    const Shape& author = shapes[shapes.author()];
    CHECK(author.level == 2 && author.owner == NONE);
    CHECK(author.slots == std::vector<Character>({0, 1}));
    const Shape& second = shapes[author.child_shape[1]];
    CHECK(second.level == 1 && second.owner == 1);
    CHECK(second.slots == std::vector<Character>({0}));
    CHECK(shapes[author.child_shape[0]].slots.empty());
    CHECK(shapes[second.child_shape[0]].level == 0);
}

void equal_nodes_are_one_and_minds_are_walked() {
    building::Builder b(2);
    b.fluent(Kind::ENTITY, UNKNOWN);
    const Program program(b.t);
    const Shapes shapes(program, 1, 0);
    VectorStore vectors(1);
    NodeStore nodes(shapes, vectors);
    const Shape& author = shapes[shapes.author()];
    const auto vector = [&](Code code) {
        const std::vector<Code> row{code, 0, 0, 0};
        return vectors.intern(row.data());
    };
    const auto leaf = [&](std::uint32_t slot, Code code) {
        return nodes.intern(Draft(author.child_shape[slot], vector(code), nullptr, 0));
    };
    const std::vector<NodeId> children{leaf(0, 3), leaf(1, 4)};
    CHECK(leaf(0, 3) == children[0] && leaf(1, 3) != children[0]);
    const NodeId node = nodes.intern(Draft(shapes.author(), vector(5), children.data(), 2));
    CHECK(nodes.intern(nodes.draft(node)) == node);
    Draft other = nodes.draft(node);
    other.children()[1] = leaf(1, 5);
    CHECK(nodes.intern(other) != node && nodes.size() == 6);
    const auto value = [&](const std::vector<Character>& path) {
        return nodes.walk(nodes.view(node), path).row[0];
    };
    CHECK(value({}) == 5 && value({0}) == 3 && value({1}) == 4);
    CHECK(value({0, 0}) == 3 && value({0, 1}) == 3);  // own mind, and below the bottom
}

}  // namespace

int main() {
    arrays_do_not_move();
    runs_stay_in_one_piece();
    equal_vectors_are_one();
    tables_ask_before_they_grow();
    paths_have_numbers();
    shapes_keep_the_minds_that_matter();
    equal_nodes_are_one_and_minds_are_walked();
    return checking::finish();
}
