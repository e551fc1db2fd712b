// The whole kernel behind one door.
//
//     Engine engine(tables, /*depth=*/2, tables.extra_levels);
//     NodeId state = engine.start();
//     for (Event action : engine.possible(state)) { … engine.after(state, action) … }
//     Found found = engine.search(request, limits, watcher);
//
// All methods may throw TriggerLoop. An exception (also one thrown by a Watcher) ends the call and
// leaves the engine as usable as before. One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "elsewise/kernel/explore.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/portfolio.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/request.hpp"
#include "elsewise/kernel/search.hpp"

namespace elsewise::kernel {

// How far a running search is.
struct Snapshot {
    std::uint32_t length = 0;
    std::size_t stories = 0;
    std::size_t states = 0;
    std::size_t transitions = 0;
    double seconds = 0.0;
};

class Engine {
public:
    // Throws BadProblem. `extra_levels`: levels kept only to answer conditions about minds.
    // `watcher` (may be null) is asked while it is made.
    Engine(Tables tables, std::uint32_t depth, std::uint32_t extra_levels,
           Watcher* watcher = nullptr);

    // A watcher is asked in all calls while this lives. Those that take a watcher of their own are
    // not to be called then.
    class Watching {
    public:
        Watching(Engine& engine, Watcher* watcher) : limits_(engine.limits_) {
            limits_.begin(Limits{}, watcher);
        }
        ~Watching() { limits_.end(); }
        Watching(const Watching&) = delete;
        Watching& operator=(const Watching&) = delete;

    private:
        LimitChecker& limits_;
    };

    NodeId start();
    // The mind of a character in a state; the state itself if none is kept.
    NodeId mind(NodeId state, Character character) const;
    // Whether such a mind is kept there.
    bool has_mind(NodeId state, Character character) const;
    std::vector<Event> possible(NodeId state);
    // Throws ContractBroken if the action is not possible.
    NodeId after(NodeId state, Event action);
    // What the triggers did at the beginning, and what a possible action brings about, with notes
    // of how, in minds to a depth. For whoever wants to know, not for searching. Throws
    // ContractBroken if the action is not possible.
    Step begin(std::uint32_t depth);
    Step step(NodeId state, Event action, std::uint32_t depth);
    // The state in which a fluent has another value in the mind that a path of minds leads to,
    // triggers done. What is aimed at a mind that is not kept changes nothing. `value` is a number,
    // or a code below that of the first number.
    NodeId changed(NodeId state, const std::vector<Character>& minds, Fluent fluent, Value value);
    // No value: somebody who must consent has no reason. Throws ContractBroken if not possible.
    std::optional<std::vector<Reason>> reasons(NodeId state, Event action, std::uint32_t foresight,
                                               Watcher* watcher);
    // NaN if unknown; `who` may be the number of characters: the story.
    double utility(NodeId state, Character who);
    bool holds(NodeId state, std::uint32_t ending) const;
    std::vector<Code> values(NodeId state) const;
    // What a code that is not an entity's means, if it is a number.
    std::optional<double> number(Code code) const;

    // From now on, what does not fit into a limit of memory is put into a file in this folder.
    // Throws BadFolder.
    void spill_to(const std::string& folder) { space_.open(folder); }

    Found search(const Request& request, const Limits& limits, Watcher* watcher);
    std::vector<std::uint64_t> count(std::uint32_t length, std::uint32_t foresight,
                                     Watcher* watcher);
    // The story graph up to `length` events; without a foresight, of all possible events.
    // `stopped_by` says whether a limit cut it off. It is empty if not even the start could be
    // made. After `alone` transitions a second thread helps, if the machine has a core for it; the
    // graph is the same.
    StoryGraph explore(std::uint32_t length, std::optional<std::uint32_t> foresight,
                       const Limits& limits, Watcher* watcher,
                       std::size_t alone = Exploration::USUALLY_ALONE);
    Snapshot snapshot() const;

private:
    // Limits hold, and a watcher is asked, while one of these lives.
    class LimitScope {
    public:
        LimitScope(LimitChecker& checker, const Limits& limits, Watcher* watcher)
            : limits_(checker) {
            limits_.space()->spill(true);
            limits_.begin(limits, watcher);
        }
        ~LimitScope() {
            limits_.space()->spill(false);
            limits_.end();
        }
        LimitScope(const LimitScope&) = delete;
        LimitScope& operator=(const LimitScope&) = delete;

    private:
        LimitChecker& limits_;
    };

    std::optional<Found> still_a_story(const Request& request, NodeId start);
    void require(NodeId state) const;
    void require(Character character) const;

    // A running search can be seen from outside while one of these lives.
    class Showing {
    public:
        Showing(const Portfolio*& shown, const Portfolio& portfolio) : shown_(shown) {
            shown_ = &portfolio;
        }
        ~Showing() { shown_ = nullptr; }
        Showing(const Showing&) = delete;
        Showing& operator=(const Showing&) = delete;

    private:
        const Portfolio*& shown_;
    };

    static Tables begun(LimitChecker& limits, Watcher* watcher, Tables tables);

    std::uint32_t depth_;
    Space space_;
    LimitChecker limits_{&space_};
    Program program_;
    Shapes shapes_;
    TransitionSystem system_;
    Reasons reasons_;
    std::optional<NodeId> start_;
    const Portfolio* portfolio_ = nullptr;
    const Exploration* exploring_ = nullptr;
};

}  // namespace elsewise::kernel
