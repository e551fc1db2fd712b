// What is remembered between questions: how far goals are, what can be reached, which lines were
// tried, and which ids have which hash.
#include <limits>
#include <set>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/hashing.hpp"
#include "elsewise/kernel/heuristic_cache.hpp"
#include "elsewise/kernel/lookahead.hpp"
#include "elsewise/kernel/reachability_cache.hpp"
#include "elsewise/kernel/transposition_table.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;
using running::Running;

namespace {

// -- heuristic cache ------------------------------------------------------------------------------

HeuristicCache::Key ending(std::uint32_t row) { return {row, true, false, 0.0}; }

void facts_are_kept_by_goal() {
    HeuristicCache cache;
    const auto one = cache.of(ending(1), nullptr);
    one->push_back({3, 0, 255});
    CHECK(cache.of(ending(1), nullptr) == one && cache.of(ending(2), nullptr) != one);
    // Goals that differ in anything are other goals.
    const HeuristicCache::Key least{1, false, false, 2.0};
    HeuristicCache::Key more = least;
    more.more = true;
    HeuristicCache::Key higher = least;
    higher.least = 3.0;
    const std::set kept{cache.of(ending(1), nullptr), cache.of(least, nullptr),
                        cache.of(more, nullptr), cache.of(higher, nullptr)};
    CHECK(kept.size() == 4);
}

void the_goal_not_asked_for_longest_is_forgotten_first() {
    HeuristicCache cache;
    const auto first = cache.of(ending(0), nullptr);
    const auto second = cache.of(ending(1), nullptr);
    for (std::uint32_t row = 2; row < 8; ++row) {
        cache.of(ending(row), nullptr);
    }
    CHECK(cache.of(ending(0), nullptr) == first);  // eight are kept; this one is the newest now
    cache.of(ending(8), nullptr);
    CHECK(cache.of(ending(0), nullptr) == first);
    CHECK(cache.of(ending(1), nullptr) != second);
}

// Two switches that must be on, each turned on by an event.
struct Switches {
    Builder b{0};

    Switches() {
        const Number one = b.fluent(Kind::YES_NO, NO);
        const Number two = b.fluent(Kind::YES_NO, NO);
        b.action({b.yes, {{{}, one, b.constant(YES)}}});
        b.action({b.yes, {{{}, two, b.constant(YES)}}});
        b.ending(b.all({b.is(one, YES), b.is(two, YES)}));
        b.ending(b.all({b.is(two, YES), b.is(one, YES)}));
    }
};

void a_later_lookahead_for_the_same_goal_needs_no_work() {
    struct Counter : WorkCounter {
        void worked() override { ++units; }
        int units = 0;
    };
    Switches switches;
    Running r(switches.b.t);
    const Goal goal = running::first_ending(r);
    const VectorId start = r.system.nodes()[r.start].vector;
    CHECK(!Lookahead(r.system, goal).may_reach(start, 1));
    CHECK(Lookahead(r.system, goal).may_reach(start, 2));
    const std::size_t vectors = r.system.transitions();
    Counter counter;
    r.limits.begin({}, nullptr);  // the next tick is one unit of work
    r.limits.count_with(&counter);
    CHECK(!Lookahead(r.system, goal).may_reach(start, 1));
    CHECK(Lookahead(r.system, goal).may_reach(start, 2));
    CHECK(counter.units == 0 && r.system.transitions() == vectors);
    Goal other = goal;  // nothing is known of it
    other.ending = r.program.endings[1];
    other.row = static_cast<std::uint32_t>(r.program.tables.endings[1]);
    CHECK(Lookahead(r.system, other).may_reach(start, 2));
    CHECK(counter.units == 1);
}

// -- reachability cache ---------------------------------------------------------------------------

void every_node_and_utility_has_a_word_of_its_own() {
    LimitChecker limits;
    ReachabilityCache cache(&limits);
    // Far more than there is place for at first.
    for (std::uint32_t node = 0; node < 300; ++node) {
        for (std::uint32_t utility = 0; utility < 30; ++utility) {
            std::uint32_t& word = cache.at(node, utility);
            CHECK(word == 0);
            word = node * 100 + utility + 1;
        }
    }
    bool same = true;
    for (std::uint32_t node = 0; node < 300; ++node) {
        for (std::uint32_t utility = 0; utility < 30; ++utility) {
            same = same && cache.at(node, utility) == node * 100 + utility + 1;
        }
    }
    CHECK(same);
    cache.at(NONE - 1, NONE - 1) = 7;
    CHECK(cache.at(NONE - 1, NONE - 1) == 7 && cache.at(NONE - 1, NONE - 2) == 0);
}

void equal_utilities_have_the_same_number() {
    LimitChecker limits;
    ReachabilityCache cache(&limits);
    const std::uint32_t one = cache.number(1.5);
    CHECK(cache.number(2.5) != one && cache.number(1.5) == one && cache.number(-1.5) != one);
}

void a_cache_that_would_grow_beyond_memory_stops() {
    LimitChecker limits;
    Limits little;
    little.memory_bytes = 1.0;
    ReachabilityCache cache(&limits);
    limits.begin(little, nullptr);
    CHECK(checking::throws<Stopped>([&] {
        for (std::uint32_t node = 0; node < 1'000'000; ++node) {
            cache.at(node, 0) = node;
        }
    }));
    limits.end();
    CHECK(cache.at(17, 0) == 17);
}

// -- transposition table --------------------------------------------------------------------------

void lines_are_told_apart_by_node_shortcuts_and_events_left() {
    TranspositionTable table;
    const NodeId here(3);
    const std::vector<NodeId> shortcuts{NodeId(1), NodeId(2)};
    CHECK(table.add(here, shortcuts, 2) && !table.add(here, shortcuts, 2));
    CHECK(table.contains(here, shortcuts, 2));
    CHECK(!table.contains(here, shortcuts, 1) && !table.contains(NodeId(4), shortcuts, 2));
    CHECK(!table.contains(here, {NodeId(1)}, 2) && !table.contains(here, {}, 2));
}

// -- hashes ---------------------------------------------------------------------------------------

void an_id_is_added_once_even_if_all_hashes_are_alike() {
    for (const bool alike : {true, false}) {
        HashIndex index;
        std::vector<std::uint32_t> keys;
        const auto id = [&](std::uint32_t key) {
            return index.find_or_add(
                alike ? 5 : hash_finish(hash_combine(1, key)),
                [&](std::uint32_t other) { return keys[other] == key; },
                [&] {
                    keys.push_back(key);
                    return static_cast<std::uint32_t>(keys.size() - 1);
                });
        };
        for (int round = 0; round < 2; ++round) {
            for (std::uint32_t key = 0; key < 1500; ++key) {  // it grows on the way
                CHECK(id(key * 7) == key);
            }
        }
        CHECK(keys.size() == 1500);
    }
}

void hashes_of_small_numbers_differ_in_their_low_bits() {
    std::set<std::uint32_t> tags;
    std::set<std::uint64_t> places;
    for (std::uint64_t word = 0; word < 4096; ++word) {
        const std::uint64_t hash = hash_finish(hash_combine(4, word));
        tags.insert(static_cast<std::uint32_t>(hash));
        places.insert(hash & 4095);
    }
    // As many as random ones would take: 1 - 1/e of all places, within a few hundredths.
    CHECK(tags.size() > 4090 && places.size() > 2400 && places.size() < 2800);
}

}  // namespace

int main() {
    facts_are_kept_by_goal();
    the_goal_not_asked_for_longest_is_forgotten_first();
    a_later_lookahead_for_the_same_goal_needs_no_work();
    every_node_and_utility_has_a_word_of_its_own();
    equal_utilities_have_the_same_number();
    a_cache_that_would_grow_beyond_memory_stops();
    lines_are_told_apart_by_node_shortcuts_and_events_left();
    an_id_is_added_once_even_if_all_hashes_are_alike();
    hashes_of_small_numbers_differ_in_their_low_bits();
    return checking::finish();
}
