#include "elsewise/grounding/reachability.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace elsewise::grounding {
namespace {

using EffectId = std::uint32_t;

class Reachability {
public:
    Reachability(const LiftedWorld& world, const Fluents& fluents, const ExpressionFactory& factory,
                 Numbers& numbers, const Instances& instances, std::vector<ValueSet> start)
        : world_(world),
          fluents_(fluents),
          factory_(factory),
          in_(instances),
          values_(std::move(start)),
          sets_(factory, numbers, values_),
          happens_(instances.actions.size() + instances.triggers.size(), 0),
          known_(factory.size(), 0),
          met_(factory.size(), 0),
          teaching_(factory.size(), 0),
          waiting_(factory.size(), 0),
          parents_(factory.size()),
          events_on_(factory.size()),
          effects_on_(factory.size()),
          made_(instances.effects.size(), 0),
          is_due_(instances.effects.size(), 0),
          pending_(values_.size()) {
        known_[ExpressionFactory::TRUE] = known_[ExpressionFactory::FALSE] =
            met_[ExpressionFactory::TRUE] = 1;
    }

    Reached run() {
        for (std::uint32_t number = 0; number < happens_.size(); ++number) {
            watch_once(instance(number).condition);
            events_on_[instance(number).condition].push_back(number);
            for (const EffectId effect : effects(number)) {
                watch_once(in_.effects[effect].condition);
            }
        }
        for (std::uint32_t number = 0; number < happens_.size(); ++number) {
            if (met_[instance(number).condition] != 0) {
                happen(number);
            }
        }
        while (true) {
            for (const EffectId effect : std::exchange(due_, {})) {
                is_due_[effect] = 0;
                write(effect);
            }
            surprise();
            if (!take_pending()) {
                return {std::move(values_), std::move(happens_)};
            }
            spread();
        }
    }

private:
    const Instance& instance(std::uint32_t number) const {
        const std::size_t actions = in_.actions.size();
        return number < actions ? in_.actions[number] : in_.triggers[number - actions];
    }
    std::span<const EffectId> effects(std::uint32_t number) const {
        const Part part = instance(number).effects;
        return std::span(in_.effect_lists).subspan(part.begin, part.end - part.begin);
    }
    const LiftedFact& fact(std::uint32_t fluent) const {
        return world_.facts[fluents_.fact_of(fluent)];
    }
    static bool is_equality(const Shape& shape) {
        return shape.a == static_cast<std::uint32_t>(Operator::EQUAL);
    }
    static std::uint64_t pair(std::uint32_t fluent, std::uint32_t other) {
        return (std::uint64_t{fluent} << 32) | other;
    }

    // -- conditions -------------------------------------------------------------------------------

    void watch_once(ExpressionId condition) {
        if (known_[condition] == 0) {
            watch(condition);
        }
    }

    // Notes what a condition waits for, unless it is already met.
    void watch(ExpressionId condition) {
        known_[condition] = 1;
        const Row row = factory_[condition].row;
        if (row == Row::COMPARISON) {
            watch_comparison(condition);
            teaching_[condition] = is_equality(factory_[condition]) ? 0 : 1;
            return;
        }
        const auto parts = factory_.parts(condition);
        std::uint32_t missing = 0;
        for (const ExpressionId part : parts) {
            watch_once(part);
            if (met_[part] == 0) {
                ++missing;
                parents_[part].push_back(condition);
            }
            teaching_[condition] |= teaching_[part];
        }
        waiting_[condition] = missing;
        if (row == Row::ALL ? missing == 0 : missing < parts.size()) {
            met_[condition] = 1;
        }
    }

    void watch_comparison(ExpressionId comparison) {
        if (sets_.can_hold(comparison)) {
            met_[comparison] = 1;
            return;
        }
        const Shape& shape = factory_[comparison];
        if (is_equality(shape) && factory_.is(shape.b, Row::READ) &&
            factory_.is(shape.c, Row::CONSTANT)) {
            const std::uint32_t fluent = factory_[shape.b].b;
            if (fact(fluent).kind != kernel::Kind::NUMBER) {
                equal_to_[pair(fluent, factory_[shape.c].a)].push_back(comparison);
                return;
            }
        }
        for (const std::uint32_t fluent : looked_at(comparison)) {
            comparisons_on_[fluent].push_back(comparison);
        }
    }

    // The fluents that an expression looks at, each once.
    std::vector<std::uint32_t> looked_at(ExpressionId expression) const {
        std::vector<std::uint32_t> found;
        look(expression, found);
        std::ranges::sort(found);
        const auto rest = std::ranges::unique(found);
        found.erase(rest.begin(), rest.end());
        return found;
    }

    void look(ExpressionId expression, std::vector<std::uint32_t>& found) const {
        if (factory_.is(expression, Row::READ)) {
            found.push_back(factory_[expression].b);
        }
        factory_.each_operand(expression, [&](ExpressionId part) { look(part, found); });
    }

    void meet(ExpressionId condition) {
        if (met_[condition] == 0) {
            met_[condition] = 1;
            fresh_.push_back(condition);
        }
    }

    // Carries what was met up to the conditions it is part of, and lets events happen.
    void spread() {
        while (!fresh_.empty()) {
            const ExpressionId condition = fresh_.back();
            fresh_.pop_back();
            for (const ExpressionId parent : parents_[condition]) {
                if (--waiting_[parent] == 0 || factory_.is(parent, Row::ANY)) {
                    meet(parent);
                }
            }
            for (const std::uint32_t number : events_on_[condition]) {
                happen(number);
            }
            for (const EffectId effect : std::exchange(effects_on_[condition], {})) {
                make(effect);
            }
        }
    }

    // Looks again at what depends on a fluent that has more values now.
    void recheck(std::uint32_t fluent, const ValueSet& added) {
        if (const auto written = written_on_.find(fluent); written != written_on_.end()) {
            for (const EffectId effect : written->second) {
                owe(effect);
            }
        }
        for (const Code code : added.codes) {
            const auto waiting = equal_to_.find(pair(fluent, static_cast<std::uint32_t>(code)));
            if (waiting != equal_to_.end()) {
                for (const ExpressionId comparison : std::exchange(waiting->second, {})) {
                    meet(comparison);
                }
            }
        }
        if (const auto waiting = comparisons_on_.find(fluent); waiting != comparisons_on_.end()) {
            for (const ExpressionId comparison : waiting->second) {
                if (met_[comparison] == 0 && sets_.can_hold(comparison)) {
                    meet(comparison);
                }
            }
            std::erase_if(waiting->second,
                          [&](ExpressionId comparison) { return met_[comparison] != 0; });
        }
    }

    // -- events -----------------------------------------------------------------------------------

    // Lets an event happen: makes its effects, now or when their conditions are met.
    void happen(std::uint32_t number) {
        factory_.tick();
        happens_[number] = 1;
        for (const EffectId effect : effects(number)) {
            const ExpressionId condition = in_.effects[effect].condition;
            if (made_[effect] != 0) {
                continue;
            }
            if (met_[condition] != 0) {
                make(effect);
            } else {
                effects_on_[condition].push_back(effect);
            }
        }
        const ExpressionId condition = instance(number).condition;
        if (teaching_[condition] != 0 && is_seen(number)) {
            teaching_[condition] = 0;
            learn_from(condition);
        }
    }

    // Notes what somebody may be surprised about in a condition.
    void learn_from(ExpressionId condition) {
        if (factory_.is(condition, Row::COMPARISON)) {
            if (!is_equality(factory_[condition]) && surprising_known_.insert(condition).second) {
                surprising_.push_back(condition);
            }
            return;
        }
        for (const ExpressionId part : factory_.parts(condition)) {
            if (teaching_[part] != 0) {
                learn_from(part);
            }
        }
    }

    // Whether anybody ever sees an event.
    bool is_seen(std::uint32_t number) const {
        const std::size_t characters = world_.characters.size();
        const auto row =
            std::span(in_.seen_by).subspan(instance(number).seers * characters, characters);
        return std::ranges::any_of(row, [](ExpressionId seen) {
            return seen != ExpressionFactory::FALSE;
        });
    }

    // Notes what an effect writes.
    void make(EffectId id) {
        made_[id] = 1;
        const GroundEffect& effect = in_.effects[id];
        if (!written_.insert(pair(effect.fluent, effect.value)).second) {
            return;
        }
        if (factory_.is(effect.value, Row::CONSTANT)) {
            write(id);
            return;
        }
        owe(id);
        for (const std::uint32_t fluent : looked_at(effect.value)) {
            written_on_[fluent].push_back(id);
        }
    }

    void owe(EffectId effect) {
        if (is_due_[effect] == 0) {
            is_due_[effect] = 1;
            due_.push_back(effect);
        }
    }

    void write(EffectId id) {
        factory_.tick();
        const GroundEffect& effect = in_.effects[id];
        ValueSet scratch;
        add(effect.fluent,
            sets_.clamped(sets_.values_of(effect.value, scratch), fact(effect.fluent)));
    }

    // Makes unknown what somebody can be surprised about, and not told the value of.
    void surprise() {
        std::erase_if(surprising_, [&](ExpressionId comparison) {
            if (met_[comparison] == 0 || !sets_.can_fail(comparison)) {
                return false;
            }
            for (const std::uint32_t fluent : looked_at(comparison)) {
                if (fact(fluent).kind != kernel::Kind::YES_NO) {
                    add(fluent, {.codes = {UNKNOWN}});
                }
            }
            surprising_known_.erase(comparison);
            return true;
        });
    }

    void add(std::uint32_t fluent, ValueSet values) {
        if (pending_[fluent].empty()) {
            touched_.push_back(fluent);
        }
        pending_[fluent].push_back(std::move(values));
    }

    // Adds what was written in this round, and looks again at what depends on it; for a range, all
    // of it counts as new. Returns whether anything changed.
    bool take_pending() {
        std::vector<std::pair<std::uint32_t, ValueSet>> changed;
        for (const std::uint32_t fluent : std::exchange(touched_, {})) {
            const ValueSet& before = values_[fluent];
            ValueSet after = before;
            for (const ValueSet& written : std::exchange(pending_[fluent], {})) {
                after = sets_.joined(after, written);
            }
            after = widened(before, std::move(after), fact(fluent));
            if (after != before) {
                ValueSet added;
                if (!after.range && !before.range) {
                    std::ranges::set_difference(after.codes, before.codes,
                                                std::back_inserter(added.codes));
                }
                values_[fluent] = std::move(after);
                changed.emplace_back(fluent, std::move(added));
            }
        }
        for (const auto& [fluent, added] : changed) {
            recheck(fluent, added);
        }
        return !changed.empty();
    }

    const LiftedWorld& world_;
    const Fluents& fluents_;
    const ExpressionFactory& factory_;
    const Instances& in_;
    std::vector<ValueSet> values_;
    ValueSets sets_;
    std::vector<std::uint8_t> happens_;

    // By condition.
    std::vector<std::uint8_t> known_;
    std::vector<std::uint8_t> met_;
    std::vector<std::uint8_t> teaching_;  // somebody may learn there that something is not so
    std::vector<std::uint32_t> waiting_;  // how many parts are not met
    std::vector<std::vector<ExpressionId>> parents_;
    std::vector<std::vector<std::uint32_t>> events_on_;
    std::vector<std::vector<EffectId>> effects_on_;
    std::vector<ExpressionId> fresh_;
    std::vector<ExpressionId> surprising_;
    std::unordered_set<ExpressionId> surprising_known_;

    // By fluent, or by fluent and code.
    std::unordered_map<std::uint32_t, std::vector<ExpressionId>> comparisons_on_;
    std::unordered_map<std::uint64_t, std::vector<ExpressionId>> equal_to_;
    std::unordered_map<std::uint32_t, std::vector<EffectId>> written_on_;
    std::unordered_set<std::uint64_t> written_;  // fluent and value

    std::vector<std::uint8_t> made_;  // by effect
    std::vector<std::uint8_t> is_due_;
    std::vector<EffectId> due_;
    std::vector<std::vector<ValueSet>> pending_;  // by fluent
    std::vector<std::uint32_t> touched_;
};

}  // namespace

Reached reach(const LiftedWorld& world, const Fluents& fluents, const ExpressionFactory& factory,
              Numbers& numbers, const Instances& instances, std::vector<ValueSet> start) {
    return Reachability(world, fluents, factory, numbers, instances, std::move(start)).run();
}

}  // namespace elsewise::grounding
