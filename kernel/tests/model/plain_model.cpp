// The plain model: states and what events do to them.
#include "plain_model.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace model {
namespace {

using elsewise::kernel::FIRST_ENTITY;
using elsewise::kernel::LARGEST_NUMBER;
using elsewise::kernel::NUMBER;
using elsewise::kernel::UNKNOWN;

constexpr std::size_t MOST_FIRINGS = 1000;

Value number_or_unknown(double number) {
    const bool known = std::isfinite(number) && std::fabs(number) <= LARGEST_NUMBER;
    return known ? Value{NUMBER, number + 0.0} : Value{UNKNOWN, 0.0};
}

Value calculate(std::int32_t operation, const Value& left, const Value& right) {
    if (left.code != NUMBER || right.code != NUMBER || (operation == 3 && right.number == 0.0)) {
        return {UNKNOWN, 0.0};
    }
    switch (operation) {
        case 0: return number_or_unknown(left.number + right.number);
        case 1: return number_or_unknown(left.number - right.number);
        case 2: return number_or_unknown(left.number * right.number);
        default: return number_or_unknown(left.number / right.number);
    }
}

bool compares(Operator op, const Value& left, const Value& right) {
    const bool same = equal(left, right);
    if (op == Operator::EQUAL || op == Operator::UNEQUAL) {
        return same == (op == Operator::EQUAL);
    }
    if (left.code != NUMBER || right.code != NUMBER) {
        return false;
    }
    const bool less = op == Operator::LESS || op == Operator::AT_MOST;
    const bool or_same = op == Operator::AT_MOST || op == Operator::AT_LEAST;
    return same ? or_same : less == (left.number < right.number);
}

}  // namespace

bool equal(const Value& one, const Value& other) {
    return one.code == other.code && (one.code != NUMBER || one.number == other.number);
}

bool equal(const State& one, const State& other) {
    const auto same_value = [](const Value& a, const Value& b) { return equal(a, b); };
    const auto same_mind = [](const Ref& a, const Ref& b) {
        return a == b || (a != nullptr && b != nullptr && equal(*a, *b));
    };
    return one.level == other.level && one.owner == other.owner &&
           std::ranges::equal(one.values, other.values, same_value) &&
           std::ranges::equal(one.minds, other.minds, same_mind);
}

void PlainModel::work(std::size_t steps) {
    if (steps > steps_) {
        throw TooMuchWork{};
    }
    steps_ -= steps;
}

std::optional<std::uint32_t> PlainModel::place_of(const std::vector<Ref>& states,
                                                  const State& state) {
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (equal(*states[i], state)) {
            return static_cast<std::uint32_t>(i);
        }
    }
    return std::nullopt;
}

// -- expressions ----------------------------------------------------------------------------------

const State& PlainModel::walk(const State& from, const Minds& minds) const {
    const State* at = &from;
    for (const std::uint32_t character : minds) {
        at = at->minds[character] ? at->minds[character].get() : at;
    }
    return *at;
}

Value PlainModel::value(const Expression& e, const State& state) const {
    switch (e.kind) {
        case Row::CONSTANT: {
            const auto first = static_cast<std::size_t>(FIRST_ENTITY) + p_.entities;
            const auto code = static_cast<std::size_t>(e.number);
            return code < first ? Value{static_cast<Code>(code), 0.0}
                                : Value{NUMBER, p_.numbers[code - first]};
        }
        case Row::READ: return walk(state, e.minds).values[static_cast<std::size_t>(e.number)];
        case Row::IF_ELSE: return value(e.parts[holds(e.parts[0], state) ? 1 : 2], state);
        default: return calculate(e.number, value(e.parts[0], state), value(e.parts[1], state));
    }
}

bool PlainModel::holds(const Expression& e, const State& state) const {
    const auto part_holds = [&](const Expression& part) { return holds(part, state); };
    switch (e.kind) {
        case Row::ALL: return std::ranges::all_of(e.parts, part_holds);
        case Row::ANY: return std::ranges::any_of(e.parts, part_holds);
        default:
            return compares(static_cast<Operator>(e.number), value(e.parts[0], state),
                            value(e.parts[1], state));
    }
}

Value PlainModel::within(std::uint32_t fluent, const Value& value) const {
    if (value.code != NUMBER) {
        return value;
    }
    const Fluent& its = p_.fluents[fluent];
    const double low = std::isnan(its.low) ? value.number : std::max(its.low, value.number);
    return {NUMBER, std::isnan(its.high) ? low : std::min(its.high, low)};
}

double PlainModel::utility(const State& state, std::uint32_t who) const {
    const Value worth = value(p_.wants[who], state);
    return worth.code == NUMBER ? worth.number : std::nan("");
}

// -- the beginning --------------------------------------------------------------------------------

bool PlainModel::keeps(std::uint32_t level, std::uint32_t owner, std::uint32_t character) const {
    return level > 0 && character != owner &&
           (p_.asked[character] != 0 || (level > p_.extra && p_.consents[character] != 0));
}

Ref PlainModel::start() { return said_at_start({}, p_.depth + 1 + p_.extra); }

Ref PlainModel::said_at_start(const Minds& path, std::uint32_t level) {
    auto made = std::make_shared<State>();
    made->level = level;
    made->owner = path.empty() ? NOBODY : path.back();
    made->values.resize(p_.fluents.size(), Value{UNKNOWN, 0.0});
    for (std::size_t length = 0; length <= path.size(); ++length) {
        const Minds beginning(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(length));
        for (const Said& said : p_.start) {
            if (said.minds == beginning) {
                made->values[said.fluent] = value(constant(said.code), *made);
            }
        }
    }
    for (std::uint32_t c = 0; c < p_.characters; ++c) {
        Minds deeper = path;
        deeper.push_back(c);
        made->minds.push_back(keeps(level, made->owner, c) ? said_at_start(deeper, level - 1)
                                                           : nullptr);
    }
    return settle(made);
}

// -- events ---------------------------------------------------------------------------------------

bool PlainModel::is_possible(const State& state, std::uint32_t action) const {
    return holds(p_.actions[action].condition, state);
}

std::vector<std::uint32_t> PlainModel::possible(const State& state) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t action = 0; action < p_.actions.size(); ++action) {
        if (is_possible(state, action)) {
            found.push_back(action);
        }
    }
    return found;
}

Ref PlainModel::after(const State& state, std::uint32_t action) {
    return settle(happen(state, p_.actions[action]));
}

Ref PlainModel::changed(const State& state, const Minds& minds, std::uint32_t fluent,
                        const Value& value) {
    return settle(make(state, {{minds, fluent, value}}, state.minds));
}

Ref PlainModel::happen(const State& state, const Event& action) {
    work();
    std::vector<Ref> minds = state.minds;
    for (std::uint32_t c = 0; c < minds.size(); ++c) {
        if (minds[c] && holds(action.seen_by[c], state)) {
            Ref mind = minds[c];
            if (!holds(action.condition, *mind)) {
                mind = make(*mind, surprise(action, state, *mind), mind->minds);
            }
            minds[c] = happen(*mind, action);
        }
    }
    return make(state, changes_of(action, state), minds);
}

PlainModel::Changes PlainModel::changes_of(const Event& event, const State& state) const {
    Changes changes;
    for (const Effect& effect : event.effects) {
        if (holds(effect.condition, state)) {
            changes.push_back({effect.minds, effect.fluent, value(effect.value, state)});
        }
    }
    return changes;
}

// The state with changes made, not yet settled; its minds come out settled.
Ref PlainModel::make(const State& state, const Changes& changes, const std::vector<Ref>& minds) {
    work();
    auto made = std::make_shared<State>(state);
    std::vector<Changes> deeper(minds.size());
    for (const Change& change : changes) {
        if (change.minds.empty()) {
            made->values[change.fluent] = within(change.fluent, change.value);
        } else {
            deeper[change.minds[0]].push_back(
                {Minds(change.minds.begin() + 1, change.minds.end()), change.fluent, change.value});
        }
    }
    for (std::size_t c = 0; c < minds.size(); ++c) {
        made->minds[c] = minds[c] ? settle(make(*minds[c], deeper[c], minds[c]->minds)) : nullptr;
    }
    return made;
}

// -- surprise -------------------------------------------------------------------------------------

PlainModel::Changes PlainModel::surprise(const Event& action, const State& state,
                                         const State& mind) const {
    Changes learnt;
    learn(action.condition, state, mind, learnt);
    return learnt;
}

void PlainModel::learn(const Expression& condition, const State& state, const State& mind,
                       Changes& learnt) const {
    if (!holds(condition, state)) {
        return;
    }
    if (condition.kind != Row::COMPARISON) {
        for (const Expression& part : condition.parts) {
            learn(part, state, mind, learnt);
        }
    } else if (!holds(condition, mind)) {
        const bool equation = static_cast<Operator>(condition.number) == Operator::EQUAL;
        learn_reads(condition, equation, state, mind, learnt);
    }
}

void PlainModel::learn_reads(const Expression& part, bool equation, const State& state,
                             const State& mind, Changes& learnt) const {
    for (const Expression& inner : part.parts) {
        learn_reads(inner, equation, state, mind, learnt);
    }
    if (part.kind != Row::READ) {
        return;
    }
    const auto fluent = static_cast<std::uint32_t>(part.number);
    const bool told = equation || p_.fluents[fluent].kind == Kind::YES_NO;
    const Value value = told ? this->value(part, state) : Value{UNKNOWN, 0.0};
    Minds kept;
    const State* at = &mind;
    for (const std::uint32_t character : part.minds) {
        if (at->minds[character]) {
            kept.push_back(character);
            at = at->minds[character].get();
        }
    }
    for (Change& change : learnt) {
        if (change.minds == kept && change.fluent == fluent) {
            change.value = value.code == UNKNOWN ? change.value : value;
            return;
        }
    }
    learnt.push_back({kept, fluent, value});
}

// -- triggers -------------------------------------------------------------------------------------

Ref PlainModel::settle(Ref state) {
    std::size_t firings = 0;
    while (fire(state, firings)) {
        if (firings > MOST_FIRINGS) {
            throw Loop{};
        }
    }
    return state;
}

// Lets the next triggers fire, and says whether they changed anything.
bool PlainModel::fire(Ref& state, std::size_t& firings) {
    Changes in_minds;
    for (const Event& trigger : p_.triggers) {
        const bool in_world = std::ranges::any_of(trigger.effects, [](const Effect& effect) {
            return effect.minds.empty();
        });
        if (!holds(trigger.condition, *state)) {
            continue;
        }
        const Changes changes = changes_of(trigger, *state);
        if (!in_world) {
            in_minds.insert(in_minds.end(), changes.begin(), changes.end());
            continue;
        }
        Ref after = make(*state, changes, state->minds);
        if (!equal(*after, *state)) {
            ++firings;
            state = std::move(after);
            return true;
        }
    }
    Ref after = make(*state, in_minds, state->minds);
    const bool is_new = !equal(*after, *state);
    ++firings;
    state = std::move(after);
    return is_new;
}

}  // namespace model
