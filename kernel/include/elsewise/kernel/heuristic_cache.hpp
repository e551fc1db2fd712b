// What is known of how far goals are, kept from one search to the next.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>

#include "elsewise/kernel/arena.hpp"

namespace elsewise::kernel {

// Per vector of values. Numbers of events; 255 means that or more.
struct HeuristicFacts {
    static constexpr std::uint8_t EXACT = 255;

    std::uint8_t relaxed = 0;    // no fewer are needed by the relaxation
    std::uint8_t asked = 0;      // so far it was asked; EXACT: more rounds tell no more
    std::uint8_t fails = 0;      // with fewer than these it cannot be reached
    std::uint8_t reaches = 255;  // with these it can
};

// By goal, for the last goals that were asked for: what is known of a vector is true wherever
// a search begins.
class HeuristicCache {
public:
    // What tells goals apart: the row of a condition, or a want's and the least that is enough (or
    // not quite, if it must be more).
    struct Key {
        std::uint32_t row;
        bool is_ending;
        bool more;
        double least;
        bool operator==(const Key&) const = default;
    };

    std::shared_ptr<ChunkedArray<HeuristicFacts>> of(const Key& key, Space* space) {
        const auto known = std::find_if(kept_.begin(), kept_.end(),
                                        [&](const Entry& entry) { return entry.key == key; });
        if (known != kept_.end()) {
            kept_.splice(kept_.begin(), kept_, known);
        } else {
            kept_.push_front({key, std::make_shared<ChunkedArray<HeuristicFacts>>(space)});
            if (kept_.size() > MOST) {
                kept_.pop_back();
            }
        }
        return kept_.front().facts;
    }

private:
    static constexpr std::size_t MOST = 8;

    struct Entry {
        Key key;
        std::shared_ptr<ChunkedArray<HeuristicFacts>> facts;
    };
    std::list<Entry> kept_;  // the last one asked for first
};

}  // namespace elsewise::kernel
