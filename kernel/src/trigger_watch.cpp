#include "elsewise/kernel/trigger_watch.hpp"

#include <algorithm>
#include <bit>

namespace elsewise::kernel {

TriggerWatch::TriggerWatch(const Program& program)
    : triggers_(program.base_triggers.size()),
      pending_((triggers_ + 63) / 64, 0),
      ends_(std::size_t{program.fluents()} + 1, 0) {
    std::vector<std::vector<std::uint32_t>> watching(program.fluents());
    for (std::uint32_t trigger = 0; trigger < triggers_; ++trigger) {
        for (const Fluent fluent : program.touched(program.base_triggers[trigger])) {
            watching[fluent].push_back(trigger);
        }
    }
    for (Fluent fluent = 0; fluent < program.fluents(); ++fluent) {
        watching_.insert(watching_.end(), watching[fluent].begin(), watching[fluent].end());
        ends_[fluent + 1] = static_cast<std::uint32_t>(watching_.size());
    }
}

void TriggerWatch::clear() { std::fill(pending_.begin(), pending_.end(), 0); }

void TriggerWatch::add_all() {
    std::fill(pending_.begin(), pending_.end(), ~std::uint64_t{0});
    if (triggers_ % 64 != 0) {
        pending_.back() = (std::uint64_t{1} << (triggers_ % 64)) - 1;
    }
}

std::uint32_t TriggerWatch::first() const {
    for (std::size_t word = 0; word < pending_.size(); ++word) {
        if (pending_[word] != 0) {
            return static_cast<std::uint32_t>(word * 64) +
                   static_cast<std::uint32_t>(std::countr_zero(pending_[word]));
        }
    }
    return NONE;
}

}  // namespace elsewise::kernel
