#include "elsewise/kernel/reasons.hpp"

#include <algorithm>
#include <cmath>

#include "elsewise/kernel/transposition_table.hpp"

namespace elsewise::kernel {
namespace {

// Two horizons in one word. `failed`: all up to it are known to fail; `found`: the least that is
// known to succeed, 0 if none is. Beyond 16 bits nothing is remembered.
constexpr std::uint32_t MOST_REMEMBERED = 0xFFFF;

std::uint32_t failed(std::uint32_t word) { return word & 0xFFFF; }
std::uint32_t found(std::uint32_t word) { return word >> 16; }

// If two threads note something at the same time, one of the notes is lost.
void note_failure(std::uint32_t& word, std::uint32_t horizon) {
    if (horizon <= MOST_REMEMBERED) {
        publish(word, (seen(word) & 0xFFFF0000) | horizon);
    }
}

void note_success(std::uint32_t& word, std::uint32_t horizon) {
    if (horizon <= MOST_REMEMBERED) {
        publish(word, (seen(word) & 0xFFFF) | (horizon << 16));
    }
}

}  // namespace

// One search for a plan: of the owner of a mind, better than its utility there.
struct Reasons::Query {
    Character owner;
    double utility;
    std::vector<Event>* plan;  // in reverse, if wanted
    TranspositionTable seen{};
};

// -- consent ------------------------------------------------------------------------------------

bool Reasons::explained(NodeId node, Event action, std::uint32_t foresight) {
    const Program& p = system_.program();
    const NodeStore& nodes = system_.nodes();
    const Shape& shape = nodes.shape(node);
    const Range by = p.events[action].by;
    for (std::uint32_t i = by.begin; i < by.end; ++i) {
        const Character character = p.by[i];
        if (character == shape.owner) {
            continue;
        }
        const std::uint32_t slot = shape.slot_of[character];
        if (slot == NONE || !consents(nodes.child(node, slot), action, foresight)) {
            return false;
        }
    }
    return true;
}

bool Reasons::consents(NodeId mind, Event action, std::uint32_t foresight) {
    const std::uint32_t rank = system_.possible_rank(mind, action);
    return rank != NONE && horizon(mind, rank, foresight) != 0;
}

// The least horizon up to `foresight` with which there is a plan; 0 if there is none.
std::uint32_t Reasons::horizon(NodeId mind, std::uint32_t rank, std::uint32_t foresight) {
    const Shape& shape = system_.nodes().shape(mind);
    if (foresight == 0 || std::isnan(system_.utility(mind, shape.owner))) {
        return 0;
    }
    if (shape.level <= system_.shapes().extra()) {
        return find_plan(mind, rank, 1, nullptr) ? 1 : 0;
    }
    std::uint32_t& word = system_.note(mind, rank);
    const std::uint32_t known = seen(word);
    if (found(known) != 0) {
        return found(known) <= foresight ? found(known) : 0;
    }
    for (std::uint32_t horizon = failed(known) + 1; horizon <= foresight; ++horizon) {
        if (find_plan(mind, rank, horizon, nullptr)) {
            note_success(word, horizon);
            return horizon;
        }
        note_failure(word, horizon);
    }
    return 0;
}

// -- plans --------------------------------------------------------------------------------------

// Whether there is a plan of at most `horizon` events that begins with the action of a rank; the
// first in the order of the actions goes into `plan` (if not null). Plans of one event are found
// with horizon 1 and need not be looked for again.
bool Reasons::find_plan(NodeId mind, std::uint32_t rank, std::uint32_t horizon,
                        std::vector<Event>* plan) {
    const Character owner = system_.nodes().shape(mind).owner;
    const Event action = system_.candidates(mind)[rank];
    const double utility = system_.utility(mind, owner);
    if (plan != nullptr) {
        plan->clear();
    }
    if (horizon == 1) {
        if (!(system_.utility_after(mind, rank, owner) > utility)) {
            return false;
        }
    } else {
        const NodeId after = system_.after(mind, rank);
        if (after == mind || !can_exceed(after, utility, horizon - 1)) {
            return false;
        }
        Query query{owner, utility, plan};
        if (!search(query, after, {mind}, horizon - 1)) {
            return false;
        }
    }
    if (plan != nullptr) {
        plan->push_back(action);
        std::reverse(plan->begin(), plan->end());
    }
    return true;
}

// Whether a line that leads to `node` can be made a plan with at most `left` > 0 more events.
bool Reasons::search(Query& query, NodeId node, const Shortcuts& shortcuts, std::uint32_t left) {
    system_.limits().tick();
    if (left == 1) {
        return finish(query, node, shortcuts);
    }
    if (!query.seen.add(node, shortcuts, left)) {
        return false;
    }
    const double threshold = best(query, node, shortcuts);
    const std::span<const Event> actions = system_.candidates(node);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        const Event action = actions[rank];
        if (!may_help(action) || !system_.is_possible(node, action) ||
            !explained(node, action, left)) {
            continue;
        }
        const NodeId after = system_.after(node, rank);
        if (!can_exceed(after, threshold, left - 1)) {
            continue;
        }
        const Shortcuts longer = lengthen(shortcuts, node, action, left);
        if (std::binary_search(longer.begin(), longer.end(), after)) {
            continue;
        }
        if (system_.utility(after, query.owner) > best(query, node, longer) ||
            search(query, after, longer, left - 1)) {
            if (query.plan != nullptr) {
                query.plan->push_back(action);
            }
            return true;
        }
    }
    return false;
}

// Whether a plan may have an action after the first: somebody must will it, and it must matter.
bool Reasons::may_help(Event action) {
    if (relevance_ == nullptr) {
        relevance_ = &system_.relevance().to_wants();
    }
    return relevance_->events[action] && !system_.program().events[action].by.empty();
}

// The same with one event left: only what it is worth counts.
bool Reasons::finish(Query& query, NodeId node, const Shortcuts& shortcuts) {
    const Program& p = system_.program();
    const double threshold = best(query, node, shortcuts);
    const std::span<const Event> actions = system_.candidates(node);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        const Event action = actions[rank];
        if (p.events[action].by.empty() || !p.may_move_want[query.owner][action] ||
            !system_.is_possible(node, action)) {
            continue;
        }
        const double utility = system_.utility_after(node, rank, query.owner);
        if (!(utility > threshold) || !explained(node, action, 1) ||
            std::any_of(shortcuts.begin(), shortcuts.end(),
                        [&](NodeId shorter) { return reaches(query, shorter, action, utility); })) {
            continue;
        }
        if (query.plan != nullptr) {
            query.plan->push_back(action);
        }
        return true;
    }
    return false;
}

// The highest utility at a line's end and its shortcuts. These are, or are going to be, shortcuts
// of every longer line: only a plan that ends above it is not redundant.
double Reasons::best(const Query& query, NodeId node, const Shortcuts& shortcuts) {
    double best = query.utility;
    const auto count = [&](NodeId reached) {
        const double utility = system_.utility(reached, query.owner);
        if (utility > best) {
            best = utility;
        }
    };
    count(node);
    std::for_each(shortcuts.begin(), shortcuts.end(), count);
    return best;
}

// Whether an action, possible and explained as the last of a plan, leads to a utility or above.
bool Reasons::reaches(const Query& query, NodeId node, Event action, double utility) {
    const std::uint32_t rank = system_.possible_rank(node, action);
    return rank != NONE && system_.utility_after(node, rank, query.owner) >= utility &&
           explained(node, action, 1);
}

Shortcuts Reasons::lengthen(const Shortcuts& shortcuts, NodeId node, Event action,
                            std::uint32_t foresight) {
    Shortcuts longer = shortcuts;
    longer.push_back(node);
    for (const NodeId shorter : shortcuts) {
        const std::uint32_t rank = system_.possible_rank(shorter, action);
        if (rank != NONE && explained(shorter, action, foresight)) {
            longer.push_back(system_.after(shorter, rank));
        }
    }
    std::sort(longer.begin(), longer.end());
    longer.erase(std::unique(longer.begin(), longer.end()), longer.end());
    return longer;
}

// -- what could be reached ----------------------------------------------------------------------

// Whether the owner could get above a utility from here within `left` events that have reasons,
// redundant or not. More events left never make it false.
bool Reasons::can_exceed(NodeId node, double utility, std::uint32_t left) {
    const Character owner = system_.nodes().shape(node).owner;
    if (system_.utility(node, owner) > utility) {
        return true;
    }
    if (left == 0) {
        return false;
    }
    const std::uint32_t word = seen(reachability(node, utility));
    if (found(word) != 0 && found(word) <= left) {
        return true;
    }
    for (std::uint32_t events = failed(word) + 1; events <= left; ++events) {
        if (can_exceed_in(node, utility, events)) {
            note_success(reachability(node, utility), events);
            return true;
        }
        note_failure(reachability(node, utility), events);
    }
    return false;
}

bool Reasons::can_exceed_in(NodeId node, double utility, std::uint32_t left) {
    system_.limits().tick();
    const Program& p = system_.program();
    const Character owner = system_.nodes().shape(node).owner;
    const std::span<const Event> actions = system_.candidates(node);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        const Event action = actions[rank];
        if (!may_help(action) || (left == 1 && !p.may_move_want[owner][action]) ||
            !system_.is_possible(node, action)) {
            continue;
        }
        if (left == 1) {
            if (system_.utility_after(node, rank, owner) > utility && explained(node, action, 1)) {
                return true;
            }
        } else if (explained(node, action, left) &&
                   can_exceed(system_.after(node, rank), utility, left - 1)) {
            return true;
        }
    }
    return false;
}

std::uint32_t& Reasons::reachability(NodeId node, double utility) {
    return reachability_->at(node.index(), utility_number(utility));
}

std::uint32_t Reasons::utility_number(double utility) {
    const auto known = utility_numbers_.find(utility);
    if (known != utility_numbers_.end()) {
        return known->second;
    }
    return utility_numbers_.emplace(utility, reachability_->number(utility)).first->second;
}

// -- reasons as trees ---------------------------------------------------------------------------

std::vector<Reason> Reasons::reasons(NodeId node, Event action, std::uint32_t foresight) {
    const Program& p = system_.program();
    const Shape& shape = system_.nodes().shape(node);
    std::vector<Reason> result;
    const Range by = p.events[action].by;
    for (std::uint32_t i = by.begin; i < by.end; ++i) {
        if (p.by[i] != shape.owner) {
            const NodeId mind = system_.nodes().child(node, shape.slot_of[p.by[i]]);
            result.push_back(reason(mind, action, foresight));
        }
    }
    return result;
}

Reason Reasons::reason(NodeId mind, Event action, std::uint32_t foresight) {
    const Character owner = system_.nodes().shape(mind).owner;
    const std::uint32_t first = system_.possible_rank(mind, action);
    const std::uint32_t least = first == NONE ? 0 : horizon(mind, first, foresight);
    std::vector<Event> plan;
    if (least == 0 || !find_plan(mind, first, least, &plan)) {
        throw ContractBroken("reasons were asked for that do not exist");
    }
    Reason result{owner, {}, system_.utility(mind, owner), 0.0};
    NodeId node = mind;
    for (std::uint32_t i = 0; i < plan.size(); ++i) {
        std::vector<Reason> others;
        if (i > 0) {
            others = reasons(node, plan[i], least - i);
        }
        result.plan.push_back({plan[i], std::move(others)});
        node = system_.after(node, system_.possible_rank(node, plan[i]));
    }
    result.after = system_.utility(node, owner);
    return result;
}

}  // namespace elsewise::kernel
