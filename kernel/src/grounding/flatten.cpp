#include "elsewise/grounding/flatten.hpp"

#include <tuple>
#include <unordered_map>
#include <utility>

namespace elsewise::grounding {
namespace {

using kernel::Tables;

class Flattening {
public:
    Flattening(const Events& events, const Forms& forms, const Numbers& numbers,
               const kernel::PathTable& paths, const Start& start)
        : e_(events),
          forms_(forms),
          numbers_(numbers),
          paths_(paths),
          start_(start),
          gathered_(forms.size(), false),
          rows_(forms.size(), NOTHING),
          entity_codes_(static_cast<std::size_t>(numbers.first()), NOTHING) {
        path(0);
    }

    Flattened run() {
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
        for (const Form want : e_.wants) {
            t.wants.push_back(row(want));
        }
        for (const Form ending : e_.endings) {
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
    std::span<const Form> seers(const Instance& action) const {
        return e_.seers(action, e_.wants.size() - 1);
    }

    // -- entities ---------------------------------------------------------------------------------

    // Notes the entities that are a value somewhere, in the order in which they are met.
    void gather_entities() {
        for (const auto* events : {&e_.actions, &e_.triggers}) {
            for (const Instance& event : *events) {
                gather(event.condition);
                if (events == &e_.actions) {
                    for (const Form seen : seers(event)) {
                        gather(seen);
                    }
                }
                for (const GroundEffect& effect : e_.of(event)) {
                    gather(effect.condition);
                    gather(effect.value);
                }
            }
        }
        for (const auto* forms : {&e_.wants, &e_.endings}) {
            for (const Form form : *forms) {
                gather(form);
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

    void gather(Form form) {
        if (gathered_[form]) {
            return;
        }
        gathered_[form] = true;
        if (forms_.is(form, Row::KNOWN)) {
            gather_code(forms_.code(form));
        }
        forms_.each_operand(form, [&](Form part) { gather(part); });
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
    std::int32_t row(Form form) {
        if (rows_[form] != NOTHING) {
            return rows_[form];
        }
        const Shape& shape = forms_[form];
        std::int32_t a = static_cast<std::int32_t>(shape.a);
        std::int32_t b = static_cast<std::int32_t>(shape.b);
        std::int32_t c = 0;
        switch (shape.row) {
            case Row::KNOWN:
                a = code(forms_.code(form));
                b = 0;
                break;
            case Row::LOOK: a = path(shape.a); break;
            case Row::CHOSEN: a = row(shape.a); [[fallthrough]];
            case Row::CALCULATED:
            case Row::COMPARED:
                b = row(shape.b);
                c = row(shape.c);
                break;
            default: std::tie(a, b) = listed(form);
        }
        Ints& expressions = made_.tables.expressions;
        expressions.insert(expressions.end(), {static_cast<std::int32_t>(shape.row), a, b, c});
        rows_[form] = static_cast<std::int32_t>(expressions.size() / 4) - 1;
        return rows_[form];
    }

    std::pair<std::int32_t, std::int32_t> listed(Form form) {
        Ints rows;
        for (const Form part : forms_.parts(form)) {
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
            for (const Form seen : seers(action)) {
                t.seen_by.push_back(row(seen));
            }
        }
    }

    const Events& e_;
    const Forms& forms_;
    const Numbers& numbers_;
    const kernel::PathTable& paths_;
    const Start& start_;
    Flattened made_;
    std::vector<bool> gathered_;
    Ints rows_;          // by form
    Ints entity_codes_;  // by code
    std::unordered_map<Code, std::int32_t> number_codes_;
    std::unordered_map<Path, std::int32_t> path_numbers_;
};

}  // namespace

Flattened flatten(const Events& events, const Forms& forms, const Numbers& numbers,
                  const kernel::PathTable& paths, const Start& start) {
    return Flattening(events, forms, numbers, paths, start).run();
}

}  // namespace elsewise::grounding
