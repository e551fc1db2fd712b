#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "bindings.hpp"
#include "elsewise/kernel/engine.hpp"
#include "python_watcher.hpp"

namespace nb = nanobind;
using namespace elsewise::kernel;

namespace {

std::optional<double> known(double utility) {
    return std::isnan(utility) ? std::nullopt : std::optional<double>(utility);
}

// An engine that refuses a second call while one runs (calls may come from several threads, or
// from a report).
class Guarded {
public:
    Guarded(const Tables& tables, std::uint32_t depth, std::uint32_t extra)
        : engine_(tables, depth, extra, &PythonWatcher::always()) {}

    // For calls with a watcher of their own.
    template <class Call>
    auto use(Call call) {
        if (busy_.exchange(true)) {
            throw ContractBroken("the engine is at work already");
        }
        const Release release{busy_};
        return call(engine_);
    }
    // For all others: what a signal raises ends them.
    template <class Call>
    auto watched(Call call) {
        return use([&](Engine& engine) {
            const Engine::Watching watching(engine, &PythonWatcher::always());
            return call(engine);
        });
    }
    Snapshot snapshot() const { return engine_.snapshot(); }

private:
    struct Release {
        std::atomic<bool>& busy;
        ~Release() { busy = false; }
    };
    Engine engine_;
    std::atomic<bool> busy_{false};
};

using Reasons = std::vector<Reason>;

std::optional<Reasons> reasons(Guarded& guarded, std::uint32_t state, Event action,
                               std::uint32_t foresight) {
    return guarded.use([&](Engine& engine) {
        const nb::gil_scoped_release released;
        return engine.reasons(NodeId(state), action, foresight, &PythonWatcher::always());
    });
}

// What a search found, and the name of the limit that ended it, if one did.
struct Result {
    std::vector<StorySearch::Actions> stories;
    std::optional<std::string> stopped_by;
    bool proven;
    std::uint32_t at_least;
};

Mode mode_of(const std::string& name) {
    if (name == "balanced") {
        return Mode::BALANCED;
    }
    if (name != "shortest" && name != "first") {
        throw ContractBroken("there is no such mode");
    }
    return name == "first" ? Mode::FIRST : Mode::SHORTEST;
}

Limits limits_of(std::optional<double> seconds, std::optional<double> memory_bytes,
                 std::optional<double> states) {
    Limits limits;
    limits.seconds = seconds.value_or(limits.seconds);
    limits.memory_bytes = memory_bytes.value_or(limits.memory_bytes);
    limits.states = states.value_or(limits.states);
    return limits;
}

std::uint32_t changed(Guarded& guarded, std::uint32_t state, const std::vector<Character>& minds,
                      Fluent fluent, std::optional<Code> code, double number) {
    const Value value = code ? Value{*code, 0.0} : tidy(number);
    return guarded.watched([&](Engine& engine) {
        return engine.changed(NodeId(state), minds, fluent, value).index();
    });
}

Result search(Guarded& guarded, std::optional<std::uint32_t> ending, double least,
              std::uint32_t length, std::uint32_t foresight, std::size_t most,
              std::optional<double> seconds, std::optional<double> memory_bytes,
              std::optional<double> states, std::optional<Report> report,
              std::optional<std::uint32_t> start, const std::string& mode,
              const std::vector<Event>& known) {
    const Limits limits = limits_of(seconds, memory_bytes, states);
    Request request{ending, least, length, foresight, most, std::nullopt, mode_of(mode), known};
    if (start) {
        request.start = NodeId(*start);
    }
    PythonWatcher watcher(std::move(report), true);
    Found found = guarded.use([&](Engine& engine) {
        const nb::gil_scoped_release released;
        return engine.search(request, limits, &watcher);
    });
    Result result{std::move(found.stories), std::nullopt, found.proven, found.at_least};
    if (found.stopped_by) {
        result.stopped_by = name(*found.stopped_by);
    }
    return result;
}

StoryGraph explore(Guarded& guarded, std::uint32_t length, std::optional<std::uint32_t> foresight,
                   std::optional<double> seconds, std::optional<double> memory_bytes,
                   std::optional<double> states, std::optional<Report> report,
                   std::optional<std::size_t> alone) {
    const Limits limits = limits_of(seconds, memory_bytes, states);
    PythonWatcher watcher(std::move(report), true);
    return guarded.use([&](Engine& engine) {
        const nb::gil_scoped_release released;
        return engine.explore(length, foresight, limits, &watcher,
                              alone.value_or(Exploration::USUALLY_ALONE));
    });
}

std::vector<std::uint64_t> count(Guarded& guarded, std::uint32_t length, std::uint32_t foresight) {
    return guarded.use([&](Engine& engine) {
        const nb::gil_scoped_release released;
        return engine.count(length, foresight, &PythonWatcher::always());
    });
}

void bind_reason(nb::module_& module) {
    nb::class_<Reason::Step>(module, "Step", "One event of a plan.")
        .def_ro("action", &Reason::Step::action)
        .def_ro("others", &Reason::Step::others);
    nb::class_<Reason>(module, "Reason", "A plan that a character has in mind.")
        .def_ro("character", &Reason::character)
        .def_ro("plan", &Reason::plan)
        .def_ro("before", &Reason::before)
        .def_ro("after", &Reason::after);
    nb::class_<Result>(module, "Found", "Stories as lists of actions; the limit that was reached.")
        .def_ro("stories", &Result::stories)
        .def_ro("stopped_by", &Result::stopped_by)
        .def_ro("proven", &Result::proven)
        .def_ro("at_least", &Result::at_least);
    nb::class_<Snapshot>(module, "Snapshot", "How far a search is.")
        .def_ro("length", &Snapshot::length)
        .def_ro("stories", &Snapshot::stories)
        .def_ro("states", &Snapshot::states)
        .def_ro("transitions", &Snapshot::transitions)
        .def_ro("seconds", &Snapshot::seconds);
}

void bind_step(nb::module_& module) {
    nb::class_<Note>(module, "Note", "One thing that was noted of a step.")
        .def_ro("minds", &Note::minds)
        .def_ro("trigger", &Note::trigger)
        .def_ro("fluent", &Note::fluent)
        .def_ro("value", &Note::value)
        .def_ro("by_event", &Note::by_event)
        .def_ro("told", &Note::told)
        .def_prop_ro("state", [](const Note& note) { return note.state.index(); })
        .def_ro("corrected", &Note::corrected);
    nb::class_<Step>(module, "TracedStep", "A step and what was noted of it, in order.")
        .def_prop_ro("before", [](const Step& step) { return step.before.index(); })
        .def_prop_ro("after", [](const Step& step) { return step.after.index(); })
        .def_ro("notes", &Step::notes);
}

}  // namespace

const char* name(StopReason reason) {
    switch (reason) {
        case StopReason::SECONDS: return "seconds";
        case StopReason::MEMORY: return "memory";
        case StopReason::STATES: return "states";
        case StopReason::INTERRUPT: return "interrupt";
        case StopReason::DISK: return "disk";
    }
    return "interrupt";
}

void bind_engine(nb::module_& module) {
    bind_reason(module);
    bind_step(module);
    module.def("memory_peak", &memory_peak, "Most memory of this process so far, in bytes.");
    nb::class_<Guarded>(module, "Engine", "Runs one problem. States are numbers.")
        .def(nb::init<const Tables&, std::uint32_t, std::uint32_t>(), nb::arg("tables"),
             nb::arg("depth"), nb::arg("extra_levels"))
        .def("start",
             [](Guarded& guarded) {
                 return guarded.watched([](Engine& engine) { return engine.start().index(); });
             })
        .def(
            "mind",
            [](Guarded& guarded, std::uint32_t state, Character character) {
                return guarded.watched(
                    [&](Engine& engine) { return engine.mind(NodeId(state), character).index(); });
            },
            nb::arg("state"), nb::arg("character"))
        .def(
            "has_mind",
            [](Guarded& guarded, std::uint32_t state, Character character) {
                return guarded.watched(
                    [&](Engine& engine) { return engine.has_mind(NodeId(state), character); });
            },
            nb::arg("state"), nb::arg("character"))
        .def(
            "possible",
            [](Guarded& guarded, std::uint32_t state) {
                return guarded.watched(
                    [&](Engine& engine) { return engine.possible(NodeId(state)); });
            },
            nb::arg("state"))
        .def(
            "after",
            [](Guarded& guarded, std::uint32_t state, Event action) {
                return guarded.watched(
                    [&](Engine& engine) { return engine.after(NodeId(state), action).index(); });
            },
            nb::arg("state"), nb::arg("action"))
        .def(
            "begin",
            [](Guarded& guarded, std::uint32_t depth) {
                return guarded.watched([&](Engine& engine) { return engine.begin(depth); });
            },
            nb::arg("depth"))
        .def(
            "step",
            [](Guarded& guarded, std::uint32_t state, Event action, std::uint32_t depth) {
                return guarded.watched(
                    [&](Engine& engine) { return engine.step(NodeId(state), action, depth); });
            },
            nb::arg("state"), nb::arg("action"), nb::arg("depth"))
        .def("changed", &changed, nb::arg("state"), nb::arg("minds"), nb::arg("fluent"),
             nb::arg("code").none(), nb::arg("number"))
        .def("reasons", &reasons, nb::arg("state"), nb::arg("action"), nb::arg("foresight"))
        .def(
            "utility",
            [](Guarded& guarded, std::uint32_t state, Character who) {
                return guarded.watched(
                    [&](Engine& engine) { return known(engine.utility(NodeId(state), who)); });
            },
            nb::arg("state"), nb::arg("who"))
        .def(
            "holds",
            [](Guarded& guarded, std::uint32_t state, std::uint32_t ending) {
                return guarded.watched(
                    [&](Engine& engine) { return engine.holds(NodeId(state), ending); });
            },
            nb::arg("state"), nb::arg("ending"))
        .def(
            "values",
            [](Guarded& guarded, std::uint32_t state) {
                return guarded.watched(
                    [&](Engine& engine) { return engine.values(NodeId(state)); });
            },
            nb::arg("state"))
        .def(
            "number",
            [](Guarded& guarded, Code code) {
                return guarded.watched([&](Engine& engine) { return engine.number(code); });
            },
            nb::arg("code"))
        .def(
            "spill_to",
            [](Guarded& guarded, const std::string& folder) {
                guarded.use([&](Engine& engine) { engine.spill_to(folder); });
            },
            nb::arg("folder"))
        .def("search", &search, nb::arg("ending").none(), nb::arg("least"), nb::arg("length"),
             nb::arg("foresight"), nb::arg("most"), nb::arg("seconds").none(),
             nb::arg("memory_bytes").none(), nb::arg("states").none(), nb::arg("report").none(),
             nb::arg("start").none(), nb::arg("mode"), nb::arg("known"))
        .def("explore", &explore, nb::arg("length"), nb::arg("foresight").none(),
             nb::arg("seconds").none(), nb::arg("memory_bytes").none(), nb::arg("states").none(),
             nb::arg("report").none(), nb::arg("alone").none() = nb::none())
        .def("count", &count, nb::arg("length"), nb::arg("foresight"))
        .def("snapshot", &Guarded::snapshot);
}
