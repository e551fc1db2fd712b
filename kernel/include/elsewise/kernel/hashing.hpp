// A hash table of ids whose keys lie elsewhere: the basis of all interning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

#include "elsewise/kernel/space.hpp"
#include "elsewise/kernel/stop.hpp"

namespace elsewise::kernel {

// Stirs one word into a hash. Start with any constant; `finish` at the end.
inline std::uint64_t stir(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 32);
}

inline std::uint64_t finish(std::uint64_t hash) {
    hash *= 0xD6E8FEB86659FD93ULL;
    return hash ^ (hash >> 32);
}

// Maps a hash to the ids that have it. A slot holds 32 bits of the hash beside the id, so that
// keys are rarely looked at in vain and growing needs no key at all. At most two thirds full.
class HashIndex {
public:
    // `stop` (may be null) is asked before the table grows, in its space; what was added then stays
    // added.
    explicit HashIndex(const Stop* stop = nullptr) : stop_(stop) {}

    // The id with this hash for which `same(id)` is true; else `fresh()`, which is remembered.
    // `fresh` must not use this index.
    template <class Same, class Fresh>
    std::uint32_t find_or_add(std::uint64_t hash, Same same, Fresh fresh) {
        const std::uint32_t tag = static_cast<std::uint32_t>(hash);
        std::size_t at = tag & mask_;
        for (; slots_[at] != 0; at = (at + 1) & mask_) {
            if (static_cast<std::uint32_t>(slots_[at] >> 32) == tag) {
                const std::uint32_t id = static_cast<std::uint32_t>(slots_[at]) - 1;
                if (same(id)) {
                    return id;
                }
            }
        }
        const std::uint32_t id = fresh();
        slots_[at] = (std::uint64_t{tag} << 32) | (id + 1);
        if (++count_ * 3 > mask_ * 2) {
            grow();
        }
        return id;
    }

private:
    void grow() {
        const std::size_t mask = mask_ * 2 + 1;
        if (stop_ != nullptr) {
            stop_->about_to_take((mask + 1) * sizeof(std::uint64_t));
        }
        Array<std::uint64_t> slots = zeros_in<std::uint64_t>(space_of(stop_), mask + 1);
        for (std::size_t i = 0; i <= mask_; ++i) {
            const std::uint64_t slot = slots_[i];
            if (stop_ != nullptr && i % STRETCH == 0) {
                stop_->make_room();
            }
            if (slot != 0) {
                std::size_t at = (slot >> 32) & mask;
                while (slots[at] != 0) {
                    at = (at + 1) & mask;
                }
                slots[at] = slot;
            }
        }
        slots_ = std::move(slots);
        mask_ = mask;
    }

    static constexpr std::size_t STRETCH = std::size_t{1} << 16;

    const Stop* stop_;
    std::size_t mask_ = 1023;
    std::size_t count_ = 0;
    Array<std::uint64_t> slots_ = zeros_in<std::uint64_t>(nullptr, 1024);
};

}  // namespace elsewise::kernel
