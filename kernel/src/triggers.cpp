// Triggers: how a state comes to rest.
#include <algorithm>

#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {
namespace {

constexpr std::size_t REMEMBERED_FIRINGS = 100;
// Up to this many firings of belief-only triggers the quick way need not count exactly; with the
// base triggers it counts (value_steps.cpp) they stay below MOST_FIRINGS.
constexpr std::size_t QUICK_FIRINGS = 500;

}  // namespace

void TransitionSystem::Firings::note(const Program& program, const std::vector<Event>& triggers) {
    fired.insert(fired.end(), triggers.begin(), triggers.end());
    if (fired.size() <= MOST_FIRINGS) {
        return;
    }
    std::vector<std::uint32_t> last(fired.end() - REMEMBERED_FIRINGS, fired.end());
    std::sort(last.begin(), last.end());
    last.erase(std::unique(last.begin(), last.end()), last.end());
    for (std::uint32_t& trigger : last) {
        trigger -= program.actions();
    }
    throw TriggerLoop(std::move(last));
}

// Lets triggers fire in a draft with settled children until none changes it.
void TransitionSystem::settle(Draft& draft) {
    if (values_stand_alone()) {
        settle_quickly(draft);
    } else {
        settle_as_written(draft);
    }
}

// Values first, in one remembered step: they do not depend on minds. Then rounds of the belief-
// only triggers, of which the vector says which may fire.
void TransitionSystem::settle_quickly(Draft& draft) {
    draft.vector = value_transitions_.settled(draft.vector);
    if (draft.slots() == 0) {
        return;
    }
    const std::span<const Event> triggers = value_transitions_.belief_triggers(draft.vector);
    std::size_t firings = 0;
    while (true) {
        const UpdateScope changes(updates_);
        const View view = nodes_.view(draft);
        add_effects_of(triggers, view);
        if (changes.empty()) {
            return;
        }
        const Draft before = draft;
        apply(draft, changes.begin(), changes.end());
        if (draft == before) {
            return;
        }
        firings += triggers.size();
        if (firings > QUICK_FIRINGS) {
            throw TooManyFirings{};
        }
    }
}

// Adds the updates of those triggers of a vector that hold in a state.
void TransitionSystem::add_effects_of(std::span<const Event> triggers, const View& view) {
    const Character owner = view.shape->owner;
    Character mind = NONE;  // the one that was last read
    const Code* row = nullptr;
    for (const Event trigger : triggers) {
        if (p_.sole_mind[trigger] == owner && owner != NONE) {
            continue;  // aimed at the own mind only: dropped
        }
        const SingleMindTrigger& single = p_.single_mind_triggers[trigger];
        if (single.mind == NONE) {
            const EventCode& code = p_.events[trigger];
            if (!code.looks_into_minds || conditions_.mind_holds(code.condition, view)) {
                add_mind_effects(view, trigger);
            }
            continue;
        }
        if (single.mind != mind) {
            mind = single.mind;
            const std::uint32_t slot = view.shape->slot_of[mind];
            row = slot == NONE ? nullptr : nodes_.row(view.children[slot]);
        }
        if (row != nullptr && conditions_.hold(single.atoms, row)) {
            const Effect& effect = p_.effects[single.effect];
            add_update({effect.path, 0, effect.fluent, effect.constant});
        }
    }
}

void TransitionSystem::settle_as_written(Draft& draft) {
    Firings firings;
    while (true) {
        if (fire_base_trigger(draft, firings)) {
            continue;
        }
        const UpdateScope changes(updates_);
        const View view = nodes_.view(draft);
        std::vector<Event> holding;
        for (const Event trigger : value_transitions_.belief_triggers(draft.vector)) {
            if (conditions_.mind_holds(p_.events[trigger].condition, view)) {
                holding.push_back(trigger);
                add_mind_effects(view, trigger);
            }
        }
        const Draft before = draft;
        const std::size_t noted = begin_firing(holding, before);
        note_updates(draft.shape, changes.begin(), changes.end(), NONE, std::nullopt);
        apply(draft, changes.begin(), changes.end());
        end_firing(noted, before, draft);
        if (draft == before) {
            return;
        }
        firings.note(p_, holding);
    }
}

// Fires the first base trigger that changes the draft.
bool TransitionSystem::fire_base_trigger(Draft& draft, Firings& firings) {
    for (const Event trigger : p_.base_triggers) {
        if (conditions_.holds(p_.events[trigger].condition, nodes_.view(draft))) {
            const Draft before = draft;
            const std::size_t noted = begin_firing({trigger}, before);
            happen(draft, trigger, Values::AS_WRITTEN);
            end_firing(noted, before, draft);
            if (!(draft == before)) {
                firings.note(p_, {trigger});
                return true;
            }
        }
    }
    return false;
}

}  // namespace elsewise::kernel
