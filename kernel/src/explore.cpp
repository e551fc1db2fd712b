#include "elsewise/kernel/explore.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace elsewise::kernel {
namespace {

// The entry of a thing in a list that grows as needed.
std::uint32_t& entry(std::vector<std::uint32_t>& list, std::size_t index) {
    if (index >= list.size()) {
        list.resize(std::max(index + 1, list.size() + list.size() / 2), NONE);
    }
    return list[index];
}

// So fast, with a good margin, a graph is written when exploring has come to its end.
constexpr double BYTES_A_SECOND = 1e8;

template <class T>
void cut(std::vector<T>& list, std::size_t size) {
    list.resize(size);
    list.shrink_to_fit();
}

}  // namespace

Exploration::Exploration(Progress& progress, Reasons& reasons, NodeId start,
                         std::optional<std::uint32_t> foresight)
    : progress_(progress),
      reasons_(reasons),
      start_(start),
      foresight_(foresight),
      tables_(std::size_t{progress.shapes().author()} + 1) {
    add(start_);
    graph_.states = 1;
}

// -- exploring ----------------------------------------------------------------------------------

void Exploration::run(std::uint32_t length) {
    for (layer_ = 0; layer_ < length && graph_.explored < graph_.states; ++layer_) {
        const std::uint32_t end = graph_.states;
        graph_.layer_ends.push_back(end);
        while (graph_.explored < end) {
            explore(graph_.explored);
        }
    }
}

// Finds all edges of a state, then adds them. Only when it is done does it count.
void Exploration::explore(std::uint32_t state) {
    const NodeId node = nodes_[state];
    const std::span<const Event> actions = progress_.candidates(node);
    found_.clear();
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        progress_.stop().tick();
        if (progress_.is_possible(node, actions[rank]) &&
            (!foresight_ || reasons_.explained(node, actions[rank], *foresight_))) {
            found_.push_back({actions[rank], progress_.after(node, rank)});
        }
    }
    for (const Edge& edge : found_) {
        graph_.events.push_back(edge.action);
        graph_.targets.push_back(add(edge.after));
    }
    graph_.edge_ends.push_back(graph_.events.size());
    graph_.states = static_cast<std::uint32_t>(nodes_.size());
    ++graph_.explored;
    const double bytes = bytes_to_write();
    progress_.stop().reserve(bytes, bytes / BYTES_A_SECOND);
}

// The number of a state of the author's; a new one is added.
std::uint32_t Exploration::add(NodeId node) {
    const std::uint32_t number = place(node);
    if (number < nodes_.size()) {
        return number;
    }
    const Program& p = progress_.program();
    graph_.utilities.push_back(progress_.utility(node, p.characters()));
    const std::size_t begin = graph_.endings.size();
    graph_.endings.resize(begin + (p.endings.size() + 7) / 8, 0);
    const View view = progress_.nodes().view(node);
    for (std::size_t i = 0; i < p.endings.size(); ++i) {
        if (progress_.conditions().holds(p.endings[i], view)) {
            graph_.endings[begin + i / 8] |= static_cast<std::uint8_t>(1u << (i % 8));
        }
    }
    nodes_.push_back(node);
    return number;
}

// The place of a node in the table of its shape; a new one is laid out, its minds first.
std::uint32_t Exploration::place(NodeId node) {
    const std::uint32_t known = entry(places_, node.index());
    if (known != NONE) {
        return known;
    }
    const NodeStore& nodes = progress_.nodes();
    const std::size_t slots = nodes.shape(node).slots.size();
    for (std::uint32_t slot = 0; slot < slots; ++slot) {
        place(nodes.child(node, slot));
    }
    Table& table = tables_[nodes[node].shape];
    for (std::uint32_t slot = 0; slot < slots; ++slot) {
        table.minds.push_back(places_[nodes.child(node, slot).index()]);
    }
    table.rows.push_back(row(nodes[node].vector));
    words_ += slots + 1;
    return places_[node.index()] = static_cast<std::uint32_t>(table.rows.size() - 1);
}

std::uint32_t Exploration::row(VectorId vector) {
    std::uint32_t& row = entry(rows_, vector.index());
    if (row == NONE) {
        vectors_.push_back(vector);
        row = static_cast<std::uint32_t>(vectors_.size() - 1);
    }
    return row;
}

// -- the graph ----------------------------------------------------------------------------------

// What `graph` will need beside what there is: most of all the values.
double Exploration::bytes_to_write() const {
    const double codes = static_cast<double>(vectors_.size()) * progress_.program().fluents();
    return codes * code_bytes() + static_cast<double>(words_) * 4;
}

std::uint32_t Exploration::code_bytes() const {
    return progress_.program().values.size() <= 256 ? 1 : 2;
}

StoryGraph Exploration::graph() {
    StoryGraph graph = std::move(graph_);
    if (graph.layer_ends.empty() || graph.layer_ends.back() < graph.states) {
        graph.layer_ends.push_back(graph.states);
    }
    // What was added for a state that was not explored to its end is left out.
    graph.edge_ends.resize(graph.explored);
    const std::size_t edges = graph.explored == 0 ? 0 : graph.edge_ends.back();
    cut(graph.events, edges);
    cut(graph.targets, edges);
    graph.utilities.resize(graph.states);
    graph.endings.resize(graph.states * ((progress_.program().endings.size() + 7) / 8));
    lay_out(graph);
    write_values(graph);
    return graph;
}

// Numbers the states of all shapes one after the other, from the author's down.
void Exploration::lay_out(StoryGraph& graph) const {
    const Shapes& shapes = progress_.shapes();
    const std::uint32_t author = shapes.author();
    std::vector<std::uint32_t> firsts(tables_.size(), 0);
    std::uint32_t first = 0;
    for (std::uint32_t shape = author + 1; shape-- > 0;) {
        const std::size_t all = tables_[shape].rows.size();
        const auto count = shape == author ? graph.states : static_cast<std::uint32_t>(all);
        if (count > 0) {
            const Shape& form = shapes[shape];
            graph.parts.push_back({form.level, form.owner, form.slots, first, count});
        }
        firsts[shape] = first;
        first += count;
    }
    graph.rows.reserve(first);
    for (std::uint32_t shape = author + 1; shape-- > 0;) {
        const Table& table = tables_[shape];
        const Shape& form = shapes[shape];
        const std::size_t slots = form.slots.size();
        const std::size_t count = shape == author ? graph.states : table.rows.size();
        graph.rows.insert(graph.rows.end(), table.rows.begin(),
                          table.rows.begin() + static_cast<std::ptrdiff_t>(count));
        for (std::size_t i = 0; i < count * slots; ++i) {
            graph.minds.push_back(firsts[form.child_shape[i % slots]] + table.minds[i]);
        }
    }
}

void Exploration::write_values(StoryGraph& graph) const {
    const std::size_t fluents = progress_.program().fluents();
    graph.code_bytes = code_bytes();
    graph.values.resize(vectors_.size() * fluents * graph.code_bytes);
    std::uint8_t* to = graph.values.data();
    for (const VectorId vector : vectors_) {
        const Code* codes = progress_.row(vector);
        if (graph.code_bytes == 2) {
            std::memcpy(to, codes, fluents * 2);
        } else {
            std::transform(codes, codes + fluents, to,
                           [](Code code) { return static_cast<std::uint8_t>(code); });
        }
        to += fluents * graph.code_bytes;
    }
    const Program& p = progress_.program();
    for (std::uint32_t code = FIRST_ENTITY + p.tables.entities; code < p.values.size(); ++code) {
        graph.numbers.push_back(p.values.number(static_cast<Code>(code)));
    }
}

}  // namespace elsewise::kernel
