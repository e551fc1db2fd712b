// Does a character have a reason for an event here?
//
// A character consents to an event if in its own mind there is a plan: the event, then further
// ones, each with a reason for everyone else who must consent to it, at whose end the character is
// better off; and none of them may be there for nothing (if some can be left out and the rest does
// as well, it is no plan). Definitions: docs/semantics.md; the ideas are from Shirvani, Ware and
// Farrell, "A possible worlds model of belief for state-space narrative planning" (2017).
//
// What is remembered: per node and action, for which horizons there is no plan and the least for
// which there is one. Per node and utility, within how many events more than that utility could
// be reached if redundancy did not matter (`can_exceed`): this settles most questions, and prunes
// the search for plans without changing which is found.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "elsewise/kernel/reachability_cache.hpp"
#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

// A reason with those of others in it.
struct Reason {
    struct Step {
        Event action;
        std::vector<Reason> others;
    };
    Character character;
    std::vector<Step> plan;
    double before;
    double after;
};

// The nodes reached by leaving out some of a line's events: ascending, without repetition.
using Shortcuts = std::vector<NodeId>;

class Reasons {
public:
    explicit Reasons(TransitionSystem& system)
        : system_(system), reachability_(std::make_shared<ReachabilityCache>(&system.limits())) {}
    // For another thread, with the same tables, while they are shared.
    Reasons(Reasons& other, TransitionSystem& system)
        : system_(system), reachability_(other.reachability_) {}

    // Several threads may stand on these tables from now on, or one only.
    void share(bool shared) { reachability_->share(shared); }

    // Whether everyone who must consent to a possible action, except the node's owner, has a
    // reason within `foresight` events.
    bool explained(NodeId node, Event action, std::uint32_t foresight);

    // Those reasons, in the order of the action's consenters. Requires explained(…).
    std::vector<Reason> reasons(NodeId node, Event action, std::uint32_t foresight);

    // The shortcuts of a line with one more event, possible and explained at `node`, where the line
    // led before.
    Shortcuts lengthen(const Shortcuts& shortcuts, NodeId node, Event action,
                       std::uint32_t foresight);

private:
    struct Query;

    bool consents(NodeId mind, Event action, std::uint32_t foresight);
    std::uint32_t horizon(NodeId mind, std::uint32_t rank, std::uint32_t foresight);
    bool find_plan(NodeId mind, std::uint32_t rank, std::uint32_t horizon,
                   std::vector<Event>* plan);
    bool search(Query& query, NodeId node, const Shortcuts& shortcuts, std::uint32_t left);
    bool finish(Query& query, NodeId node, const Shortcuts& shortcuts);
    bool may_help(Event action);
    double best(const Query& query, NodeId node, const Shortcuts& shortcuts);
    bool reaches(const Query& query, NodeId node, Event action, double utility);
    bool can_exceed(NodeId node, double utility, std::uint32_t left);
    bool can_exceed_in(NodeId node, double utility, std::uint32_t left);
    Reason reason(NodeId mind, Event action, std::uint32_t foresight);
    std::uint32_t& reachability(NodeId node, double utility);
    std::uint32_t utility_number(double utility);

    TransitionSystem& system_;
    std::shared_ptr<ReachabilityCache> reachability_;
    std::unordered_map<double, std::uint32_t>
        utility_numbers_;  // as far as they are asked for here
    const Relevance* relevance_ = nullptr;
};

}  // namespace elsewise::kernel
