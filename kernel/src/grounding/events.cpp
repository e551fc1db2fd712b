#include "elsewise/grounding/events.hpp"

#include <algorithm>

namespace elsewise::grounding {
namespace {

class Simplifying {
public:
    Simplifying(const Instances& instances, Simplifier& simplifier, std::size_t characters)
        : in_(instances), simplifier_(simplifier), characters_(characters) {
        made_.by = instances.by;
        for (const ExpressionId seen : instances.seen_by) {
            made_.seen_by.push_back(simplifier.condition(seen));
        }
    }

    void add(const Instance& instance, std::vector<Instance>& into) {
        Instance event = instance;
        event.condition = simplifier_.condition(instance.condition);
        event.effects.begin = static_cast<std::uint32_t>(made_.effects.size());
        for (std::uint32_t i = instance.effects.begin; i < instance.effects.end; ++i) {
            add(in_.effects[in_.effect_lists[i]]);
        }
        event.effects.end = static_cast<std::uint32_t>(made_.effects.size());
        if (can_change(event)) {
            into.push_back(event);
        } else {
            made_.effects.resize(event.effects.begin);
        }
    }

    Events take() { return std::move(made_); }
    Events& made() { return made_; }

private:
    // Adds an effect, if it can ever apply and does not write what is always so.
    void add(const GroundEffect& effect) {
        const ExpressionId condition = simplifier_.condition(effect.condition);
        const std::int32_t fluent = simplifier_.renumbered(effect.fluent);
        if (condition != ExpressionFactory::FALSE && fluent != NOTHING) {
            made_.effects.push_back({condition, effect.path, static_cast<std::uint32_t>(fluent),
                                     simplifier_.number(effect.value)});
        }
    }

    bool can_change(const Instance& event) const {
        if (event.condition == ExpressionFactory::FALSE) {
            return false;
        }
        if (event.effects.begin < event.effects.end) {
            return true;
        }
        return event.condition != ExpressionFactory::TRUE &&
               std::ranges::any_of(made_.seers(event, characters_), [](ExpressionId seen) {
                   return seen != ExpressionFactory::FALSE;
               });
    }

    const Instances& in_;
    Simplifier& simplifier_;
    std::size_t characters_;
    Events made_;
};

}  // namespace

Events events(const Instances& instances, const std::vector<std::uint8_t>& happens,
              Simplifier& simplifier, std::vector<ExpressionId> wants,
              std::vector<ExpressionId> endings, std::size_t characters) {
    Simplifying simplifying(instances, simplifier, characters);
    Events& made = simplifying.made();
    std::size_t number = 0;
    for (const Instance& action : instances.actions) {
        if (happens[number++] != 0) {
            simplifying.add(action, made.actions);
        }
    }
    for (const Instance& trigger : instances.triggers) {
        if (happens[number++] != 0) {
            simplifying.add(trigger, made.triggers);
        }
    }
    for (const ExpressionId want : wants) {
        made.wants.push_back(simplifier.number(want));
    }
    for (const ExpressionId ending : endings) {
        made.endings.push_back(simplifier.condition(ending));
    }
    return simplifying.take();
}

}  // namespace elsewise::grounding
