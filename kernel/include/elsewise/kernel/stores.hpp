// All that is remembered about states and values, for one thread or several (sharing.hpp).
#pragma once

#include <cstdint>
#include <mutex>

#include "elsewise/kernel/arena.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/nodes.hpp"
#include "elsewise/kernel/program.hpp"
#include "elsewise/kernel/shapes.hpp"
#include "elsewise/kernel/vectors.hpp"

namespace elsewise::kernel {

// What is known of vectors (value_steps.hpp says more).
class VectorFacts {
public:
    struct Facts {
        std::uint32_t settled = NONE;
        std::uint32_t actions = 0;    // run of lists: count, actions, steps
        std::uint32_t triggers = 0;   // run of lists: count, triggers
        std::uint32_t utilities = 0;  // run of numbers, one per character and the story
    };

    explicit VectorFacts(Space* space) : lists(space), numbers(space), facts_(space) {}

    Facts& operator[](VectorId vector) {
        if (facts_.size() <= vector.index()) {
            const std::lock_guard guard(lock_);
            while (facts_.size() <= vector.index()) {
                facts_.push_back(Facts{});
            }
        }
        return facts_[vector.index()];
    }

    void share(bool shared) {
        lock_.share(shared);
        facts_.share();
        lists.share(shared);
        numbers.share(shared);
    }

    Arena<std::uint32_t> lists;
    Arena<double> numbers;

private:
    ChunkedArray<Facts> facts_;
    alignas(APART) BriefLock lock_;
};

struct Stores {
    Stores(const Program& program, const Shapes& shapes, const LimitChecker* limits)
        : vectors(program.fluents(), limits),
          nodes(shapes, vectors, limits),
          facts(space_of(limits)),
          successors(space_of(limits)) {}
    Stores(const Stores&) = delete;
    Stores& operator=(const Stores&) = delete;

    // Several threads may use them from now on, or one only.
    void share(bool shared) {
        vectors.share(shared);
        nodes.share(shared);
        facts.share(shared);
        successors.share(shared);
    }

    VectorStore vectors;
    NodeStore nodes;
    VectorFacts facts;
    Arena<std::uint32_t> successors;  // by rank, then as many notes (transition.hpp)
};

}  // namespace elsewise::kernel
