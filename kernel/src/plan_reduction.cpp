#include "elsewise/kernel/plan_reduction.hpp"

#include <unordered_map>
#include <utility>

namespace elsewise::kernel {
namespace {

using Actions = std::vector<Event>;

// Some of the events so far, and the state they lead to.
struct Part {
    NodeId node;
    Actions events;
};

// The shortest parts of the events so far, one for each state that some lead to. Of parts of the
// same length, one that leaves out later events stands first.
class Parts {
public:
    explicit Parts(NodeId start) : parts_{{start, {}}}, lengths_{{start.index(), 0}} {}

    const std::vector<Part>& all() const { return parts_; }

    // Adds parts that are one event longer than some of these.
    void add(std::vector<Part> longer) {
        for (const Part& part : longer) {
            const std::size_t length = part.events.size();
            const auto [known, is_new] = lengths_.try_emplace(part.node.index(), length);
            if (is_new || length < known->second) {
                known->second = length;
                parts_.push_back(part);
            }
        }
        std::erase_if(parts_, [&](const Part& part) {
            return part.events.size() > lengths_[part.node.index()];
        });
    }

private:
    std::vector<Part> parts_;
    std::unordered_map<std::uint32_t, std::size_t> lengths_;  // by state: of its part
};

}  // namespace

std::optional<std::vector<Event>> reduced_plan(TransitionSystem& system, Reasons& reasons,
                                               NodeId start, const Goal& goal,
                                               std::uint32_t foresight,
                                               const std::vector<Event>& events) {
    Parts parts(start);
    for (const Event event : events) {
        std::vector<Part> longer;
        for (const Part& part : parts.all()) {
            system.limits().tick();
            const std::uint32_t rank = system.possible_rank(part.node, event);
            if (rank != NONE && reasons.explained(part.node, event, foresight)) {
                longer.push_back({system.after(part.node, rank), part.events});
                longer.back().events.push_back(event);
            }
        }
        parts.add(std::move(longer));
    }
    const Actions* shortest = nullptr;
    for (const Part& part : parts.all()) {
        if ((shortest == nullptr || part.events.size() < shortest->size()) &&
            goal.is_reached(system, part.node)) {
            shortest = &part.events;
        }
    }
    return shortest == nullptr ? std::nullopt : std::optional<Actions>(*shortest);
}

}  // namespace elsewise::kernel
