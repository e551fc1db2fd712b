#include "session.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <sstream>
#include <utility>

namespace model {
namespace {

using namespace elsewise::kernel;

using Actions = std::vector<std::uint32_t>;

constexpr std::size_t MOST_STEPS = 12'000;  // of the model, for one question

void require(bool holds, const std::string& what) {
    if (!holds) {
        throw Mismatch(what);
    }
}

bool same_number(double one, double other) {
    return one == other || (std::isnan(one) && std::isnan(other));
}

std::string text_of(const Actions& events) {
    std::string text = "[";
    for (const std::uint32_t event : events) {
        text += ' ' + std::to_string(event);
    }
    return text + " ]";
}

std::string text_of(const std::vector<elsewise::kernel::Reason>& reasons) {
    std::ostringstream text;
    for (const auto& reason : reasons) {
        text << '(' << reason.character << ' ' << reason.before << ' ' << reason.after;
        for (const auto& step : reason.plan) {
            text << ' ' << step.action << text_of(step.others);
        }
        text << ')';
    }
    return text.str();
}

std::string text_of(const std::vector<model::Reason>& reasons) {
    std::ostringstream text;
    for (const auto& reason : reasons) {
        text << '(' << reason.character << ' ' << reason.before << ' ' << reason.after;
        for (const auto& step : reason.plan) {
            text << ' ' << step.action << text_of(step.others);
        }
        text << ')';
    }
    return text.str();
}

struct Thrown {};

// Interrupts, or throws, when it is first asked.
class Impatient : public Watcher {
public:
    explicit Impatient(bool throws) : throws_(throws) {}
    bool interrupted() override {
        if (throws_) {
            throw Thrown{};
        }
        return true;
    }

private:
    bool throws_;
};

}  // namespace

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

// What the model has to say; nothing, if it takes too long or triggers go round.
template <class Compare>
void Session::compare_with_model(Compare compare) {
    model_.allow(MOST_STEPS);
    try {
        compare();
        ++tally_.compared;
    } catch (const TooMuchWork&) {
        ++tally_.too_much;
    } catch (const Loop&) {
        wild_ = true;
    }
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
    const std::string said = reasons ? text_of(*reasons) : "none";
    compare_with_model([&] {
        const auto own = model_.reasons(*at.state, *action, foresight);
        const std::string expected = own ? text_of(*own) : "none";
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

// -- searches -------------------------------------------------------------------------------------

Request Session::request_of(const Call& call, const Pair*& from) const {
    const std::uint32_t* a = call.arguments;
    Request request;
    const auto goal = static_cast<std::uint32_t>(a[1] % (p_.endings.size() + 2));
    if (goal < p_.endings.size()) {
        request.ending = goal;
    }
    request.least = static_cast<double>(goal % 3);
    request.mode = static_cast<Mode>(a[2] % 3);
    request.length = a[3] % 5;
    request.foresight = a[4] % 4;
    request.most = a[5] % 4 == 0 ? 4 : 1;
    from = &states_.front();
    if (call.verb != Verb::KNOWN && a[0] % 2 == 1) {
        from = &pick_of_author(a[0] / 2);
        request.start = from->node;
    }
    return request;
}

std::string Session::search(const Call& call, const Limits& limits, Watcher* watcher) {
    const Pair* from = nullptr;
    const Request request = request_of(call, from);
    const Found found = engine_.search(request, limits, watcher);
    check_found(request, *from, found);
    if (found.stopped_by) {
        return "stopped";
    }
    // With a start, the first story depends on what the engine knows already; that there is one
    // does not.
    std::string said = std::to_string(found.stories.size()) + " stories";
    for (const auto& story : found.stories) {
        said += request.mode == Mode::FIRST && request.start ? "" : text_of(story);
    }
    return said + (request.mode == Mode::SHORTEST && found.proven ? " proven" : "");
}

std::string Session::known(const Call& call) {
    const Pair* from = nullptr;
    Request request = request_of(call, from);
    request.most = 1;
    for (std::size_t i = 5; i < ARGUMENTS && !p_.actions.empty(); ++i) {
        request.known.push_back(static_cast<std::uint32_t>(call.arguments[i] % p_.actions.size()));
    }
    const Found found = engine_.search(request, {}, nullptr);
    check_found(request, *from, found);
    return found.stories.empty() ? "none" : text_of(found.stories[0]);
}

void Session::check_story(const Request& request, const Aim& aim, const Ref& from,
                          const std::vector<std::uint32_t>& story) {
    require(story.size() <= request.length, "a story is too long: " + text_of(story));
    Ref state = from;
    for (const std::uint32_t event : story) {
        require(model_.is_possible(*state, event), "a story is not possible: " + text_of(story));
        require(model_.explained(*state, event, request.foresight),
                "a story is not explained: " + text_of(story));
        state = model_.after(*state, event);
    }
    require(model_.reached(aim, *state), "a story does not reach its goal: " + text_of(story));
}

void Session::check_found(const Request& request, const Pair& from, const Found& found) {
    const Aim aim{request.ending, request.least, model_.utility(*from.state, p_.characters)};
    require(found.stories.size() <= request.most, "more stories than wanted");
    require(found.stopped_by || !found.stories.empty() || found.proven, "neither story nor proof");
    require(request.mode != Mode::SHORTEST || found.stopped_by || found.proven, "not the shortest");
    compare_with_model([&] {
        for (const auto& story : found.stories) {
            check_story(request, aim, from.state, story);
        }
        const auto shortest =
            model_.shortest(aim, from.state, request.length, request.foresight);
        require(!shortest || found.at_least <= *shortest, "more events are said to be needed");
        require(found.stories.empty() || shortest.has_value(), "a story where there is none");
        if (!found.stories.empty() && found.proven) {
            require(found.stories[0].size() == *shortest, "not the shortest story");
        }
        require(!shortest || !found.stories.empty() || !found.proven, "a story was overlooked");
    });
}

// -- graphs and counts ----------------------------------------------------------------------------

std::string Session::explore(const Call& call, const Limits& limits, Watcher* watcher) {
    const std::uint32_t length = call.arguments[0] % 5;
    std::optional<std::uint32_t> foresight;
    if (call.arguments[1] % 4 != 0) {
        foresight = call.arguments[1] % 4 - 1;
    }
    const StoryGraph graph =
        engine_.explore(length, foresight, limits, watcher, call.arguments[2] % 8);
    if (graph.states > 0) {
        compare_with_model([&] { compare_graph(graph, model_, length, foresight); });
    }
    if (graph.stopped_by) {
        return "stopped";
    }
    return std::to_string(graph.states) + " states" + text_of(graph.events) + text_of(graph.targets);
}

std::string Session::count(const Call& call, Watcher* watcher) {
    const std::uint32_t length = call.arguments[0] % 4;
    const std::uint32_t foresight = call.arguments[1] % 4;
    const std::vector<std::uint64_t> counts = engine_.count(length, foresight, watcher);
    compare_with_model([&] {
        require(counts == model_.count(length, foresight), "count of sequences");
    });
    return std::to_string(counts.back());
}

// -- limits ---------------------------------------------------------------------------------------

std::string Session::ask(std::uint32_t which, const Call& call, const Limits& limits,
                         Watcher* watcher) {
    return which % 2 == 0 ? search(call, limits, watcher) : explore(call, limits, watcher);
}

// What is found until a limit is reached is right, and nothing is broken by it.
std::string Session::limited(const Call& call) {
    Limits limits;
    switch (call.arguments[6] % 3) {
        case 0: limits.seconds = 0.0; break;
        case 1: limits.memory_bytes = 1.0; break;
        default: limits.states = static_cast<double>(call.arguments[7]); break;
    }
    ask(call.arguments[5], call, limits, nullptr);
    return ask(call.arguments[5], call, {}, nullptr);
}

std::string Session::interrupted(const Call& call) {
    Impatient impatient(call.arguments[6] % 2 == 0);
    try {
        if (call.arguments[5] % 3 == 2) {
            count(call, &impatient);
        } else {
            ask(call.arguments[5], call, {}, &impatient);
        }
    } catch (const Thrown&) {
    } catch (const Stopped&) {
        // That is how a count says that it was interrupted.
    }
    return ask(call.arguments[5], call, {}, nullptr);
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
    } catch (const std::exception& error) {
        return std::string("thrown: ") + error.what();
    }
    return std::nullopt;
}

}  // namespace model
