#include "elsewise/kernel/explore.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <numeric>
#include <utility>

namespace elsewise::kernel {
namespace {

// The entry of a thing in a list that grows as needed.
std::uint32_t& entry(ChunkedArray<std::uint32_t>& list, std::size_t index) {
    while (index >= list.size()) {
        list.push_back(NONE);
    }
    return list[index];
}

// So fast, with a good margin, a graph is written when exploring has come to its end.
constexpr double BYTES_A_SECOND = 1e8;

// Tables are shared while this lives.
class Sharing {
public:
    Sharing(TransitionSystem& system, Reasons& reasons) : system_(system), reasons_(reasons) {
        share(true);
    }
    ~Sharing() { share(false); }
    Sharing(const Sharing&) = delete;
    Sharing& operator=(const Sharing&) = delete;

private:
    void share(bool shared) {
        system_.share(shared);
        reasons_.share(shared);
    }

    TransitionSystem& system_;
    Reasons& reasons_;
};

// After so many elements of lists that were copied it is time to make room.
constexpr std::size_t STRETCH = std::size_t{1} << 12;

// Adds the first elements of a list to another.
template <class T, unsigned LOG>
void add_first(std::vector<T>& to, const ChunkedArray<T, LOG>& list, std::size_t count,
               const LimitChecker& limits) {
    for (std::size_t i = 0; i < count; ++i) {
        if (i % STRETCH == 0) {
            limits.make_room();
        }
        to.push_back(list[i]);
    }
}

// The first elements of a list, which is given back.
template <class T, unsigned LOG>
std::vector<T> taken(ChunkedArray<T, LOG>& list, std::size_t count, const LimitChecker& limits) {
    std::vector<T> elements;
    elements.reserve(count);
    add_first(elements, list, count, limits);
    list = ChunkedArray<T, LOG>();
    return elements;
}

}  // namespace

Exploration::Exploration(TransitionSystem& system, Reasons& reasons, NodeId start,
                         std::optional<std::uint32_t> foresight, std::size_t alone)
    : system_(system),
      reasons_(reasons),
      start_(start),
      foresight_(foresight),
      alone_(alone),
      edge_ends_(system.limits().space()),
      events_(system.limits().space()),
      targets_(system.limits().space()),
      utilities_(system.limits().space()),
      endings_(system.limits().space()),
      nodes_(system.limits().space()),
      places_(system.limits().space()),
      rows_(system.limits().space()),
      vectors_(system.limits().space()) {
    for (std::uint32_t shape = 0; shape <= system.shapes().author(); ++shape) {
        Space* const space = system.limits().space();
        tables_.push_back({ChunkedArray<std::uint32_t>(space), ChunkedArray<std::uint32_t>(space)});
    }
    add(start_);
    states_ = 1;
}

// -- exploring ----------------------------------------------------------------------------------

void Exploration::run(std::uint32_t length) {
    length_ = length;
    const std::size_t before = system_.transitions();
    while (begin_state()) {
        explore(explored_);
        if (system_.transitions() - before > alone_) {
            return run_in_parallel();
        }
    }
}

// Whether there is another state to be explored: of this layer, or of the next one.
bool Exploration::begin_state() {
    if (explored_ < layer_end_) {
        return true;
    }
    layer_ += layer_end_ == 0 ? 0 : 1;
    if (layer_ >= length_ || explored_ == states_) {
        return false;
    }
    layer_end_ = states_;
    layer_ends_.push_back(layer_end_);
    return true;
}

void Exploration::explore(std::uint32_t state) {
    found_.clear();
    find_edges(system_, reasons_, nodes_[state], foresight_, found_);
    finish_state(found_);
}

// Adds all edges of the state whose turn it is. Only when it is done does it count.
void Exploration::finish_state(std::span<const Edge> edges) {
    for (const Edge& edge : edges) {
        events_.push_back(edge.action);
        targets_.push_back(add(edge.after));
    }
    edge_ends_.push_back(events_.size());
    states_ = static_cast<std::uint32_t>(nodes_.size());
    ++explored_;
    const double bytes = bytes_to_write();
    system_.limits().reserve(bytes, bytes / BYTES_A_SECOND);
}

// -- with another thread ------------------------------------------------------------------------

void Exploration::run_in_parallel() {
    const Sharing sharing(system_, reasons_);
    ExpansionQueue queue;
    const ExpansionWorker worker(system_, reasons_, foresight_, queue);
    handed_out_ = explored_;
    hand_out(queue);
    while (true) {
        while (const std::unique_ptr<Batch> batch = queue.next_done()) {
            take_back(*batch);
            hand_out(queue);
        }
        if (Batch* batch = queue.take()) {
            explore_batch(*batch);
            queue.finish(*batch);
        } else if (queue.is_busy()) {
            queue.wait_a_little();
            system_.limits().check_limits();
        } else {
            break;
        }
    }
    begin_state();  // there is none: the last layer is done
}

// Hands out all states of this layer and, unless it is the last to be explored, of the next.
void Exploration::hand_out(ExpansionQueue& queue) {
    const auto end = layer_ + 1 < length_ ? static_cast<std::uint32_t>(nodes_.size()) : layer_end_;
    if (handed_out_ < end) {
        queue.add(nodes_, handed_out_, end);
        handed_out_ = end;
    }
}

// Ends at once if a limit is reached. What is wrong with a state is said when it is its turn.
void Exploration::explore_batch(Batch& batch) {
    try {
        for (const NodeId node : batch.nodes) {
            find_edges(system_, reasons_, node, foresight_, batch.edges);
            batch.ends.push_back(batch.edges.size());
        }
    } catch (const TriggerLoop&) {
        batch.failed = std::current_exception();
    }
}

void Exploration::take_back(const Batch& batch) {
    std::size_t begin = 0;
    for (const std::size_t end : batch.ends) {
        begin_state();
        finish_state(std::span<const Edge>(batch.edges).subspan(begin, end - begin));
        begin = end;
    }
    if (batch.failed) {
        std::rethrow_exception(batch.failed);
    }
}

// The number of a state of the author's; a new one is added.
std::uint32_t Exploration::add(NodeId node) {
    const std::uint32_t number = place(node);
    if (number < nodes_.size()) {
        return number;
    }
    const Program& p = system_.program();
    utilities_.push_back(system_.utility(node, p.characters()));
    const View view = system_.nodes().view(node);
    for (std::size_t i = 0; i < p.endings.size(); ++i) {
        if (i % 8 == 0) {
            endings_.push_back(0);
        }
        if (system_.conditions().holds(p.endings[i], view)) {
            endings_[endings_.size() - 1] |= static_cast<std::uint8_t>(1u << (i % 8));
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
    const NodeStore& nodes = system_.nodes();
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
    const double codes = static_cast<double>(vectors_.size()) * system_.program().fluents();
    const double values = codes * code_bytes() + static_cast<double>(words_) * 4;
    const double edges = static_cast<double>(events_.size()) * 8;
    return values + edges + static_cast<double>(states_) * static_cast<double>(16 + ending_bytes());
}

std::uint32_t Exploration::code_bytes() const {
    return system_.program().values.size() <= 256 ? 1 : 2;
}

StoryGraph Exploration::graph() {
    LimitChecker& limits = system_.limits();
    limits.reserve(0.0, 0.0);
    StoryGraph graph;
    graph.states = states_;
    graph.explored = explored_;
    graph.layer_ends = std::move(layer_ends_);
    if (graph.layer_ends.empty() || graph.layer_ends.back() < graph.states) {
        graph.layer_ends.push_back(graph.states);
    }
    // What was added for a state that was not explored to its end is left out.
    graph.edge_ends = taken(edge_ends_, explored_, limits);
    const std::size_t edges = explored_ == 0 ? 0 : graph.edge_ends.back();
    graph.events = taken(events_, edges, limits);
    graph.targets = taken(targets_, edges, limits);
    graph.utilities = taken(utilities_, states_, limits);
    graph.endings = taken(endings_, states_ * ending_bytes(), limits);
    lay_out(graph);
    write_values(graph);
    return graph;
}

// Numbers the states of all shapes one after the other, from the author's down.
void Exploration::lay_out(StoryGraph& graph) const {
    const Shapes& shapes = system_.shapes();
    const std::uint32_t author = shapes.author();
    std::vector<std::uint32_t> firsts(tables_.size(), 0);
    std::uint32_t first = 0;
    std::size_t minds = 0;
    for (std::uint32_t shape = author + 1; shape-- > 0;) {
        const std::size_t all = tables_[shape].rows.size();
        const auto count = shape == author ? graph.states : static_cast<std::uint32_t>(all);
        if (count > 0) {
            const Shape& form = shapes[shape];
            graph.parts.push_back({form.level, form.owner, form.slots, first, count});
        }
        firsts[shape] = first;
        first += count;
        minds += count * shapes[shape].slots.size();
    }
    graph.rows.reserve(first);
    graph.minds.reserve(minds);
    for (std::uint32_t shape = author + 1; shape-- > 0;) {
        const Table& table = tables_[shape];
        const Shape& form = shapes[shape];
        const std::size_t slots = form.slots.size();
        const std::size_t count = shape == author ? graph.states : table.rows.size();
        add_first(graph.rows, table.rows, count, system_.limits());
        for (std::size_t i = 0; i < count * slots; ++i) {
            if (i % STRETCH == 0) {
                system_.limits().make_room();
            }
            graph.minds.push_back(firsts[form.child_shape[i % slots]] + table.minds[i]);
        }
    }
}

// Numbers have their codes in the order in which they turned up, which need not be the same in
// every run. In the graph those of the problem come first, as they stand there, then the others,
// ascending.
std::vector<Code> Exploration::codes_of_numbers(std::vector<double>& numbers) const {
    const Program& p = system_.program();
    const std::uint32_t first = FIRST_ENTITY + p.tables.entities;
    for (std::uint32_t code = first; code < p.values.size(); ++code) {
        numbers.push_back(p.values.number(static_cast<Code>(code)));
    }
    std::vector<std::size_t> order(numbers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto others = static_cast<std::ptrdiff_t>(p.tables.numbers.size());
    std::sort(order.begin() + others, order.end(),
              [&](std::size_t one, std::size_t other) { return numbers[one] < numbers[other]; });
    std::sort(numbers.begin() + others, numbers.end());
    std::vector<Code> codes(order.size());
    for (std::size_t place = 0; place < order.size(); ++place) {
        codes[order[place]] = static_cast<Code>(first + place);
    }
    return codes;
}

void Exploration::write_values(StoryGraph& graph) const {
    const std::size_t fluents = system_.program().fluents();
    const std::uint32_t first_number = FIRST_ENTITY + system_.program().tables.entities;
    const std::vector<Code> numbers = codes_of_numbers(graph.numbers);
    const auto written = [&](Code code) {
        return code < first_number ? code : numbers[code - first_number];
    };
    graph.code_bytes = code_bytes();
    graph.values.resize(vectors_.size() * fluents * graph.code_bytes);
    std::uint8_t* to = graph.values.data();
    for (std::size_t row = 0; row < vectors_.size(); ++row) {
        if (row % (STRETCH / 16) == 0) {
            system_.limits().make_room();
        }
        const Code* codes = system_.row(vectors_[row]);
        for (std::size_t fluent = 0; fluent < fluents; ++fluent) {
            const Code code = written(codes[fluent]);
            if (graph.code_bytes == 2) {
                std::memcpy(to, &code, 2);
            } else {
                *to = static_cast<std::uint8_t>(code);
            }
            to += graph.code_bytes;
        }
    }
}

}  // namespace elsewise::kernel
