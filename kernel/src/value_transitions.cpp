#include "elsewise/kernel/value_transitions.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace elsewise::kernel {
namespace {

// Beyond this many firings of base triggers the count must be exact.
constexpr int QUICK_FIRINGS = 400;
constexpr double NOT_ASKED = -std::numeric_limits<double>::infinity();

std::vector<Event> all_actions(const Program& program) {
    std::vector<Event> actions(program.actions());
    std::iota(actions.begin(), actions.end(), Event{0});
    return actions;
}

}  // namespace

ValueTransitions::ValueTransitions(Program& program, const Conditions& conditions,
                                   VectorStore& vectors, VectorFacts& facts)
    : p_(program),
      conditions_(conditions),
      vectors_(vectors),
      facts_(facts),
      action_candidates_(program, all_actions(program)),
      trigger_candidates_(program, program.belief_triggers),
      watch_(program),
      row_(vectors.stride(), Code{0}) {}

std::span<const Event> ValueTransitions::list(std::uint32_t& run, VectorId vector) {
    std::uint32_t known = seen(run);
    if (known == 0) {
        known = publish_first(run, 0u, find_actions(vector));
    }
    const std::uint32_t* at = facts_.lists.at(known);
    return {at + 1, at[0]};
}

std::uint32_t ValueTransitions::find_actions(VectorId vector) {
    action_candidates_.find(conditions_, vectors_.row(vector), found_);
    const std::uint32_t made = facts_.lists.allocate(1 + 2 * found_.size());
    std::uint32_t* at = facts_.lists.at(made);
    at[0] = static_cast<std::uint32_t>(found_.size());
    std::copy(found_.begin(), found_.end(), at + 1);
    std::fill_n(at + 1 + found_.size(), found_.size(), NONE);
    return made;
}

std::uint32_t ValueTransitions::rank(VectorId vector, Event action) {
    const std::span<const Event> list = actions(vector);
    const auto at = std::lower_bound(list.begin(), list.end(), action);
    if (at == list.end() || *at != action) {
        return NONE;
    }
    return static_cast<std::uint32_t>(at - list.begin());
}

std::span<const Event> ValueTransitions::belief_triggers(VectorId vector) {
    std::uint32_t& run = facts_[vector].triggers;
    std::uint32_t known = seen(run);
    if (known == 0) {
        known = publish_first(run, 0u, find_triggers(vector));
    }
    const std::uint32_t* at = facts_.lists.at(known);
    return {at + 1, at[0]};
}

std::uint32_t ValueTransitions::find_triggers(VectorId vector) {
    trigger_candidates_.find(conditions_, vectors_.row(vector), found_);
    const std::uint32_t made = facts_.lists.allocate(1 + found_.size());
    facts_.lists.at(made)[0] = static_cast<std::uint32_t>(found_.size());
    std::copy(found_.begin(), found_.end(), facts_.lists.at(made) + 1);
    return made;
}

VectorId ValueTransitions::step(VectorId vector, std::uint32_t rank) {
    const std::span<const Event> list = actions(vector);
    // Behind the actions, where nobody else writes.
    std::uint32_t& slot = facts_.lists.at(seen(facts_[vector].actions))[1 + list.size() + rank];
    const std::uint32_t known = seen(slot);
    if (known != NONE) {
        return VectorId(known);
    }
    const VectorId after = settled_effects_of(vector, list[rank]);
    publish(slot, after.index());
    return after;
}

VectorId ValueTransitions::settled_effects_of(VectorId vector, Event event) {
    begin_with(vector);
    make_effects(event);
    close();
    const VectorId after = vectors_.intern(row_.data());
    publish(facts_[after].settled, after.index());
    return after;
}

VectorId ValueTransitions::step_of(VectorId vector, Event event) {
    if (p_.is_action(event) && seen(facts_[vector].actions) != 0) {
        const std::uint32_t place = rank(vector, event);
        if (place != NONE) {
            return step(vector, place);
        }
    }
    return settled_effects_of(vector, event);
}

VectorId ValueTransitions::effects_of(VectorId vector, Event event) {
    begin_with(vector);
    make_effects(event);
    return vectors_.intern(row_.data());
}

VectorId ValueTransitions::settled(VectorId vector) {
    const std::uint32_t known = seen(facts_[vector].settled);
    if (known != NONE) {
        return VectorId(known);
    }
    begin_with(vector);
    close();
    const VectorId result = vectors_.intern(row_.data());
    publish(facts_[result].settled, result.index());
    publish(facts_[vector].settled, result.index());
    return result;
}

// Makes a vector the one in the making. Where it is settled, no trigger is pending.
void ValueTransitions::begin_with(VectorId vector) {
    std::copy_n(vectors_.row(vector), row_.size(), row_.begin());
    if (seen(facts_[vector].settled) == vector.index()) {
        watch_.clear();
    } else {
        watch_.add_all();
    }
}

// Makes an event's base effects on row_, and says whether they change it. All is read before
// anything is written; of several effects on a fluent the last counts.
bool ValueTransitions::make_effects(Event event) {
    const Range effects = p_.events[event].base_effects;
    writes_.clear();
    for (std::uint32_t i = effects.begin; i < effects.end; ++i) {
        const Effect& effect = p_.effects[i];
        if (effect.has_condition && !conditions_.own_holds(effect.condition, row_.data())) {
            continue;
        }
        Code code = effect.constant;
        if (!effect.is_constant) {
            const Value value = conditions_.own_value(effect.value, row_.data());
            code = p_.values.code(p_.clamped(effect.fluent, value));
        }
        writes_.push_back({effect.fluent, row_[effect.fluent], code});
    }
    for (const Write& write : writes_) {
        row_[write.fluent] = write.after;
    }
    bool changed = false;
    for (const Write& write : writes_) {
        if (row_[write.fluent] != write.before) {
            watch_.fluent_changed(write.fluent);
            changed = true;
        }
    }
    return changed;
}

// Fires the first base trigger that changes row_.
bool ValueTransitions::fire_first_trigger() {
    std::uint32_t place = watch_.first();
    for (; place != NONE; place = watch_.first()) {
        const Event trigger = p_.base_triggers[place];
        if (conditions_.own_holds(p_.events[trigger].condition, row_.data()) &&
            make_effects(trigger)) {
            return true;
        }
        watch_.remove(place);
    }
    return false;
}

void ValueTransitions::close() {
    for (int firings = 0; fire_first_trigger(); ++firings) {
        if (firings > QUICK_FIRINGS) {
            throw TooManyFirings{};
        }
    }
}

double ValueTransitions::utility(VectorId vector, Character who) {
    double& kept = facts_.numbers.at(utilities(vector))[who];
    double utility = seen(kept);
    if (utility == NOT_ASKED) {
        const auto row = static_cast<std::uint32_t>(p_.tables.wants[who]);
        const Value value = conditions_.own_value(row, vectors_.row(vector));
        utility = value.code == NUMBER ? value.number : std::numeric_limits<double>::quiet_NaN();
        publish(kept, utility);
    }
    return utility;
}

// The run where the utilities of a vector are kept.
std::uint32_t ValueTransitions::utilities(VectorId vector) {
    std::uint32_t& run = facts_[vector].utilities;
    const std::uint32_t known = seen(run);
    if (known != 0) {
        return known;
    }
    const std::uint32_t made = facts_.numbers.allocate(p_.tables.wants.size());
    std::fill_n(facts_.numbers.at(made), p_.tables.wants.size(), NOT_ASKED);
    return publish_first(run, 0u, made);
}

}  // namespace elsewise::kernel
