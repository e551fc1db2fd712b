#include "elsewise/grounding/start.hpp"

#include <algorithm>

namespace elsewise::grounding {
namespace {

using Said = std::map<std::vector<kernel::Character>, std::map<std::uint32_t, Code>>;

// Reads expressions in what has been said so far.
class Reading {
public:
    Reading(const Said& said, const ExpressionFactory& factory, Numbers& numbers,
            const kernel::PathTable& paths)
        : said_(said), factory_(factory), numbers_(numbers), paths_(paths) {}

    Code value(ExpressionId expression) const {
        const Shape shape = factory_[expression];
        switch (shape.row) {
            case Row::CONSTANT: return factory_.code(expression);
            case Row::READ: return look(shape.a, shape.b);
            case Row::ARITHMETIC:
                return numbers_.calculate(static_cast<Arithmetic>(shape.a), value(shape.b),
                                          value(shape.c));
            default: return value(holds(shape.a) ? shape.b : shape.c);
        }
    }

    bool holds(ExpressionId expression) const {
        const Shape shape = factory_[expression];
        const auto part_holds = [&](ExpressionId part) { return holds(part); };
        switch (shape.row) {
            case Row::ALL: return std::ranges::all_of(factory_.parts(expression), part_holds);
            case Row::ANY: return std::ranges::any_of(factory_.parts(expression), part_holds);
            default:
                return numbers_.compare(static_cast<Operator>(shape.a), value(shape.b),
                                        value(shape.c));
        }
    }

private:
    Code look(Path path, std::uint32_t fluent) const {
        std::vector<kernel::Character> minds(paths_[path].begin(), paths_[path].end());
        while (true) {
            if (const auto known = said_.find(minds); known != said_.end()) {
                if (const auto at = known->second.find(fluent); at != known->second.end()) {
                    return at->second;
                }
            }
            minds.pop_back();  // the empty path says them all
        }
    }

    const Said& said_;
    const ExpressionFactory& factory_;
    Numbers& numbers_;
    const kernel::PathTable& paths_;
};

}  // namespace

Code clamped(const LiftedFact& fact, Code code, Numbers& numbers) {
    if (numbers.is_number(code)) {
        if (numbers.number(code) < fact.low) {
            return numbers.code(fact.low);
        }
        if (numbers.number(code) > fact.high) {
            return numbers.code(fact.high);
        }
    }
    return code;
}

Start start(Lifted& lifted, const Ints& statements, const Fluents& fluents, Numbers& numbers,
            kernel::PathTable& paths, kernel::LimitChecker* limits) {
    const LiftedWorld& world = lifted.world();
    Said said;
    std::map<std::uint32_t, Code>& base = said[{}];
    for (std::uint32_t fluent = 0; fluent < fluents.count(); ++fluent) {
        const LiftedFact& fact = world.facts[fluents.fact_of(fluent)];
        base.emplace_hint(base.end(), fluent, clamped(fact, fact.initial, numbers));
    }
    ExpressionFactory factory(numbers, limits);
    Compiler compiler(lifted, fluents, numbers, factory, paths, {});
    const Reading reading(said, factory, numbers, paths);
    for (const std::int32_t statement : statements) {
        std::vector<GroundEffect> made;
        compiler.effects(statement, 0, ExpressionFactory::TRUE,
                         [&](const GroundEffect& effect) { made.push_back(effect); });
        std::vector<Code> values;
        std::erase_if(made, [&](const GroundEffect& e) { return !reading.holds(e.condition); });
        for (const GroundEffect& effect : made) {
            values.push_back(reading.value(effect.value));
        }
        for (std::size_t i = 0; i < made.size(); ++i) {
            const auto minds = paths[made[i].path];
            const LiftedFact& fact = world.facts[fluents.fact_of(made[i].fluent)];
            said[{minds.begin(), minds.end()}][made[i].fluent] = clamped(fact, values[i], numbers);
        }
    }
    Start found;
    for (auto& [minds, values] : said) {
        found.emplace_back(paths.intern(minds), std::move(values));
    }
    std::ranges::stable_sort(found, {}, [&](const auto& one) { return paths[one.first].size(); });
    return found;
}

}  // namespace elsewise::grounding
