#include <nanobind/stl/array.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include "elsewise/grounding/fluents.hpp"
#include "elsewise/grounding/grounder.hpp"
#include "python_watcher.hpp"

namespace nb = nanobind;
using namespace elsewise::grounding;
using elsewise::kernel::Kind;

namespace {

void make_fact(LiftedFact* self, int kind, double low, double high, Code initial, Ints domains,
               std::int32_t values_domain) {
    if (kind < 0 || kind > static_cast<int>(Kind::NUMBER)) {
        throw elsewise::kernel::BadProblem("broken world: kind of fact");
    }
    new (self)
        LiftedFact{static_cast<Kind>(kind), low, high, initial, std::move(domains), values_domain};
}

Grounded grounded(const LiftedWorld& world) {
    const nb::gil_scoped_release released;
    elsewise::kernel::LimitChecker limits;
    limits.begin({}, &PythonWatcher::always());
    return ground(world, &limits);
}

}  // namespace

void bind_grounding(nb::module_& module) {
    nb::exception<Unusual>(module, "Unusual", PyExc_RuntimeError);
    nb::class_<LiftedFact>(module, "LiftedFact", "A fact as written.")
        .def("__init__", &make_fact, nb::arg("kind"), nb::arg("low"), nb::arg("high"),
             nb::arg("initial"), nb::arg("domains"), nb::arg("values_domain"));
    nb::class_<LiftedRule>(module, "LiftedRule", "An action or trigger as written.")
        .def(nb::init<Ints, std::int32_t, std::int32_t, Ints, bool,
                      std::vector<std::array<std::int32_t, 4>>>(),
             nb::arg("domains"), nb::arg("condition"), nb::arg("effect"), nb::arg("by"),
             nb::arg("seen_by_all"), nb::arg("seers"));
    nb::class_<LiftedWorld>(module, "LiftedWorld", "A world as written, as flat arrays.")
        .def(nb::init<>())
        .def_rw("entities", &LiftedWorld::entities)
        .def_rw("numbers", &LiftedWorld::numbers)
        .def_rw("characters", &LiftedWorld::characters)
        .def_rw("domains", &LiftedWorld::domains)
        .def_rw("nodes", &LiftedWorld::nodes)
        .def_rw("lists", &LiftedWorld::lists)
        .def_rw("facts", &LiftedWorld::facts)
        .def_rw("actions", &LiftedWorld::actions)
        .def_rw("triggers", &LiftedWorld::triggers)
        .def_rw("start", &LiftedWorld::start)
        .def_rw("has_origin", &LiftedWorld::has_origin)
        .def_rw("origin", &LiftedWorld::origin)
        .def_rw("wants", &LiftedWorld::wants)
        .def_rw("endings", &LiftedWorld::endings);
    nb::class_<Lists>(module, "Lists", "A list of lists, one behind the other.")
        .def_ro("items", &Lists::items)
        .def_ro("ends", &Lists::ends);
    nb::class_<SaidInMind>(module, "SaidInMind", "What a start says in one mind.")
        .def_ro("path", &SaidInMind::path)
        .def_ro("values", &SaidInMind::values);
    nb::class_<Grounded>(module, "Grounded", "A problem, and where all that is in it comes from.")
        .def_ro("tables", &Grounded::tables)
        .def_ro("entities", &Grounded::entities)
        .def_ro("numbers", &Grounded::numbers)
        .def_ro("facts", &Grounded::facts)
        .def_ro("fluent_arguments", &Grounded::fluent_arguments)
        .def_ro("constants", &Grounded::constants)
        .def_ro("rules", &Grounded::rules)
        .def_ro("event_arguments", &Grounded::event_arguments)
        .def_ro("seers", &Grounded::seers)
        .def_ro("origin", &Grounded::origin);
    module.def("ground", &grounded, nb::arg("world"), "Make a world finite.");
}
