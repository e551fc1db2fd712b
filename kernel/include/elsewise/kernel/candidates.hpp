// Which events may be possible with given values: a few candidates instead of all events.
#pragma once

#include <cstdint>
#include <vector>

#include "elsewise/kernel/conditions.hpp"
#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

// Every event is filed under one atom `fluent = constant` of its condition (of its own part), if
// it has one. For a vector only the events filed under its values are looked at.
class Candidates {
public:
    Candidates(const Program& program, const std::vector<Event>& events);

    // The events whose condition's own part holds, ascending, into `found` (cleared first).
    void find(const Conditions& conditions, const Code* row, std::vector<Event>& found) const;

private:
    struct Key {
        Fluent fluent;
        std::uint32_t first_bucket;  // of the code 0
        std::uint32_t codes;         // codes 0 .. codes - 1 have buckets
    };

    void add_if_held(const Conditions& conditions, const Code* row, Range bucket,
                     std::vector<Event>& found) const;

    const Program& p_;
    std::vector<Key> keys_;
    std::vector<Range> buckets_;  // of events_
    std::vector<Event> events_;
    Range always_;  // of events_: those without such an atom
};

}  // namespace elsewise::kernel
