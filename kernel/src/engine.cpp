#include "elsewise/kernel/engine.hpp"

#include <cmath>
#include <new>
#include <thread>
#include <utility>

#include "elsewise/kernel/lookahead.hpp"
#include "elsewise/kernel/plan_reduction.hpp"

namespace elsewise::kernel {

Engine::Engine(Tables tables, std::uint32_t depth, std::uint32_t extra_levels, Watcher* watcher)
    : depth_(depth),
      program_(begun(limits_, watcher, std::move(tables)), &limits_),
      shapes_(program_, depth + 1 + extra_levels, extra_levels),
      system_(program_, shapes_, limits_),
      reasons_(system_) {
    limits_.end();
}

// What is made of the tables is watched from the first.
Tables Engine::begun(LimitChecker& limits, Watcher* watcher, Tables tables) {
    limits.begin(Limits{}, watcher);
    return tables;
}

void Engine::require(NodeId state) const {
    if (state.index() >= system_.nodes().size()) {
        throw ContractBroken("there is no such state");
    }
}

void Engine::require(Character character) const {
    if (character >= program_.characters()) {
        throw ContractBroken("there is no such character");
    }
}

NodeId Engine::start() {
    if (!start_) {
        start_ = system_.start();
    }
    return *start_;
}

bool Engine::has_mind(NodeId state, Character character) const {
    require(state);
    require(character);
    return system_.nodes().shape(state).slot_of[character] != NONE;
}

NodeId Engine::mind(NodeId state, Character character) const {
    if (!has_mind(state, character)) {
        return state;
    }
    const NodeStore& nodes = system_.nodes();
    return nodes.child(state, nodes.shape(state).slot_of[character]);
}

std::vector<Event> Engine::possible(NodeId state) {
    require(state);
    std::vector<Event> result;
    for (const Event action : system_.candidates(state)) {
        if (system_.is_possible(state, action)) {
            result.push_back(action);
        }
    }
    return result;
}

NodeId Engine::after(NodeId state, Event action) {
    require(state);
    const std::uint32_t rank = system_.possible_rank(state, action);
    if (rank == NONE) {
        throw ContractBroken("the action is not possible there");
    }
    return system_.after(state, rank);
}

Step Engine::begin(std::uint32_t depth) { return system_.traced_start(depth); }

Step Engine::step(NodeId state, Event action, std::uint32_t depth) {
    require(state);
    if (system_.possible_rank(state, action) == NONE) {
        throw ContractBroken("the action is not possible there");
    }
    return system_.traced_step(state, action, depth);
}

NodeId Engine::changed(NodeId state, const std::vector<Character>& minds, Fluent fluent,
                       Value value) {
    require(state);
    for (const Character character : minds) {
        require(character);
    }
    if (fluent >= program_.fluents()) {
        throw ContractBroken("there is no such fluent");
    }
    if (value.code != NUMBER && value.code >= FIRST_ENTITY + program_.tables.entities) {
        throw ContractBroken("there is no such value");
    }
    return system_.changed(state, minds, fluent, value);
}

std::optional<std::vector<Reason>> Engine::reasons(NodeId state, Event action,
                                                   std::uint32_t foresight, Watcher* watcher) {
    require(state);
    if (system_.possible_rank(state, action) == NONE) {
        throw ContractBroken("the action is not possible there");
    }
    const LimitScope scope(limits_, Limits{}, watcher);
    if (!reasons_.explained(state, action, foresight)) {
        return std::nullopt;
    }
    return reasons_.reasons(state, action, foresight);
}

double Engine::utility(NodeId state, Character who) {
    require(state);
    if (who > program_.characters()) {
        throw ContractBroken("there is no such character");
    }
    return system_.utility(state, who);
}

bool Engine::holds(NodeId state, std::uint32_t ending) const {
    require(state);
    if (ending >= program_.endings.size()) {
        throw ContractBroken("there is no such ending");
    }
    return system_.conditions().holds(program_.endings[ending], system_.nodes().view(state));
}

std::vector<Code> Engine::values(NodeId state) const {
    require(state);
    const Code* row = system_.nodes().row(state);
    return {row, row + program_.fluents()};
}

std::optional<double> Engine::number(Code code) const {
    if (!program_.values.is_number(code)) {
        return std::nullopt;
    }
    return program_.values.number(code);
}

// What is a story of the events that were known before.
std::optional<Found> Engine::still_a_story(const Request& request, NodeId start) {
    for (const Event event : request.known) {
        if (event >= program_.actions()) {
            throw ContractBroken("there is no such action");
        }
    }
    if (request.known.empty() || request.mode == Mode::SHORTEST || request.most != 1) {
        return std::nullopt;
    }
    const Goal goal = goal_of(request, system_, start);
    const std::optional<std::vector<Event>> part =
        reduced_plan(system_, reasons_, start, goal, request.foresight, request.known);
    if (!part || part->size() > request.length) {
        return std::nullopt;
    }
    Found found;
    found.stories.push_back(*part);
    found.at_least = least_events(system_, goal, start, static_cast<std::uint32_t>(part->size()));
    found.proven = part->size() <= found.at_least;
    return found;
}

Found Engine::search(const Request& request, const Limits& limits, Watcher* watcher) {
    if (request.start) {
        require(*request.start);
        if (system_.nodes().shape(*request.start).owner != NONE) {
            throw ContractBroken("a story does not begin in somebody's mind");
        }
    }
    const LimitScope scope(limits_, limits, watcher);
    StartAnytime start_anytime;
    // An anytime search knows the beginning only, and what it makes cannot be counted with what is
    // made here.
    if (!request.start && !std::isfinite(limits.states)) {
        start_anytime = [&] {
            return std::make_unique<AnytimeSearch>(program_.tables, depth_, shapes_.extra(),
                                                   request, limits.memory_bytes, space_);
        };
    }
    std::optional<Portfolio> portfolio;
    try {
        const NodeId start = request.start ? *request.start : this->start();
        if (std::optional<Found> still = still_a_story(request, start)) {
            return *std::move(still);
        }
        portfolio.emplace(system_, reasons_, start, request, std::move(start_anytime));
        const Showing showing(portfolio_, *portfolio);
        return portfolio->run();
    } catch (const Stopped& stopped) {
        return {{}, stopped.reason};
    } catch (const std::bad_alloc&) {
        return {{}, StopReason::MEMORY};
    }
}

std::vector<std::uint64_t> Engine::count(std::uint32_t length, std::uint32_t foresight,
                                         Watcher* watcher) {
    const LimitScope scope(limits_, Limits{}, watcher);
    return count_sequences(system_, reasons_, start(), length, foresight);
}

StoryGraph Engine::explore(std::uint32_t length, std::optional<std::uint32_t> foresight,
                           const Limits& limits, Watcher* watcher, std::size_t alone) {
    const LimitScope scope(limits_, limits, watcher);
    // What two threads make is not counted alike in every run, and only one makes room.
    if (std::isfinite(limits.states) || space_.spills() ||
        std::thread::hardware_concurrency() < 2) {
        alone = Exploration::ALWAYS_ALONE;
    }
    std::optional<Exploration> exploration;
    std::optional<StopReason> stopped_by;
    try {
        exploration.emplace(system_, reasons_, start(), foresight, alone);
        exploring_ = &*exploration;
        exploration->run(length);
    } catch (const Stopped& stopped) {
        stopped_by = stopped.reason;
    } catch (const std::bad_alloc&) {
        stopped_by = StopReason::MEMORY;
    } catch (...) {
        exploring_ = nullptr;
        throw;
    }
    exploring_ = nullptr;
    StoryGraph graph = exploration ? exploration->graph() : StoryGraph{};
    graph.stopped_by = stopped_by;
    return graph;
}

Snapshot Engine::snapshot() const {
    Snapshot snapshot;
    if (portfolio_ != nullptr) {
        snapshot.length = portfolio_->length();
        snapshot.stories = portfolio_->stories();
    }
    if (exploring_ != nullptr) {
        snapshot.length = exploring_->layer();
    }
    snapshot.states = system_.nodes().size();
    snapshot.transitions = system_.transitions();
    snapshot.seconds = limits_.seconds();
    return snapshot;
}

}  // namespace elsewise::kernel
