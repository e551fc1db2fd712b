// Paths of minds, by number: what Ann believes that Bob believes is one path.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "elsewise/kernel/ids.hpp"

namespace elsewise::kernel {

// The empty path is number 0. Grows as paths are asked for.
class PathTable {
public:
    PathTable() { intern({}); }

    std::uint32_t intern(const std::vector<Character>& path) {
        const auto [at, is_new] =
            numbers_.emplace(path, static_cast<std::uint32_t>(paths_.size()));
        if (is_new) {
            paths_.push_back(path);
        }
        return at->second;
    }

    std::span<const Character> operator[](std::uint32_t number) const { return paths_[number]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(paths_.size()); }

private:
    std::vector<std::vector<Character>> paths_;
    std::map<std::vector<Character>, std::uint32_t> numbers_;
};

}  // namespace elsewise::kernel
