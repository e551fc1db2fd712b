#include "session.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>
#include <utility>

namespace model {
namespace {

using namespace elsewise::kernel;

bool same_number(double one, double other) {
    return one == other || (std::isnan(one) && std::isnan(other));
}

// The kernel's and the model's are alike.
template <class Reasons>
std::string text_of_reasons(const Reasons& reasons) {
    std::ostringstream text;
    for (const auto& reason : reasons) {
        text << '(' << reason.character << ' ' << reason.before << ' ' << reason.after;
        for (const auto& step : reason.plan) {
            text << ' ' << step.action << text_of_reasons(step.others);
        }
        text << ')';
    }
    return text.str();
}

}  // namespace

void require(bool holds, const std::string& what) {
    if (!holds) {
        throw Mismatch(what);
    }
}

std::string text_of(const Actions& events) {
    std::string text = "[";
    for (const std::uint32_t event : events) {
        text += ' ' + std::to_string(event);
    }
    return text + " ]";
}

Session::Session(const Script& script, Tally& tally)
    : p_(script.problem),
      calls_(script.calls),
      tally_(tally),
      engine_(tables_of(script.problem), script.problem.depth, script.problem.extra),
      model_(script.problem) {}

bool Session::makes_a_state(Verb verb) const { return verb <= Verb::CHANGED; }

std::vector<std::string> Session::run(bool backwards) {
    std::vector<std::string> answers(calls_.size());
    std::vector<std::size_t> visible(calls_.size());
    start();
    for (std::size_t i = 0; i < calls_.size() && !states_.empty(); ++i) {
        visible[i] = visible_ = states_.size();
        if (!backwards || makes_a_state(calls_[i].verb)) {
            answers[i] = answer(calls_[i]);
        }
    }
    for (std::size_t i = calls_.size(); i-- > 0 && backwards && !states_.empty();) {
        visible_ = visible[i];
        if (!makes_a_state(calls_[i].verb)) {
            answers[i] = answer(calls_[i]);
        }
    }
    return answers;
}

// An answer, asked for twice.
std::string Session::answer(const Call& call) {
    ++tally_.calls;
    const std::string once = answer_once(call);
    if (!makes_a_state(call.verb) && call.verb != Verb::SPILL) {
        const std::string twice = answer_once(call);
        require(wild_ || once == twice, "asked twice: " + once + ", then " + twice);
    }
    return once;
}

std::string Session::answer_once(const Call& call) {
    try {
        switch (call.verb) {
            case Verb::START: start(); break;
            case Verb::MIND: mind(call); break;
            case Verb::AFTER: after(call); break;
            case Verb::CHANGED: changed(call); break;
            case Verb::POSSIBLE: return possible(call);
            case Verb::REASONS: return reasons(call);
            case Verb::READ: return read(call);
            case Verb::SEARCH: return search(call, {}, nullptr);
            case Verb::KNOWN: return known(call);
            case Verb::EXPLORE: return explore(call, {}, nullptr);
            case Verb::COUNT: return count(call, nullptr);
            case Verb::LIMITED: return limited(call);
            case Verb::INTERRUPT: return interrupted(call);
            case Verb::SPILL:
                engine_.spill_to(std::filesystem::temp_directory_path().string());
                break;
        }
    } catch (const TriggerLoop&) {
        wild_ = true;
        ++tally_.loops;
        return "loop";
    }
    return "";
}

// -- states ---------------------------------------------------------------------------------------

const Session::Pair& Session::pick_of_author(std::uint32_t argument) const {
    std::vector<const Pair*> some;
    for (std::size_t i = 0; i < visible_; ++i) {
        if (states_[i].state->owner == NOBODY) {
            some.push_back(&states_[i]);
        }
    }
    return *some[argument % some.size()];
}

std::optional<std::uint32_t> Session::pick_action(const Pair& at, std::uint32_t argument) {
    const Actions possible = engine_.possible(at.node);
    require(possible == model_.possible(*at.state), "possible: " + text_of(possible));
    if (possible.empty()) {
        return std::nullopt;
    }
    return possible[argument % possible.size()];
}

// Compares a state with the model's, minds and all; and that it is equal to the same others.
void Session::add(NodeId node, const Ref& state) {
    compare_state(node, *state);
    for (const Pair& pair : states_) {
        require((pair.node == node) == equal(*pair.state, *state), "equal states, one number");
    }
    states_.push_back({node, state});
    ++tally_.compared;
}

void Session::compare_state(NodeId node, const State& state) {
    const std::vector<Code> codes = engine_.values(node);
    for (std::size_t fluent = 0; fluent < codes.size(); ++fluent) {
        const std::optional<double> number = engine_.number(codes[fluent]);
        const Value value = number ? Value{NUMBER, *number} : Value{codes[fluent], 0.0};
        require(equal(value, state.values[fluent]), "value of fluent " + std::to_string(fluent));
    }
    for (std::uint32_t c = 0; c < p_.characters; ++c) {
        require(engine_.has_mind(node, c) == (state.minds[c] != nullptr), "kept minds");
        if (state.minds[c]) {
            compare_state(engine_.mind(node, c), *state.minds[c]);
        }
    }
}

void Session::start() {
    std::optional<NodeId> node;
    Ref state;
    model_.allow(~std::size_t{0});
    try {
        state = model_.start();
    } catch (const Loop&) {
    }
    try {
        node = engine_.start();
    } catch (const TriggerLoop&) {
    }
    require(node.has_value() == (state != nullptr), "whether triggers go round at the start");
    if (node) {
        add(*node, state);
    }
}

void Session::mind(const Call& call) {
    if (p_.characters == 0) {
        return;
    }
    const Pair from = pick(call.arguments[0]);
    const std::uint32_t who = call.arguments[1] % p_.characters;
    const Ref& mind = from.state->minds[who];
    add(engine_.mind(from.node, who), mind ? mind : from.state);
}

void Session::after(const Call& call) {
    const Pair from = pick(call.arguments[0]);
    const std::optional<std::uint32_t> action = pick_action(from, call.arguments[1]);
    if (!action) {
        return;
    }
    Ref state;
    model_.allow(~std::size_t{0});
    try {
        state = model_.after(*from.state, *action);
    } catch (const Loop&) {
    }
    std::optional<NodeId> node;
    try {
        node = engine_.after(from.node, *action);
    } catch (const TriggerLoop&) {
        ++tally_.loops;
    }
    require(node.has_value() == (state != nullptr), "whether triggers go round");
    if (node) {
        add(*node, state);
    }
}

void Session::changed(const Call& call) {
    const Pair from = pick(call.arguments[0]);
    Minds minds;
    for (std::uint32_t i = 0; p_.characters > 0 && i < call.arguments[3] % 3; ++i) {
        const std::uint32_t who = call.arguments[1 + i] % p_.characters;
        if (minds.empty() || minds.back() != who) {
            minds.push_back(who);
        }
    }
    const auto fluent = static_cast<std::uint32_t>(call.arguments[4] % p_.fluents.size());
    const Kind kind = p_.fluents[fluent].kind;
    const std::uint32_t chosen = call.arguments[5];
    Value value{NUMBER, static_cast<double>(chosen % 6) - 0.5};
    if (kind == Kind::YES_NO) {
        value = {chosen % 2 == 0 ? YES : NO, 0.0};
    } else if (kind == Kind::ENTITY || chosen % 7 == 6) {
        const bool unknown = kind == Kind::NUMBER || chosen % 5 == 4 || p_.entities == 0;
        value = {unknown ? UNKNOWN : static_cast<Code>(FIRST_ENTITY + chosen % p_.entities), 0.0};
    }
    Ref state;
    model_.allow(~std::size_t{0});
    try {
        state = model_.changed(*from.state, minds, fluent, value);
    } catch (const Loop&) {
    }
    std::optional<NodeId> node;
    try {
        node = engine_.changed(from.node, minds, fluent, value);
    } catch (const TriggerLoop&) {
        ++tally_.loops;
    }
    require(node.has_value() == (state != nullptr), "whether triggers go round");
    if (node) {
        add(*node, state);
    }
}

// -- questions about a state ----------------------------------------------------------------------

std::string Session::possible(const Call& call) {
    const Pair at = pick(call.arguments[0]);
    pick_action(at, 0);
    ++tally_.compared;
    return text_of(engine_.possible(at.node));
}

std::string Session::reasons(const Call& call) {
    const Pair at = pick(call.arguments[0]);
    const std::optional<std::uint32_t> action = pick_action(at, call.arguments[1]);
    if (!action) {
        return "";
    }
    const std::uint32_t foresight = call.arguments[2] % 4;
    const auto reasons = engine_.reasons(at.node, *action, foresight, nullptr);
    const std::string said = reasons ? text_of_reasons(*reasons) : "none";
    compare_with_model([&] {
        const auto own = model_.reasons(*at.state, *action, foresight);
        const std::string expected = own ? text_of_reasons(*own) : "none";
        require(said == expected, "reasons: " + said + ", not " + expected);
    });
    return said;
}

std::string Session::read(const Call& call) {
    const Pair at = pick(call.arguments[0]);
    compare_state(at.node, *at.state);
    for (std::uint32_t who = 0; who <= p_.characters; ++who) {
        require(same_number(engine_.utility(at.node, who), model_.utility(*at.state, who)),
                "utility of " + std::to_string(who));
    }
    for (std::uint32_t ending = 0; ending < p_.endings.size(); ++ending) {
        require(engine_.holds(at.node, ending) == model_.holds(p_.endings[ending], *at.state),
                "ending " + std::to_string(ending));
    }
    ++tally_.compared;
    return "";
}

// -- scripts --------------------------------------------------------------------------------------

std::optional<std::string> run(const Script& script, Tally& tally) {
    try {
        const std::vector<std::string> forwards = Session(script, tally).run(false);
        Tally unused;
        const std::vector<std::string> backwards = Session(script, unused).run(true);
        for (std::size_t i = 0; i < forwards.size(); ++i) {
            if (forwards[i] != backwards[i] && unused.loops == 0 && tally.loops == 0) {
                return "call " + std::to_string(i) + " in another order: " + forwards[i] +
                       ", then " + backwards[i];
            }
        }
    } catch (const Mismatch& mismatch) {
        return mismatch.what();
    } catch (const elsewise::kernel::Stopped&) {
        return "stopped by a limit where there is none";
    } catch (const std::exception& error) {
        return std::string("thrown: ") + error.what();
    }
    return std::nullopt;
}

}  // namespace model
