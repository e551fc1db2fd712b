// Steps by the rules as written, with notes of all that happens on the way.
#include "elsewise/kernel/step_trace.hpp"

#include <utility>

#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

// Notes are taken, and everything is done as written, while it lives.
class TransitionSystem::Tracing {
public:
    Tracing(TransitionSystem& system, StepTrace& trace) : system_(system), exact_(system.exact_) {
        system_.trace_ = &trace;
        system_.exact_ = true;
    }
    ~Tracing() {
        system_.trace_ = nullptr;
        system_.exact_ = exact_;
    }
    Tracing(const Tracing&) = delete;
    Tracing& operator=(const Tracing&) = delete;

private:
    TransitionSystem& system_;
    bool exact_;
};

Step TransitionSystem::traced_start(std::uint32_t depth) {
    StepTrace trace{depth};
    const NodeId said = start_as_said(false);
    const Tracing tracing(*this, trace);
    const NodeId after = start_as_said(true);
    return {said, after, std::move(trace.notes)};
}

Step TransitionSystem::traced_step(NodeId node, Event action, std::uint32_t depth) {
    StepTrace trace{depth};
    const Tracing tracing(*this, trace);
    const NodeId after = work_out_once(node, action);
    return {node, after, std::move(trace.notes)};
}

// Notes that triggers fire together, those of them that would change something by themselves.
// Returns how many notes there were before.
std::size_t TransitionSystem::begin_firing(const std::vector<Event>& triggers,
                                           const Draft& before) {
    StepTrace* const trace = noting();
    if (trace == nullptr) {
        return 0;
    }
    const std::size_t first = trace->notes.size();
    for (const Event trigger : triggers) {
        if (triggers.size() == 1 || changes(before, trigger)) {
            trace->notes.push_back({.minds = trace->minds, .trigger = trigger - p_.actions()});
        }
    }
    return first;
}

// Takes back all notes of a firing that came to nothing, and says of the others where it was.
void TransitionSystem::end_firing(std::size_t first, const Draft& before, const Draft& after) {
    StepTrace* const trace = noting();
    if (trace == nullptr) {
        return;
    }
    if (after == before) {
        trace->notes.resize(first);
        return;
    }
    const NodeId state = intern(before);
    for (std::size_t i = first; i < trace->notes.size(); ++i) {
        if (trace->notes[i].trigger && trace->notes[i].minds == trace->minds) {
            trace->notes[i].state = state;
        }
    }
}

// Whether a belief-only trigger whose condition holds changes a draft.
bool TransitionSystem::changes(const Draft& draft, Event trigger) {
    StepTrace* const trace = std::exchange(trace_, nullptr);
    Draft changed = draft;
    const UpdateScope updates(updates_);
    add_mind_effects(nodes_.view(draft), trigger);
    apply(changed, updates.begin(), updates.end());
    trace_ = trace;
    return !(changed == draft);
}

// Notes that a mind puts updates right; their paths lead on from it.
void TransitionSystem::note_surprise(std::size_t begin, std::size_t end) {
    StepTrace* const trace = noting();
    if (trace == nullptr) {
        return;
    }
    Note note{.minds = trace->minds};
    for (std::size_t i = begin; i < end; ++i) {
        std::vector<Character> minds = trace->minds;
        const auto path = p_.paths[updates_[i].path];
        minds.insert(minds.end(), path.begin(), path.end());
        if (minds.size() <= trace->depth) {
            note.corrected.push_back({.minds = std::move(minds),
                                      .fluent = updates_[i].fluent,
                                      .value = updates_[i].code});
        }
    }
    trace->notes.push_back(std::move(note));
}

// Notes those updates that arrive in a mind that is kept. They lead on from the mind of a shape.
void TransitionSystem::note_updates(std::uint32_t shape, std::size_t begin, std::size_t end,
                                    Event event, std::optional<Character> told) {
    StepTrace* const trace = noting();
    if (trace == nullptr) {
        return;
    }
    for (std::size_t i = begin; i < end; ++i) {
        const BeliefUpdate& update = updates_[i];
        const auto path = p_.paths[update.path].subspan(update.at);
        std::vector<Character> minds = trace->minds;
        const Shape* at = &shapes_[shape];
        for (const Character character : path) {
            const std::uint32_t slot = at->slot_of[character];
            if (slot == NONE) {
                break;
            }
            minds.push_back(character);
            at = &shapes_[at->child_shape[slot]];
        }
        if (minds.size() == trace->minds.size() + path.size() && minds.size() <= trace->depth) {
            trace->notes.push_back({.minds = std::move(minds),
                                    .fluent = update.fluent,
                                    .value = update.code,
                                    .by_event = p_.is_action(event),
                                    .told = told});
        }
    }
}

}  // namespace elsewise::kernel
