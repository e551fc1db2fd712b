// Paths of minds, by number: what Ann believes that Bob believes is one path.
#pragma once

#include <cstddef>
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
        const auto known = numbers_.find(path);
        if (known != numbers_.end()) {
            return known->second;
        }
        paths_.push_back(path);
        return numbers_.emplace(path, static_cast<std::uint32_t>(paths_.size()) - 1).first->second;
    }

    // Adds all paths that are left of one when steps are left out. Then whatever part of a path is
    // asked for is there, and several threads may ask.
    void add_parts() {
        for (std::size_t path = 0; path < paths_.size(); ++path) {
            for (std::size_t step = 0; step < paths_[path].size(); ++step) {
                std::vector<Character> shorter = paths_[path];
                shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(step));
                intern(shorter);
            }
        }
    }

    std::span<const Character> operator[](std::uint32_t number) const { return paths_[number]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(paths_.size()); }

private:
    std::vector<std::vector<Character>> paths_;
    std::map<std::vector<Character>, std::uint32_t> numbers_;
};

}  // namespace elsewise::kernel
