#include "elsewise/grounding/encode_problem.hpp"

#include <tuple>
#include <unordered_map>
#include <utility>

namespace elsewise::grounding {
namespace {

using kernel::Tables;

class ProblemEncoder {
public:
    ProblemEncoder(const Events& events, const ExpressionFactory& factory, const Numbers& numbers,
                   const kernel::PathTable& paths, const Start& start)
        : e_(events),
          factory_(factory),
          numbers_(numbers),
          paths_(paths),
          start_(start),
          gathered_(factory.size(), false),
          rows_(factory.size(), NOTHING),
          entity_codes_(static_cast<std::size_t>(numbers.first()), NOTHING) {
        path(0);
    }

    EncodedProblem run() {
        gather_entities();
        Tables& t = made_.tables;
        t.entities = static_cast<std::uint32_t>(made_.entities.size());
        t.actions = static_cast<std::uint32_t>(e_.actions.size());
        write_events();
        for (const auto& [path, values] : start_) {
            for (const auto& [fluent, code] : values) {
                const std::int32_t along = this->path(path);
                t.start.insert(t.start.end(),
                               {along, static_cast<std::int32_t>(fluent), this->code(code)});
            }
        }
        for (const ExpressionId want : e_.wants) {
            t.wants.push_back(row(want));
        }
        for (const ExpressionId ending : e_.endings) {
            t.endings.push_back(row(ending));
        }
        return std::move(made_);
    }

private:
    template <class Use>
    void each_event(Use use) {
        for (const auto* events : {&e_.actions, &e_.triggers}) {
            for (const Instance& event : *events) {
                use(event);
            }
        }
    }
    std::span<const ExpressionId> seers(const Instance& action) const {
        return e_.seers(action, e_.wants.size() - 1);
    }

    // -- entities ---------------------------------------------------------------------------------

    // Notes the entities that are a value somewhere, in the order in which they are met.
    void gather_entities() {
        for (const auto* events : {&e_.actions, &e_.triggers}) {
            for (const Instance& event : *events) {
                factory_.tick();
                gather(event.condition);
                if (events == &e_.actions) {
                    for (const ExpressionId seen : seers(event)) {
                        gather(seen);
                    }
                }
                for (const GroundEffect& effect : e_.of(event)) {
                    gather(effect.condition);
                    gather(effect.value);
                }
            }
        }
        for (const auto* listed : {&e_.wants, &e_.endings}) {
            for (const ExpressionId expression : *listed) {
                gather(expression);
            }
        }
        for (const auto& [path, values] : start_) {
            for (const auto& [fluent, code] : values) {
                gather_code(code);
            }
        }
    }

    void gather_code(Code code) {
        if (code < FIRST_ENTITY || numbers_.is_number(code)) {
            return;
        }
        Code& own = entity_codes_[static_cast<std::size_t>(code)];
        if (own == NOTHING) {
            own = FIRST_ENTITY + static_cast<Code>(made_.entities.size());
            made_.entities.push_back(code - FIRST_ENTITY);
        }
    }

    void gather(ExpressionId expression) {
        if (gathered_[expression]) {
            return;
        }
        gathered_[expression] = true;
        if (factory_.is(expression, Row::CONSTANT)) {
            gather_code(factory_.code(expression));
        }
        factory_.each_operand(expression, [&](ExpressionId part) { gather(part); });
    }

    // -- numbering --------------------------------------------------------------------------------

    std::int32_t path(Path path) {
        const auto [at, is_new] =
            path_numbers_.emplace(path, static_cast<std::int32_t>(path_numbers_.size()));
        if (is_new) {
            Tables& t = made_.tables;
            for (const kernel::Character character : paths_[path]) {
                t.path_characters.push_back(static_cast<std::int32_t>(character));
            }
            t.path_ends.push_back(static_cast<std::int32_t>(t.path_characters.size()));
        }
        return at->second;
    }

    std::int32_t code(Code code) {
        if (code < FIRST_ENTITY) {
            return code;
        }
        if (!numbers_.is_number(code)) {
            return entity_codes_[static_cast<std::size_t>(code)];
        }
        std::vector<double>& numbers = made_.tables.numbers;
        const auto [at, is_new] =
            number_codes_.emplace(code, static_cast<std::int32_t>(numbers.size()));
        if (is_new) {
            numbers.push_back(numbers_.number(code));
        }
        return FIRST_ENTITY + static_cast<std::int32_t>(made_.entities.size()) + at->second;
    }

    // The row of an expression; parts come before wholes.
    std::int32_t row(ExpressionId expression) {
        if (rows_[expression] != NOTHING) {
            return rows_[expression];
        }
        const Shape& shape = factory_[expression];
        std::int32_t a = static_cast<std::int32_t>(shape.a);
        std::int32_t b = static_cast<std::int32_t>(shape.b);
        std::int32_t c = 0;
        switch (shape.row) {
            case Row::CONSTANT:
                a = code(factory_.code(expression));
                b = 0;
                break;
            case Row::READ: a = path(shape.a); break;
            case Row::IF_ELSE: a = row(shape.a); [[fallthrough]];
            case Row::ARITHMETIC:
            case Row::COMPARISON:
                b = row(shape.b);
                c = row(shape.c);
                break;
            default: std::tie(a, b) = listed(expression);
        }
        Ints& expressions = made_.tables.expressions;
        expressions.insert(expressions.end(), {static_cast<std::int32_t>(shape.row), a, b, c});
        rows_[expression] = static_cast<std::int32_t>(expressions.size() / 4) - 1;
        return rows_[expression];
    }

    std::pair<std::int32_t, std::int32_t> listed(ExpressionId expression) {
        Ints rows;
        for (const ExpressionId part : factory_.parts(expression)) {
            rows.push_back(row(part));
        }
        Ints& parts = made_.tables.parts;
        const auto begin = static_cast<std::int32_t>(parts.size());
        parts.insert(parts.end(), rows.begin(), rows.end());
        return {begin, static_cast<std::int32_t>(parts.size())};
    }

    // -- events -----------------------------------------------------------------------------------

    void write_events() {
        Tables& t = made_.tables;
        each_event([&](const Instance& event) { t.conditions.push_back(row(event.condition)); });
        each_event([&](const Instance& event) {
            factory_.tick();
            for (const GroundEffect& effect : e_.of(event)) {
                const std::int32_t condition = row(effect.condition);
                const std::int32_t along = path(effect.path);
                t.effects.insert(t.effects.end(),
                                 {condition, along, static_cast<std::int32_t>(effect.fluent),
                                  row(effect.value)});
            }
            t.effect_ends.push_back(static_cast<std::int32_t>(t.effects.size() / 4));
        });
        for (const Instance& action : e_.actions) {
            for (std::uint32_t i = action.by.begin; i < action.by.end; ++i) {
                t.by.push_back(static_cast<std::int32_t>(e_.by[i]));
            }
            t.by_ends.push_back(static_cast<std::int32_t>(t.by.size()));
        }
        for (const Instance& action : e_.actions) {
            for (const ExpressionId seen : seers(action)) {
                t.seen_by.push_back(row(seen));
            }
        }
    }

    const Events& e_;
    const ExpressionFactory& factory_;
    const Numbers& numbers_;
    const kernel::PathTable& paths_;
    const Start& start_;
    EncodedProblem made_;
    std::vector<bool> gathered_;
    Ints rows_;          // by expression
    Ints entity_codes_;  // by code
    std::unordered_map<Code, std::int32_t> number_codes_;
    std::unordered_map<Path, std::int32_t> path_numbers_;
};

}  // namespace

EncodedProblem encode_problem(const Events& events, const ExpressionFactory& factory,
                              const Numbers& numbers, const kernel::PathTable& paths,
                              const Start& start) {
    return ProblemEncoder(events, factory, numbers, paths, start).run();
}

}  // namespace elsewise::grounding
