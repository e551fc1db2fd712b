#include "elsewise/kernel/transition.hpp"

#include <algorithm>
#include <limits>

namespace elsewise::kernel {

TransitionSystem::TransitionSystem(Program& program, const Shapes& shapes, LimitChecker& limits)
    : p_(program),
      shapes_(shapes),
      limits_(limits),
      stores_(std::make_shared<Stores>(program, shapes, &limits)),
      vectors_(stores_->vectors),
      nodes_(stores_->nodes),
      conditions_(program, nodes_),
      value_transitions_(program, conditions_, vectors_, stores_->facts),
      row_(vectors_.stride(), Code{0}) {}

TransitionSystem::TransitionSystem(TransitionSystem& other, LimitChecker& limits)
    : p_(other.p_),
      shapes_(other.shapes_),
      limits_(limits),
      stores_(other.stores_),
      vectors_(stores_->vectors),
      nodes_(stores_->nodes),
      conditions_(p_, nodes_),
      value_transitions_(p_, conditions_, vectors_, stores_->facts),
      row_(vectors_.stride(), Code{0}),
      exact_(other.exact_) {}

void TransitionSystem::share(bool shared) {
    if (shared) {
        p_.paths.add_parts();
    }
    p_.values.share(shared);
    stores_->share(shared);
}

// -- states -------------------------------------------------------------------------------------

NodeId TransitionSystem::start() {
    try {
        return start_as_said(true);
    } catch (const TooManyFirings&) {
        exact_ = true;
        return start_as_said(true);
    }
}

NodeId TransitionSystem::intern(const Draft& draft) {
    const NodeId node = nodes_.intern(draft);
    limits_.made(nodes_.size());
    return node;
}

NodeId TransitionSystem::after(NodeId node, std::uint32_t rank) {
    const std::span<const Event> actions = candidates(node);
    if (nodes_.shape(node).level == 0) {
        return work_out(node, actions[rank]);
    }
    std::uint32_t& slot = stores_->successors.at(expansion(node))[rank];
    const std::uint32_t known = seen(slot);
    if (known != NONE) {
        return NodeId(known);
    }
    const NodeId after = work_out(node, actions[rank]);
    publish(slot, after.index());
    return after;
}

// The run of successors of a node, by rank; above the extra levels, as many notes follow.
std::uint32_t TransitionSystem::expansion(NodeId node) {
    std::uint32_t& run = nodes_[node].expansion;
    const std::uint32_t known = seen(run);
    if (known != 0) {
        return known;
    }
    Arena<std::uint32_t>& successors = stores_->successors;
    const std::size_t count = candidates(node).size();
    const bool has_notes = nodes_.shape(node).level > shapes_.extra();
    const std::uint32_t made = successors.allocate(has_notes ? 2 * count : count);
    std::fill_n(successors.at(made), count, NONE);
    if (has_notes) {
        std::fill_n(successors.at(made) + count, count, 0u);
    }
    return publish_first(run, 0u, made);
}

NodeId TransitionSystem::work_out(NodeId node, Event action) {
    limits_.tick();
    try {
        return work_out_once(node, action);
    } catch (const TooManyFirings&) {
        exact_ = true;
        return work_out_once(node, action);
    }
}

NodeId TransitionSystem::work_out_once(NodeId node, Event action) {
    ++transitions_;
    Draft draft = nodes_.draft(node);
    happen(draft, action, Values::SETTLED);
    settle(draft);
    return intern(draft);
}

// -- utilities ----------------------------------------------------------------------------------

double TransitionSystem::utility(NodeId node, Character who) {
    if (p_.want_stands_alone[who]) {
        return value_transitions_.utility(nodes_[node].vector, who);
    }
    const auto row = static_cast<std::uint32_t>(p_.tables.wants[who]);
    const Value value = conditions_.value(row, nodes_.view(node));
    return value.code == NUMBER ? value.number : std::numeric_limits<double>::quiet_NaN();
}

double TransitionSystem::utility_after(NodeId node, std::uint32_t rank, Character who) {
    if (values_stand_alone() && p_.want_stands_alone[who]) {
        try {
            return value_transitions_.utility(value_transitions_.step(nodes_[node].vector, rank),
                                              who);
        } catch (const TooManyFirings&) {
            exact_ = true;
        }
    }
    return utility(after(node, rank), who);
}

// -- events -------------------------------------------------------------------------------------

// Makes an event happen in a draft; its children come out settled, the draft itself need not be.
// With Values::SETTLED its values may be settled already.
void TransitionSystem::happen(Draft& draft, Event event, Values values) {
    const Draft copy = draft;
    const View before = nodes_.view(copy);
    change_values(draft, before, event, values);
    const UpdateScope told(updates_);
    add_mind_effects(before, event);
    for (std::uint32_t slot = 0; slot < draft.slots(); ++slot) {
        change_mind(draft, before, slot, event, told);
    }
}

void TransitionSystem::change_values(Draft& draft, const View& before, Event event, Values values) {
    const Range effects = p_.events[event].base_effects;
    if (effects.empty()) {
        return;
    }
    if (values_stand_alone()) {
        draft.vector = values == Values::SETTLED
                           ? value_transitions_.step_of(draft.vector, event)
                           : value_transitions_.effects_of(draft.vector, event);
        return;
    }
    std::vector<Code> row(before.row, before.row + vectors_.stride());
    for (std::uint32_t i = effects.begin; i < effects.end; ++i) {
        const Effect& effect = p_.effects[i];
        if (!effect.has_condition || conditions_.holds(effect.condition, before)) {
            row[effect.fluent] =
                effect.is_constant
                    ? effect.constant
                    : p_.values.code(
                          p_.clamped(effect.fluent, conditions_.value(effect.value, before)));
            if (StepTrace* const trace = noting()) {
                trace->notes.push_back({.minds = trace->minds,
                                        .fluent = effect.fluent,
                                        .value = row[effect.fluent],
                                        .by_event = p_.is_action(event)});
            }
        }
    }
    draft.vector = vectors_.intern(row.data());
}

// Adds the event's effects on minds, as read in a state, to the updates.
void TransitionSystem::add_mind_effects(const View& view, Event event) {
    const Range effects = p_.events[event].mind_effects;
    for (std::uint32_t i = effects.begin; i < effects.end; ++i) {
        const Effect& effect = p_.effects[i];
        if (effect.has_condition && !conditions_.holds(effect.condition, view)) {
            continue;
        }
        Code code = effect.constant;
        if (!effect.is_constant) {
            code = p_.values.code(p_.clamped(effect.fluent, conditions_.value(effect.value, view)));
        }
        add_update({effect.path, 0, effect.fluent, code});
    }
}

// What an event does to one mind in a state: by being seen there, and by what is told outright.
void TransitionSystem::change_mind(Draft& draft, const View& before, std::uint32_t slot,
                                   Event event, const UpdateScope& told) {
    const Character character = shapes_[draft.shape].slots[slot];
    const EventCode& code = p_.events[event];
    const NodeId mind = draft.children()[slot];
    const StepTrace::Within within(trace_, character);
    const bool seen =
        p_.is_action(event) && conditions_.holds(p_.seen_by[code.seen_by + character], before);
    const UpdateScope own(updates_);
    for (std::size_t i = told.begin(); i < own.begin(); ++i) {
        BeliefUpdate update = updates_[i];
        if (p_.paths[update.path][0] == character) {
            update.at = 1;
            add_update(update);
        }
    }
    if (!seen) {
        if (!own.empty()) {
            note_updates(nodes_[mind].shape, own.begin(), own.end(), event, character);
            draft.children()[slot] = updated(mind, own.begin(), own.end());
        }
        return;
    }
    const std::uint32_t rank = possible_rank(mind, event);
    if (rank != NONE && own.empty() && noting() == nullptr) {
        draft.children()[slot] = after(mind, rank);
        return;
    }
    Draft changed = nodes_.draft(mind);
    if (rank == NONE) {
        surprise(changed, before, event);
    }
    draft.children()[slot] = remembered_if_deep(changed, event, own.begin(), own.end(),
                                                [&] { return seen_in(changed, event, own); });
}

// A mind in which a possible event happens, and something is told outright.
NodeId TransitionSystem::seen_in(Draft mind, Event event, const UpdateScope& told) {
    const Character character = shapes_[mind.shape].owner;
    bool own_values_told = false;
    for (std::size_t i = told.begin(); i < told.end(); ++i) {
        own_values_told = own_values_told || p_.paths[updates_[i].path].size() == updates_[i].at;
    }
    happen(mind, event, own_values_told ? Values::AS_WRITTEN : Values::SETTLED);
    note_updates(mind.shape, told.begin(), told.end(), event, character);
    apply(mind, told.begin(), told.end());
    settle(mind);
    return intern(mind);
}

}  // namespace elsewise::kernel
