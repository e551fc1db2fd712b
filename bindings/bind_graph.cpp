#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <optional>
#include <string>
#include <vector>

#include "bindings.hpp"
#include "elsewise/kernel/explore.hpp"

namespace nb = nanobind;
using namespace elsewise::kernel;

namespace {

// Hands a list over as bytes, and gives its memory back.
template <class T, std::vector<T> StoryGraph::* list>
nb::bytes take(StoryGraph& graph) {
    std::vector<T>& items = graph.*list;
    nb::bytes bytes(items.data(), items.size() * sizeof(T));
    std::vector<T>().swap(items);
    return bytes;
}

std::optional<Character> owner(const StoryGraph::Part& part) {
    return part.owner == NONE ? std::nullopt : std::optional<Character>(part.owner);
}

std::optional<std::string> stopped_by(const StoryGraph& graph) {
    return graph.stopped_by ? std::optional<std::string>(name(*graph.stopped_by)) : std::nullopt;
}

}  // namespace

void bind_graph(nb::module_& module) {
    nb::class_<StoryGraph::Part>(module, "Part", "States of one level and owner.")
        .def_ro("level", &StoryGraph::Part::level)
        .def_prop_ro("owner", &owner)
        .def_ro("slots", &StoryGraph::Part::slots)
        .def_ro("first", &StoryGraph::Part::first)
        .def_ro("count", &StoryGraph::Part::count);
    nb::class_<StoryGraph>(module, "Graph",
                           "A story graph as flat arrays; each can be taken once, as bytes.")
        .def_ro("states", &StoryGraph::states)
        .def_ro("explored", &StoryGraph::explored)
        .def_ro("layer_ends", &StoryGraph::layer_ends)
        .def_ro("parts", &StoryGraph::parts)
        .def_ro("numbers", &StoryGraph::numbers)
        .def_ro("code_bytes", &StoryGraph::code_bytes)
        .def_prop_ro("stopped_by", &stopped_by)
        .def("take_edge_ends", &take<std::uint64_t, &StoryGraph::edge_ends>)
        .def("take_events", &take<Event, &StoryGraph::events>)
        .def("take_targets", &take<std::uint32_t, &StoryGraph::targets>)
        .def("take_utilities", &take<double, &StoryGraph::utilities>)
        .def("take_endings", &take<std::uint8_t, &StoryGraph::endings>)
        .def("take_rows", &take<std::uint32_t, &StoryGraph::rows>)
        .def("take_minds", &take<std::uint32_t, &StoryGraph::minds>)
        .def("take_values", &take<std::uint8_t, &StoryGraph::values>);
}
