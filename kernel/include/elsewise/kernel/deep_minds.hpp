// What became of deep minds, remembered for a while.
//
// What an event, or what is told, does to a mind depends on nothing but the mind. Paths of minds
// are as many as a power of the depth, but most lead to minds that are alike: so in minds with many
// levels below them it is worked out once for all that are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "elsewise/kernel/hashing.hpp"
#include "elsewise/kernel/nodes.hpp"

namespace elsewise::kernel {

class DeepMinds {
public:
    // Minds with so many levels are not so many that remembering pays.
    static constexpr std::uint32_t SHALLOW = 3;

    // All that what becomes of a mind depends on.
    using Key = std::vector<std::uint32_t>;
    static Key key(const Draft& mind, Event event) {
        Key key{event, mind.shape, mind.vector.index()};
        for (std::size_t slot = 0; slot < mind.slots(); ++slot) {
            key.push_back(mind.children()[slot].index());
        }
        return key;
    }

    const NodeId* find(const Key& key) const {
        const auto known = known_.find(key);
        return known == known_.end() ? nullptr : &known->second;
    }
    void add(Key key, NodeId after) {
        if (known_.size() >= MOST) {
            known_.clear();
        }
        known_.emplace(std::move(key), after);
    }

private:
    static constexpr std::size_t MOST = 1 << 14;

    struct Hash {
        std::size_t operator()(const Key& key) const {
            std::uint64_t hash = key.size();
            for (const std::uint32_t part : key) {
                hash = hash_combine(hash, part);
            }
            return hash_finish(hash);
        }
    };
    std::unordered_map<Key, NodeId, Hash> known_;
};

}  // namespace elsewise::kernel
