#include "problem.hpp"

#include <map>

namespace model {
namespace {

using Int = std::int32_t;

class Encoder {
public:
    explicit Encoder(const Problem& problem) : p_(problem) {
        t_.characters = p_.characters;
        t_.entities = p_.entities;
        t_.numbers = p_.numbers;
        path({});
    }

    Tables run() {
        for (const Fluent& fluent : p_.fluents) {
            t_.kinds.push_back(static_cast<std::uint8_t>(fluent.kind));
            t_.low.push_back(fluent.low);
            t_.high.push_back(fluent.high);
        }
        for (const Event& action : p_.actions) {
            event(action);
            t_.by.insert(t_.by.end(), action.by.begin(), action.by.end());
            t_.by_ends.push_back(static_cast<Int>(t_.by.size()));
            for (const Expression& seen : action.seen_by) {
                t_.seen_by.push_back(row(seen));
            }
        }
        for (const Event& trigger : p_.triggers) {
            event(trigger);
        }
        t_.actions = static_cast<std::uint32_t>(p_.actions.size());
        for (const Said& said : p_.start) {
            t_.start.insert(t_.start.end(),
                            {path(said.minds), static_cast<Int>(said.fluent), said.code});
        }
        for (const Expression& want : p_.wants) {
            t_.wants.push_back(row(want));
        }
        for (const Expression& ending : p_.endings) {
            t_.endings.push_back(row(ending));
        }
        t_.extra_levels = p_.extra;
        t_.asked = p_.asked;
        t_.consents = p_.consents;
        return std::move(t_);
    }

private:
    void event(const Event& event) {
        t_.conditions.push_back(row(event.condition));
        for (const Effect& effect : event.effects) {
            const Int condition = row(effect.condition);
            const Int value = row(effect.value);
            t_.effects.insert(t_.effects.end(), {condition, path(effect.minds),
                                                 static_cast<Int>(effect.fluent), value});
        }
        t_.effect_ends.push_back(static_cast<Int>(t_.effects.size() / 4));
    }

    Int row(const Expression& expression) {
        std::vector<Int> parts;
        for (const Expression& part : expression.parts) {
            parts.push_back(row(part));
        }
        switch (expression.kind) {
            case Row::CONSTANT: return add(expression.kind, expression.number, 0, 0);
            case Row::READ:
                return add(expression.kind, path(expression.minds), expression.number, 0);
            case Row::ARITHMETIC:
            case Row::COMPARISON:
                return add(expression.kind, expression.number, parts[0], parts[1]);
            case Row::IF_ELSE: return add(expression.kind, parts[0], parts[1], parts[2]);
            default: break;
        }
        const auto begin = static_cast<Int>(t_.parts.size());
        t_.parts.insert(t_.parts.end(), parts.begin(), parts.end());
        return add(expression.kind, begin, static_cast<Int>(t_.parts.size()), 0);
    }

    Int add(Row kind, Int a, Int b, Int c) {
        t_.expressions.insert(t_.expressions.end(), {static_cast<Int>(kind), a, b, c});
        return static_cast<Int>(t_.expressions.size() / 4) - 1;
    }

    Int path(const Minds& minds) {
        const auto [at, is_new] = paths_.emplace(minds, static_cast<Int>(paths_.size()));
        if (is_new) {
            t_.path_characters.insert(t_.path_characters.end(), minds.begin(), minds.end());
            t_.path_ends.push_back(static_cast<Int>(t_.path_characters.size()));
        }
        return at->second;
    }

    const Problem& p_;
    Tables t_;
    std::map<Minds, Int> paths_;
};

}  // namespace

Tables tables_of(const Problem& problem) { return Encoder(problem).run(); }

}  // namespace model
