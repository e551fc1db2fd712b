// Which lines of events have been tried: what becomes of a line depends on the node it leads to,
// its shortcuts and the number of events left alone.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "elsewise/kernel/hashing.hpp"
#include "elsewise/kernel/ids.hpp"

namespace elsewise::kernel {

class TranspositionTable {
public:
    // Remembers a line; false if it was there already.
    bool add(NodeId node, const std::vector<NodeId>& shortcuts, std::uint32_t left) {
        return lines_.insert(key(node, shortcuts, left)).second;
    }
    bool contains(NodeId node, const std::vector<NodeId>& shortcuts, std::uint32_t left) const {
        return lines_.contains(key(node, shortcuts, left));
    }

private:
    using Key = std::vector<std::uint32_t>;
    struct Hash {
        std::size_t operator()(const Key& key) const {
            std::uint64_t hash = key.size();
            for (const std::uint32_t word : key) {
                hash = hash_combine(hash, word);
            }
            return static_cast<std::size_t>(hash_finish(hash));
        }
    };

    static Key key(NodeId node, const std::vector<NodeId>& shortcuts, std::uint32_t left) {
        Key key{left, node.index()};
        key.reserve(shortcuts.size() + 2);
        for (const NodeId shortcut : shortcuts) {
            key.push_back(shortcut.index());
        }
        return key;
    }

    std::unordered_set<Key, Hash> lines_;
};

}  // namespace elsewise::kernel
