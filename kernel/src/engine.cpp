#include "elsewise/kernel/engine.hpp"

#include <cmath>
#include <new>
#include <thread>
#include <utility>

#include "elsewise/kernel/trimming.hpp"

namespace elsewise::kernel {

Engine::Engine(Tables tables, std::uint32_t depth, std::uint32_t extra_levels)
    : depth_(depth),
      program_(std::move(tables)),
      shapes_(program_, depth + 1 + extra_levels, extra_levels),
      progress_(program_, shapes_, stop_),
      reasons_(progress_) {}

void Engine::require(NodeId state) const {
    if (state.index() >= progress_.nodes().size()) {
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
        start_ = progress_.start();
    }
    return *start_;
}

bool Engine::has_mind(NodeId state, Character character) const {
    require(state);
    require(character);
    return progress_.nodes().shape(state).slot_of[character] != NONE;
}

NodeId Engine::mind(NodeId state, Character character) const {
    if (!has_mind(state, character)) {
        return state;
    }
    const NodeStore& nodes = progress_.nodes();
    return nodes.child(state, nodes.shape(state).slot_of[character]);
}

std::vector<Event> Engine::possible(NodeId state) {
    require(state);
    std::vector<Event> result;
    for (const Event action : progress_.candidates(state)) {
        if (progress_.is_possible(state, action)) {
            result.push_back(action);
        }
    }
    return result;
}

NodeId Engine::after(NodeId state, Event action) {
    require(state);
    const std::uint32_t rank = progress_.possible_rank(state, action);
    if (rank == NONE) {
        throw ContractBroken("the action is not possible there");
    }
    return progress_.after(state, rank);
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
    return progress_.changed(state, minds, fluent, value);
}

std::optional<std::vector<Reason>> Engine::reasons(NodeId state, Event action,
                                                   std::uint32_t foresight, Watcher* watcher) {
    require(state);
    if (progress_.possible_rank(state, action) == NONE) {
        throw ContractBroken("the action is not possible there");
    }
    const Watch watch(stop_, StopLimits{}, watcher);
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
    return progress_.utility(state, who);
}

bool Engine::holds(NodeId state, std::uint32_t ending) const {
    require(state);
    if (ending >= program_.endings.size()) {
        throw ContractBroken("there is no such ending");
    }
    return progress_.conditions().holds(program_.endings[ending], progress_.nodes().view(state));
}

std::vector<Code> Engine::values(NodeId state) const {
    require(state);
    const Code* row = progress_.nodes().row(state);
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
    const Goal goal = goal_of(request, progress_, start);
    const std::optional<std::vector<Event>> part =
        trimmed(progress_, reasons_, start, goal, request.foresight, request.known);
    if (!part || part->size() > request.length) {
        return std::nullopt;
    }
    Found found;
    found.stories.push_back(*part);
    found.proven = part->size() <= 1;
    found.at_least = part->empty() ? 0 : 1;
    return found;
}

Found Engine::search(const Request& request, const StopLimits& limits, Watcher* watcher) {
    if (request.start) {
        require(*request.start);
        if (progress_.nodes().shape(*request.start).owner != NONE) {
            throw ContractBroken("a story does not begin in somebody's mind");
        }
    }
    const Watch watch(stop_, limits, watcher);
    SendOut send_out;
    // Scouts know the beginning only, and what they make cannot be counted with what is made here.
    if (!request.start && !std::isfinite(limits.states)) {
        send_out = [&] {
            return std::make_unique<Scouting>(program_.tables, depth_, shapes_.extra(), request,
                                              limits.memory_bytes, space_);
        };
    }
    std::optional<Finding> finding;
    try {
        const NodeId start = request.start ? *request.start : this->start();
        if (std::optional<Found> still = still_a_story(request, start)) {
            return *std::move(still);
        }
        finding.emplace(progress_, reasons_, start, request, std::move(send_out));
        const Showing showing(finding_, *finding);
        return finding->run();
    } catch (const Stopped& stopped) {
        return {{}, stopped.reason};
    } catch (const std::bad_alloc&) {
        return {{}, StopReason::MEMORY};
    }
}

std::vector<std::uint64_t> Engine::count(std::uint32_t length, std::uint32_t foresight,
                                         Watcher* watcher) {
    const Watch watch(stop_, StopLimits{}, watcher);
    return count_sequences(progress_, reasons_, start(), length, foresight);
}

StoryGraph Engine::explore(std::uint32_t length, std::optional<std::uint32_t> foresight,
                           const StopLimits& limits, Watcher* watcher, std::size_t alone) {
    const Watch watch(stop_, limits, watcher);
    // What two threads make is not counted alike in every run, and only one makes room.
    if (std::isfinite(limits.states) || space_.spills() ||
        std::thread::hardware_concurrency() < 2) {
        alone = Exploration::ALWAYS_ALONE;
    }
    std::optional<Exploration> exploration;
    std::optional<StopReason> stopped_by;
    try {
        exploration.emplace(progress_, reasons_, start(), foresight, alone);
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
    if (finding_ != nullptr) {
        snapshot.length = finding_->length();
        snapshot.stories = finding_->stories();
    }
    if (exploring_ != nullptr) {
        snapshot.length = exploring_->layer();
    }
    snapshot.states = progress_.nodes().size();
    snapshot.transitions = progress_.transitions();
    snapshot.seconds = stop_.seconds();
    return snapshot;
}

}  // namespace elsewise::kernel
