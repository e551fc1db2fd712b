// What an event brings about: in the state, in the minds that see it, and by triggers.
//
// An event happens in a state; everything is read in it as it was before. In every child whose
// character observes it (an action's `seen_by`, read in the parent), the event happens too: if the
// child holds it for impossible, it is first put right (surprise). Then come explicit effects on
// minds, then the child settles: triggers fire until none can change anything. The state itself
// settles last. Triggers that change values fire one at a time, the first in file order; when none
// is left, those that change only minds fire together; and so on.
//
// Two ways lead to the same result: a quick one, in which steps of values are remembered per
// vector (needs Program::values_stand_alone), and one as the rules are written, for worlds where
// values depend on minds, and where so many triggers fire that loops must be told from rest.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "elsewise/kernel/conditions.hpp"
#include "elsewise/kernel/deep_minds.hpp"
#include "elsewise/kernel/heuristic_cache.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/nodes.hpp"
#include "elsewise/kernel/program.hpp"
#include "elsewise/kernel/relevance.hpp"
#include "elsewise/kernel/step_trace.hpp"
#include "elsewise/kernel/stores.hpp"
#include "elsewise/kernel/value_transitions.hpp"

namespace elsewise::kernel {

// More firings than this while one state settles: TriggerLoop.
constexpr std::size_t MOST_FIRINGS = 1000;

class TransitionSystem {
public:
    TransitionSystem(Program& program, const Shapes& shapes, LimitChecker& limits);
    // For another thread, with the same tables, while they are shared. `other` must stay.
    TransitionSystem(TransitionSystem& other, LimitChecker& limits);

    // Several threads may stand on these tables from now on, or one only.
    void share(bool shared);

    const Program& program() const { return p_; }
    const NodeStore& nodes() const { return nodes_; }
    const Code* row(VectorId vector) const { return vectors_.row(vector); }
    const Conditions& conditions() const { return conditions_; }
    ValueTransitions& value_transitions() { return value_transitions_; }
    HeuristicCache& heuristic_cache() { return heuristic_cache_; }
    RelevanceCache& relevance() { return relevance_; }
    LimitChecker& limits() { return limits_; }
    std::size_t transitions() const { return transitions_; }
    // Counts those of another thread too.
    void add_transitions(std::size_t transitions) { transitions_ += transitions; }
    const Shapes& shapes() const { return shapes_; }

    // The author's state at the beginning, triggers done.
    NodeId start();

    // Candidates: the actions whose condition's own part holds in a node, ascending. An action's
    // place in the list is its rank there. A candidate is possible if is_possible(node, action).
    std::span<const Event> candidates(NodeId node) {
        return value_transitions_.actions(nodes_[node].vector);
    }
    // Requires that the action is a candidate.
    bool is_possible(NodeId node, Event action) const {
        const EventCode& code = p_.events[action];
        return !code.looks_into_minds || conditions_.mind_holds(code.condition, nodes_.view(node));
    }
    // The rank of a possible action; NONE if it is not possible.
    std::uint32_t possible_rank(NodeId node, Event action) {
        const std::uint32_t rank = value_transitions_.rank(nodes_[node].vector, action);
        return rank != NONE && is_possible(node, action) ? rank : NONE;
    }
    // The state after the possible action of a rank, triggers done. Remembered.
    NodeId after(NodeId node, std::uint32_t rank);

    // The state in which a fluent has another value, in the mind that a path leads to, triggers
    // done: what an event with this one effect leads to that nobody sees.
    NodeId changed(NodeId node, const std::vector<Character>& minds, Fluent fluent, Value value);

    // The same steps by the rules as written, with what was noted in minds to a depth. Nothing is
    // remembered of them; the states before the start and before a firing need not be settled.
    Step traced_start(std::uint32_t depth);
    Step traced_step(NodeId node, Event action, std::uint32_t depth);

    // A word kept for the reasons of the action of a rank in a node above the extra levels, 0 at
    // first (reasons.cpp). Several threads may write it.
    std::uint32_t& note(NodeId node, std::uint32_t rank) {
        return stores_->successors.at(expansion(node))[candidates(node).size() + rank];
    }

    // What a state is worth to a character (characters(): the story's utility); NaN: unknown.
    double utility(NodeId node, Character who);
    // What the state after the possible action of a rank is worth, without making it if that can
    // be helped.
    double utility_after(NodeId node, std::uint32_t rank, Character who);
    // Whether values can be looked ahead without regard to minds.
    bool values_stand_alone() const { return p_.values_stand_alone && !exact_; }
    // To be called by whoever catches TooManyFirings: from now on all is done as written.
    void count_exactly() { exact_ = true; }

private:
    // A fluent gets a value in the mind where the rest of a path (from step `at` on) leads.
    struct BeliefUpdate {
        std::uint32_t path;
        std::uint32_t at;
        Fluent fluent;
        Code code;
    };
    // Takes back, at its end, the updates added since its beginning.
    class UpdateScope {
    public:
        explicit UpdateScope(std::vector<BeliefUpdate>& updates)
            : updates_(updates), begin_(updates.size()) {}
        ~UpdateScope() { updates_.resize(begin_); }
        UpdateScope(const UpdateScope&) = delete;
        UpdateScope& operator=(const UpdateScope&) = delete;
        std::size_t begin() const { return begin_; }
        std::size_t end() const { return updates_.size(); }
        bool empty() const { return begin() == end(); }

    private:
        std::vector<BeliefUpdate>& updates_;
        std::size_t begin_;
    };
    // Which triggers have fired while one state settles.
    struct Firings {
        std::vector<Event> fired;
        void note(const Program& program, const std::vector<Event>& triggers);
    };
    enum class Values : std::uint8_t { SETTLED, AS_WRITTEN };
    class Tracing;

    std::uint32_t expansion(NodeId node);
    struct Said;
    struct FirstMinds;
    NodeId start_as_said(bool settled);
    NodeId first_mind(FirstMinds& minds, std::uint32_t shape, const Said* said,
                      std::vector<Code> row);
    NodeId work_out(NodeId node, Event action);
    NodeId work_out_once(NodeId node, Event action);
    NodeId intern(const Draft& draft);
    void happen(Draft& draft, Event event, Values values);
    void change_values(Draft& draft, const View& before, Event event, Values values);
    void change_mind(Draft& draft, const View& before, std::uint32_t slot, Event event,
                     const UpdateScope& told);
    NodeId seen_in(Draft mind, Event event, const UpdateScope& told);
    template <class Make>
    NodeId remembered_if_deep(const Draft& mind, Event event, std::size_t begin, std::size_t end,
                              Make make);
    void surprise(Draft& mind, const View& before, Event action);
    void learn(std::uint32_t row, const View& before, Draft& mind, std::size_t first);
    void learn_reads(std::uint32_t row, bool equation, const View& before, Draft& mind,
                     std::size_t first);
    std::uint32_t way(const Draft& mind, std::uint32_t path);
    void add_mind_effects(const View& view, Event event);
    void add_update(const BeliefUpdate& update) { updates_.push_back(update); }
    void apply(Draft& draft, std::size_t begin, std::size_t end);
    void apply_own(Draft& draft, std::size_t begin, std::size_t end);
    NodeId updated(NodeId node, std::size_t begin, std::size_t end);
    void settle(Draft& draft);
    void settle_quickly(Draft& draft);
    void add_effects_of(std::span<const Event> triggers, const View& view);
    void settle_as_written(Draft& draft);
    bool fire_base_trigger(Draft& draft, Firings& firings);
    // Where the step is made, if it is to be noted there.
    StepTrace* noting() const {
        return trace_ != nullptr && trace_->minds.size() <= trace_->depth ? trace_ : nullptr;
    }
    std::size_t begin_firing(const std::vector<Event>& triggers, const Draft& before);
    void end_firing(std::size_t first, const Draft& before, const Draft& after);
    bool changes(const Draft& draft, Event trigger);
    void note_surprise(std::size_t begin, std::size_t end);
    void note_updates(std::uint32_t shape, std::size_t begin, std::size_t end, Event event,
                      std::optional<Character> told);

    Program& p_;
    const Shapes& shapes_;
    LimitChecker& limits_;
    std::shared_ptr<Stores> stores_;
    VectorStore& vectors_;
    NodeStore& nodes_;
    Conditions conditions_;
    ValueTransitions value_transitions_;
    HeuristicCache heuristic_cache_;
    RelevanceCache relevance_{p_};
    DeepMinds deep_minds_;
    std::vector<BeliefUpdate> updates_;
    std::vector<Code> row_;
    std::size_t transitions_ = 0;
    bool exact_ = false;
    StepTrace* trace_ = nullptr;
};

// What becomes of a mind in which an event (NONE: none) happens and updates begin .. end - 1 are
// made, as `make` says. In deep minds it is remembered.
template <class Make>
NodeId TransitionSystem::remembered_if_deep(const Draft& mind, Event event, std::size_t begin,
                                            std::size_t end, Make make) {
    if (shapes_[mind.shape].level <= DeepMinds::SHALLOW || noting() != nullptr) {
        return make();
    }
    DeepMinds::Key key = DeepMinds::key(mind, event);
    for (std::size_t i = begin; i < end; ++i) {
        const BeliefUpdate& update = updates_[i];
        key.insert(key.end(), {update.path, update.at, update.fluent, update.code});
    }
    if (const NodeId* const known = deep_minds_.find(key)) {
        return *known;
    }
    limits_.tick();
    const NodeId after = make();
    deep_minds_.add(std::move(key), after);
    return after;
}

}  // namespace elsewise::kernel
