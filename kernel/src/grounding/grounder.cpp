#include "elsewise/grounding/grounder.hpp"

#include <algorithm>
#include <span>

#include "elsewise/grounding/encode_problem.hpp"
#include "elsewise/grounding/events.hpp"
#include "elsewise/grounding/instances.hpp"
#include "elsewise/grounding/mind_levels.hpp"
#include "elsewise/grounding/reachability.hpp"
#include "elsewise/grounding/simplify.hpp"
#include "elsewise/grounding/start.hpp"

namespace elsewise::grounding {
namespace {

class Grounding {
public:
    Grounding(const LiftedWorld& world, kernel::LimitChecker* limits)
        : w_(world),
          numbers_(static_cast<std::size_t>(world.entities), world.numbers),
          lifted_(world),
          fluents_(world),
          start_(start(lifted_, world.start, fluents_, numbers_, paths_, limits)),
          factory_(numbers_, limits) {}

    Grounded run() {
        const std::vector<ValueSet> first = start_values();
        std::vector<std::uint8_t> assigned(w_.facts.size(), 0);
        for (const auto* rules : {&w_.actions, &w_.triggers}) {
            for (const LiftedRule& rule : *rules) {
                lifted_.mark_assigned(rule.effect, assigned);
            }
        }
        Compiler compiler(lifted_, fluents_, numbers_, factory_, paths_,
                          constants(first, assigned));
        const Instances made = instances(compiler, assigned);
        std::vector<ExpressionId> wants;
        for (const Ints& want : w_.wants) {
            wants.push_back(total(compiler, want));
        }
        std::vector<ExpressionId> endings;
        for (const std::int32_t ending : w_.endings) {
            endings.push_back(compiler.condition(ending, 0));
        }
        const Reached reached = reach(w_, fluents_, factory_, numbers_, made, first);
        const ValueSets sets(factory_, numbers_, reached.values);
        Simplifier simplifier(factory_, sets, reached.values);
        const Events events = grounding::events(made, reached.happens, simplifier, std::move(wants),
                                                std::move(endings), w_.characters.size());
        return written(made, events, reached.values, simplifier);
    }

private:
    // The values that every fluent has in any mind at the beginning.
    std::vector<ValueSet> start_values() const {
        std::vector<ValueSet> found(fluents_.count());
        for (const auto& [path, values] : start_) {
            for (const auto& [fluent, code] : values) {
                Ints& codes = found[fluent].codes;
                const auto at = std::ranges::lower_bound(codes, code);
                if (at == codes.end() || *at != code) {
                    codes.insert(at, code);
                }
            }
        }
        return found;
    }

    // The value of every fluent that nothing assigns and that is the same in all minds.
    Ints constants(const std::vector<ValueSet>& first,
                   const std::vector<std::uint8_t>& assigned) const {
        Ints found(first.size(), NOTHING);
        for (std::uint32_t fluent = 0; fluent < first.size(); ++fluent) {
            if (first[fluent].codes.size() == 1 && assigned[fluents_.fact_of(fluent)] == 0) {
                found[fluent] = first[fluent].codes[0];
            }
        }
        return found;
    }

    // Adds up wants, left to right.
    ExpressionId total(Compiler& compiler, const Ints& wants) {
        ExpressionId total = factory_.constant(numbers_.code(0.0));
        for (const std::int32_t want : wants) {
            total = factory_.arithmetic(Arithmetic::ADD, total, compiler.number(want, 0));
        }
        return total;
    }

    Grounded written(const Instances& made, const Events& events,
                     const std::vector<ValueSet>& values, const Simplifier& simplifier) {
        EncodedProblem encoded =
            encode_problem(events, factory_, numbers_, paths_, kept_start(simplifier));
        Grounded grounded;
        grounded.tables = std::move(encoded.tables);
        grounded.entities = std::move(encoded.entities);
        write_fluents(grounded, values, simplifier);
        for (const auto* some : {&events.actions, &events.triggers}) {
            for (const Instance& event : *some) {
                factory_.tick();
                const Part& part = event.arguments;
                grounded.rules.push_back(static_cast<std::int32_t>(event.rule));
                grounded.event_arguments.add(
                    std::span(made.arguments).subspan(part.begin, part.end - part.begin));
            }
        }
        for (const Instance& action : events.actions) {
            grounded.seers.push_back(static_cast<std::int32_t>(action.seers));
        }
        if (w_.has_origin) {
            write_origin(grounded);
        }
        grounded.numbers = numbers_.all();
        const MindLevels levels = mind_levels(events, factory_, paths_, w_.characters.size());
        grounded.tables.characters = static_cast<std::uint32_t>(w_.characters.size());
        grounded.tables.extra_levels = levels.extra;
        grounded.tables.asked = levels.asked;
        grounded.tables.consents = levels.consents;
        return grounded;
    }

    void write_fluents(Grounded& grounded, const std::vector<ValueSet>& values,
                       const Simplifier& simplifier) const {
        kernel::Tables& t = grounded.tables;
        for (std::uint32_t fluent = 0; fluent < fluents_.count(); ++fluent) {
            grounded.facts.push_back(static_cast<std::int32_t>(fluents_.fact_of(fluent)));
            grounded.fluent_arguments.add(fluents_.arguments(fluent));
            const bool kept = simplifier.renumbered(fluent) != NOTHING;
            grounded.constants.push_back(kept ? NOTHING : values[fluent].codes[0]);
            if (kept) {
                const LiftedFact& fact = w_.facts[fluents_.fact_of(fluent)];
                t.kinds.push_back(static_cast<std::uint8_t>(fact.kind));
                t.low.push_back(fact.low);
                t.high.push_back(fact.high);
            }
        }
    }

    void write_origin(Grounded& grounded) {
        for (const auto& [path, values] :
             start(lifted_, w_.origin, fluents_, numbers_, paths_, nullptr)) {
            SaidInMind& said = grounded.origin.emplace_back();
            for (const kernel::Character character : paths_[path]) {
                said.path.push_back(static_cast<std::int32_t>(character));
            }
            for (const auto& [fluent, code] : values) {
                said.values.insert(said.values.end(), {static_cast<std::int32_t>(fluent), code});
            }
        }
    }

    // The start without its constants, fluents by their new numbers.
    Start kept_start(const Simplifier& simplifier) const {
        Start kept;
        for (const auto& [path, values] : start_) {
            std::map<std::uint32_t, Code> own;
            for (const auto& [fluent, code] : values) {
                if (const std::int32_t number = simplifier.renumbered(fluent); number != NOTHING) {
                    own.emplace_hint(own.end(), static_cast<std::uint32_t>(number), code);
                }
            }
            if (path == 0 || !own.empty()) {
                kept.emplace_back(path, std::move(own));
            }
        }
        return kept;
    }

    const LiftedWorld& w_;
    Numbers numbers_;
    kernel::PathTable paths_;
    Lifted lifted_;
    Fluents fluents_;
    Start start_;
    ExpressionFactory factory_;
};

}  // namespace

Grounded ground(const LiftedWorld& world, kernel::LimitChecker* limits) {
    check(world);
    return Grounding(world, limits).run();
}

}  // namespace elsewise::grounding
