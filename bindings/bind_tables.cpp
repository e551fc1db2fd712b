#include <nanobind/stl/vector.h>

#include "bindings.hpp"
#include "elsewise/kernel/tables.hpp"

namespace nb = nanobind;
using elsewise::kernel::Tables;

void bind_tables(nb::module_& module) {
    nb::class_<Tables>(module, "Tables", "A problem as flat arrays.")
        .def(nb::init<>())
        .def_rw("characters", &Tables::characters)
        .def_rw("entities", &Tables::entities)
        .def_rw("numbers", &Tables::numbers)
        .def_rw("kinds", &Tables::kinds)
        .def_rw("low", &Tables::low)
        .def_rw("high", &Tables::high)
        .def_rw("expressions", &Tables::expressions)
        .def_rw("parts", &Tables::parts)
        .def_rw("path_ends", &Tables::path_ends)
        .def_rw("path_characters", &Tables::path_characters)
        .def_rw("actions", &Tables::actions)
        .def_rw("conditions", &Tables::conditions)
        .def_rw("effect_ends", &Tables::effect_ends)
        .def_rw("effects", &Tables::effects)
        .def_rw("by_ends", &Tables::by_ends)
        .def_rw("by", &Tables::by)
        .def_rw("seen_by", &Tables::seen_by)
        .def_rw("start", &Tables::start)
        .def_rw("wants", &Tables::wants)
        .def_rw("endings", &Tables::endings)
        .def_rw("extra_levels", &Tables::extra_levels)
        .def_rw("asked", &Tables::asked)
        .def_rw("consents", &Tables::consents);
}
