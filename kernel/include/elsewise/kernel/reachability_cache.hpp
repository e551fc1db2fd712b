// What is known of how much could be reached from nodes (reasons.hpp), for one thread or several.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "elsewise/kernel/hashing.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/sharing.hpp"
#include "elsewise/kernel/space.hpp"

namespace elsewise::kernel {

// A hash table of words, 0 at first. Keys are node and number of the utility, plus 1. At most half
// full.
class ReachabilityCache {
public:
    // `limits` are asked before the table grows, in its space.
    explicit ReachabilityCache(const LimitChecker* limits) : limits_(limits) {
        tables_.put_in_use(std::make_unique<Table>(1023, nullptr), false);
    }

    // Several threads may use it from now on, or one only.
    void share(bool shared) {
        lock_.share(shared);
        tables_.forget_others();
    }

    // The word of a key. It is good until the next call; what another thread writes into it while
    // the table grows may be lost.
    std::uint32_t& at(std::uint32_t node, std::uint32_t utility) {
        const std::uint64_t key = ((std::uint64_t{node} << 32) | utility) + 1;
        Entry& known = find(tables_.now(), key);
        if (seen(known.key) == key) {
            return known.horizons;
        }
        const std::lock_guard guard(lock_);
        if (count_ * 2 > tables_.own().mask + 1) {
            grow();
        }
        Entry& reach = find(tables_.own(), key);
        if (reach.key == EMPTY) {
            publish(reach.key, key);
            ++count_;
        }
        return reach.horizons;
    }

    // A number for each utility.
    std::uint32_t number(double utility) {
        const std::lock_guard guard(lock_);
        const auto next = static_cast<std::uint32_t>(utility_numbers_.size());
        return utility_numbers_.emplace(utility, next).first->second;
    }

private:
    struct Entry {
        std::uint64_t key;
        std::uint32_t horizons;
    };
    struct Table {
        Table(std::size_t mask, Space* space)
            : mask(mask), places(zeros_in<Entry>(space, mask + 1)) {}
        std::size_t mask;
        Array<Entry> places;
    };
    static constexpr std::uint64_t EMPTY = 0;
    static constexpr std::size_t STRETCH = std::size_t{1} << 15;

    // The place of a key, or the free one where it belongs.
    static Entry& find(Table& table, std::uint64_t key) {
        const std::size_t mask = table.mask;
        std::size_t at = hash_finish(key) & mask;
        while (true) {
            const std::uint64_t there = seen(table.places[at].key);
            if (there == key || there == EMPTY) {
                return table.places[at];
            }
            at = (at + 1) & mask;
        }
    }

    void grow() {
        const Table& table = tables_.own();
        const std::size_t mask = table.mask * 2 + 1;
        limits_->about_to_allocate((mask + 1) * sizeof(Entry));
        auto larger = std::make_unique<Table>(mask, limits_->space());
        for (std::size_t i = 0; i <= table.mask; ++i) {
            Entry& reach = table.places[i];
            if (i % STRETCH == 0) {
                limits_->make_room();
            }
            if (reach.key != EMPTY) {
                find(*larger, reach.key) = {reach.key, seen(reach.horizons)};
            }
        }
        tables_.put_in_use(std::move(larger), lock_.is_shared());
    }

    Growing<Table> tables_;
    alignas(APART) BriefLock lock_;
    const LimitChecker* limits_;
    std::size_t count_ = 0;
    std::unordered_map<double, std::uint32_t> utility_numbers_;
};

}  // namespace elsewise::kernel
