// The calls of a session that look for stories, count them, or make a whole graph.
#include <algorithm>
#include <utility>

#include "session.hpp"

namespace model {
namespace {

using namespace elsewise::kernel;

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
    for (const std::size_t i : {0, 5, 6, 7}) {
        if (!p_.actions.empty()) {
            request.known.push_back(
                static_cast<std::uint32_t>(call.arguments[i] % p_.actions.size()));
        }
    }
    const Found found = engine_.search(request, {}, nullptr);
    check_found(request, *from, found);
    compare_with_model([&] {
        const std::optional<Actions> part = part_of_known(request, *from);
        require(!part || (found.stories.size() == 1 && found.stories[0] == *part),
                "not the part of a known story");
    });
    return found.stories.empty() ? "none" : text_of(found.stories[0]);
}

// What is to be left of known events: the shortest part that is a story, and of several the one
// without the last events.
std::optional<Actions> Session::part_of_known(const Request& request, const Pair& from) {
    const Aim aim{request.ending, request.least, model_.utility(*from.state, p_.characters)};
    const auto size = static_cast<std::uint32_t>(request.known.size());
    std::optional<Actions> best;
    for (std::uint32_t part = 0; part < (1u << size) && request.mode != Mode::SHORTEST; ++part) {
        Actions events;
        for (std::uint32_t i = 0; i < size; ++i) {
            if (((part >> i) & 1) != 0) {
                events.push_back(request.known[i]);
            }
        }
        if ((!best || events.size() < best->size()) && is_story(request, aim, from.state, events)) {
            best = std::move(events);
        }
    }
    return best && best->size() <= request.length ? best : std::nullopt;
}

bool Session::is_story(const Request& request, const Aim& aim, const Ref& from,
                       const Actions& events) {
    Ref state = from;
    for (const std::uint32_t event : events) {
        if (!model_.is_possible(*state, event) ||
            !model_.explained(*state, event, request.foresight)) {
            return false;
        }
        state = model_.after(*state, event);
    }
    return model_.reached(aim, *state);
}

void Session::check_found(const Request& request, const Pair& from, const Found& found) {
    const Aim aim{request.ending, request.least, model_.utility(*from.state, p_.characters)};
    require(found.stories.size() <= request.most, "more stories than wanted");
    require(found.stopped_by || !found.stories.empty() || found.proven, "neither story nor proof");
    require(request.mode != Mode::SHORTEST || found.stopped_by || found.proven, "not the shortest");
    compare_with_model([&] {
        for (const auto& story : found.stories) {
            require(story.size() <= request.length, "a story is too long: " + text_of(story));
            require(is_story(request, aim, from.state, story), "no story: " + text_of(story));
        }
        const auto shortest = model_.shortest(aim, from.state, request.length, request.foresight);
        require(!shortest || found.at_least <= *shortest, "more events are said to be needed");
        require(found.stories.empty() || shortest.has_value(), "a story where there is none");
        if (!found.stories.empty() && found.proven) {
            require(found.stories[0].size() == *shortest, "not the shortest story");
        }
        require(!shortest || !found.stories.empty() || !found.proven, "a story was overlooked");
        if (request.most > 1 && request.mode != Mode::FIRST && !found.stopped_by) {
            require(found.stories == model_.stories(aim, from.state, request.length,
                                                    request.foresight, request.most),
                    "other than the stories listed by the model");
        }
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
    return std::to_string(graph.states) + " states" + text_of(graph.events) +
           text_of(graph.targets);
}

std::string Session::count(const Call& call, Watcher* watcher) {
    const std::uint32_t length = call.arguments[0] % 4;
    const std::uint32_t foresight = call.arguments[1] % 4;
    const std::vector<std::uint64_t> counts = engine_.count(length, foresight, watcher);
    compare_with_model(
        [&] { require(counts == model_.count(length, foresight), "count of sequences"); });
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
    check_step(pick(call.arguments[2]), call.arguments[3]);
    return ask(call.arguments[5], call, {}, nullptr);
}

// After a call with limits there are none.
void Session::check_step(const Pair& from, std::uint32_t place) {
    const std::optional<std::uint32_t> action = pick_action(from, place);
    if (action) {
        model_.allow(~std::size_t{0});
        try {
            compare_state(engine_.after(from.node, *action), *model_.after(*from.state, *action));
        } catch (const Loop&) {
        }
    }
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
    check_step(pick(call.arguments[2]), call.arguments[3]);
    return ask(call.arguments[5], call, {}, nullptr);
}

}  // namespace model
