// A hash table of ids whose keys lie elsewhere: the basis of all interning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/sharing.hpp"
#include "elsewise/kernel/space.hpp"

namespace elsewise::kernel {

// Combines a hash with one more word. Start with any constant; `hash_finish` at the end.
inline std::uint64_t hash_combine(std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 32);
}

inline std::uint64_t hash_finish(std::uint64_t hash) {
    hash *= 0xD6E8FEB86659FD93ULL;
    return hash ^ (hash >> 32);
}

// Maps a hash to the ids that have it. A slot holds 32 bits of the hash beside the id, so that
// keys are rarely looked at in vain and growing needs no key at all. At most two thirds full.
class HashIndex {
public:
    // `limits` (may be null) are asked before the table grows, in its space; what was added then
    // stays added.
    explicit HashIndex(const LimitChecker* limits = nullptr) : limits_(limits) {
        tables_.put_in_use(std::make_unique<Table>(1023, nullptr), false);
    }

    // Several threads may use it from now on, or one only.
    void share(bool shared) {
        lock_.share(shared);
        tables_.forget_others();
    }

    // The id with this hash for which `same(id)` is true; else `fresh()`, which is remembered.
    // `fresh` must not use this index; it is called by one thread at a time.
    template <class Same, class Fresh>
    std::uint32_t find_or_add(std::uint64_t hash, Same same, Fresh fresh) {
        const std::uint32_t tag = static_cast<std::uint32_t>(hash);
        Place place = find(tables_.now(), tag, same);
        if (place.slot == nullptr) {
            return place.id;
        }
        const std::lock_guard guard(lock_);
        if (lock_.is_shared()) {  // another thread may have added it, or may have made it grow
            place = find(tables_.now(), tag, same);
            if (place.slot == nullptr) {
                return place.id;
            }
        }
        const std::uint32_t id = fresh();
        publish(*place.slot, (std::uint64_t{tag} << 32) | (id + 1));
        if (++count_ * 3 > tables_.own().mask * 2) {
            grow();
        }
        return id;
    }

private:
    struct Table {
        Table(std::size_t mask, Space* space)
            : mask(mask), slots(zeros_in<std::uint64_t>(space, mask + 1)) {}
        std::size_t mask;
        Array<std::uint64_t> slots;
    };
    // An id, or the free slot where it belongs.
    struct Place {
        std::uint32_t id;
        std::uint64_t* slot;
    };

    template <class Same>
    static Place find(Table& table, std::uint32_t tag, Same same) {
        const std::size_t mask = table.mask;
        std::uint64_t* const slots = table.slots.get();
        for (std::size_t at = tag & mask;; at = (at + 1) & mask) {
            const std::uint64_t slot = seen(slots[at]);
            if (slot == 0) {
                return {0, &slots[at]};
            }
            if (static_cast<std::uint32_t>(slot >> 32) == tag) {
                const std::uint32_t id = static_cast<std::uint32_t>(slot) - 1;
                if (same(id)) {
                    return {id, nullptr};
                }
            }
        }
    }

    void grow() {
        const std::size_t mask = tables_.own().mask * 2 + 1;
        if (limits_ != nullptr) {
            limits_->about_to_allocate((mask + 1) * sizeof(std::uint64_t));
        }
        const Table& table = tables_.own();
        auto larger = std::make_unique<Table>(mask, space_of(limits_));
        for (std::size_t i = 0; i <= table.mask; ++i) {
            const std::uint64_t slot = table.slots[i];
            if (limits_ != nullptr && i % STRETCH == 0) {
                limits_->make_room();
            }
            if (slot != 0) {
                std::size_t at = (slot >> 32) & mask;
                while (larger->slots[at] != 0) {
                    at = (at + 1) & mask;
                }
                larger->slots[at] = slot;
            }
        }
        tables_.put_in_use(std::move(larger), lock_.is_shared());
    }

    static constexpr std::size_t STRETCH = std::size_t{1} << 16;

    Growing<Table> tables_;
    alignas(APART) BriefLock lock_;
    const LimitChecker* limits_;
    std::size_t count_ = 0;
};

}  // namespace elsewise::kernel
