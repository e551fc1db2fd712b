#include "elsewise/kernel/relaxed.hpp"

#include <algorithm>
#include <cmath>

namespace elsewise::kernel {

Relaxed::Relaxed(const Program& program, RelevanceCache& relevance, const Goal& goal)
    : p_(program), relevance_(relevance), goal_(goal), values_(program) {}

void Relaxed::find_out_what_matters() {
    knows_what_matters_ = true;
    const Relevance& relevance = relevance_.to_values(goal_.row);
    for (Fluent fluent = 0; fluent < p_.fluents(); ++fluent) {
        if (relevance.fluents[fluent]) {
            fluents_.push_back(fluent);
        }
    }
    for (Event event = 0; event < p_.events.size(); ++event) {
        if (relevance.events[event]) {
            (p_.is_action(event) ? actions_ : triggers_).push_back(event);
        }
    }
}

Relaxed::Distance Relaxed::distance(const Code* row, std::uint32_t most) {
    if (!knows_what_matters_) {
        find_out_what_matters();
    }
    values_.begin(row, fluents_);
    open_actions_ = actions_;
    open_triggers_ = triggers_;
    std::uint32_t sum = 0;
    for (std::uint32_t round = 0; round <= most; ++round) {
        const std::uint32_t missing = parts_missing();
        if (missing == 0) {
            return {round, sum};
        }
        sum += missing;
        happen(open_actions_);
        if (!values_.add_gathered(false)) {
            return {NEVER, sum};
        }
        std::uint32_t pass = 0;
        do {
            happen(open_triggers_);
        } while (values_.add_gathered(++pass > PASSES));
    }
    return {most + 1, sum};
}

// How many parts of the goal could not be reached yet; 0 only if the goal could be.
std::uint32_t Relaxed::parts_missing() const {
    if (goal_.is_ending) {
        return parts_missing(p_.conjunctions[goal_.ending]);
    }
    const double high =
        values_.highest(static_cast<std::uint32_t>(p_.tables.wants[p_.characters()]));
    if (goal_.is_enough(high)) {
        return 0;
    }
    constexpr double MOST_PARTS = 1000.0;
    const double steps = std::ceil(goal_.least - std::max(high, goal_.start_utility));
    return steps >= 1.0 ? static_cast<std::uint32_t>(std::min(steps, MOST_PARTS)) : 1;
}

std::uint32_t Relaxed::parts_missing(const Conjunction& ending) const {
    std::uint32_t missing = 0;
    for (std::uint32_t i = ending.own_atoms.begin; i < ending.own_atoms.end; ++i) {
        missing += values_.atom_can_hold(p_.own_atoms[i]) ? 0 : 1;
    }
    for (std::uint32_t i = ending.own_choices.begin; i < ending.own_choices.end; ++i) {
        missing += values_.choice_can_hold(p_.choices[i]) ? 0 : 1;
    }
    for (std::uint32_t i = ending.own_rows.begin; i < ending.own_rows.end; ++i) {
        missing += values_.row_atom_can_hold(p_.row_atoms[i]) ? 0 : 1;
    }
    return missing;
}

// Gathers what events could give that could happen, and leaves out those that can give no more.
void Relaxed::happen(std::vector<Event>& events) {
    std::erase_if(events, [&](Event event) {
        const EventCode& code = p_.events[event];
        return values_.can_hold(code.condition) && gave_all(code.base_effects);
    });
}

bool Relaxed::gave_all(Range effects) {
    bool all = true;
    for (std::uint32_t i = effects.begin; i < effects.end; ++i) {
        const Effect& effect = p_.effects[i];
        if (!effect.has_condition || values_.can_hold(effect.condition)) {
            values_.gather(effect);
            all = all && effect.is_constant;
        } else {
            all = false;
        }
    }
    return all;
}

}  // namespace elsewise::kernel
