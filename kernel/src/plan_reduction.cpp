#include "elsewise/kernel/plan_reduction.hpp"

#include <map>
#include <utility>

namespace elsewise::kernel {

std::optional<std::vector<Event>> reduced_plan(TransitionSystem& system, Reasons& reasons,
                                               NodeId start, const Goal& goal,
                                               std::uint32_t foresight,
                                               const std::vector<Event>& events) {
    using Actions = std::vector<Event>;
    std::map<std::uint32_t, Actions> parts{{start.index(), {}}};  // by the state they lead to
    for (const Event event : events) {
        std::map<std::uint32_t, Actions> longer = parts;
        for (const auto& [index, part] : parts) {
            system.limits().tick();
            const NodeId node(index);
            const std::uint32_t rank = system.possible_rank(node, event);
            if (rank == NONE || !reasons.explained(node, event, foresight)) {
                continue;
            }
            const auto [place, is_new] = longer.try_emplace(system.after(node, rank).index(), part);
            if (is_new || place->second.size() > part.size() + 1) {
                place->second = part;
                place->second.push_back(event);
            }
        }
        parts = std::move(longer);
    }
    std::optional<Actions> shortest;
    for (auto& [index, part] : parts) {
        if ((!shortest || part.size() < shortest->size()) &&
            goal.is_reached(system, NodeId(index))) {
            shortest = std::move(part);
        }
    }
    return shortest;
}

}  // namespace elsewise::kernel
