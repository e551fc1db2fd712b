// A story graph against all states that the model finds, in the same order.
#include <cmath>
#include <cstring>

#include "session.hpp"

namespace model {
namespace {

using namespace elsewise::kernel;

// Reads states out of the arrays of a graph.
class GraphReader {
public:
    GraphReader(const StoryGraph& graph, const Problem& problem) : g_(graph), p_(problem) {
        std::size_t minds = 0;
        for (const StoryGraph::Part& part : graph.parts) {
            minds_.push_back(minds);
            minds += part.slots.size() * part.count;
        }
        require(minds == graph.minds.size(), "size of the minds");
    }

    void compare(std::uint32_t number, const State& state) const {
        std::size_t at = 0;
        while (number >= g_.parts[at].first + g_.parts[at].count) {
            ++at;
        }
        const StoryGraph::Part& part = g_.parts[at];
        require(part.level == state.level && part.owner == state.owner, "level and owner");
        for (std::uint32_t fluent = 0; fluent < p_.fluents.size(); ++fluent) {
            require(equal(value(number, fluent), state.values[fluent]), "a value");
        }
        std::size_t slot = 0;
        for (std::uint32_t c = 0; c < p_.characters; ++c) {
            if (state.minds[c]) {
                require(slot < part.slots.size() && part.slots[slot] == c, "kept minds");
                const std::size_t place = minds_[at] + (number - part.first) * part.slots.size();
                compare(g_.minds[place + slot], *state.minds[c]);
                ++slot;
            }
        }
        require(slot == part.slots.size(), "kept minds");
    }

private:
    Value value(std::uint32_t number, std::uint32_t fluent) const {
        const std::size_t place = g_.rows[number] * p_.fluents.size() + fluent;
        Code code = 0;
        if (g_.code_bytes == 2) {
            std::memcpy(&code, &g_.values[place * 2], 2);
        } else {
            code = g_.values[place];
        }
        const std::size_t first = FIRST_ENTITY + std::size_t{p_.entities};
        return code < first ? Value{code, 0.0} : Value{NUMBER, g_.numbers[code - first]};
    }

    const StoryGraph& g_;
    const Problem& p_;
    std::vector<std::size_t> minds_;  // by part: where its minds begin
};

// Goes through what the model finds, and holds the graph against it.
class GraphCheck {
public:
    GraphCheck(const StoryGraph& graph, PlainModel& model, std::optional<std::uint32_t> foresight)
        : g_(graph), model_(model), foresight_(foresight), states_{model.start()} {}

    void run(std::uint32_t length) {
        std::size_t layer_end = 1;
        std::uint32_t layer = 0;
        for (std::uint32_t state = 0; state < g_.explored; ++state) {
            if (state == layer_end) {
                end_layer(layer++, layer_end);
                layer_end = states_.size();
            }
            require(layer < length, "a state is explored too late");
            edges_of(state);
        }
        require(edge_ == g_.events.size(), "more edges than there are");
        if (!g_.stopped_by) {
            require(layer == length || g_.explored == states_.size() || g_.explored == layer_end,
                    "it ends early");
            require(g_.states == states_.size(), "number of states");
        }
        compare_states();
    }

private:
    void end_layer(std::uint32_t layer, std::size_t end) {
        require(layer < g_.layer_ends.size() && g_.layer_ends[layer] == end, "end of a layer");
    }

    void edges_of(std::uint32_t state) {
        for (const std::uint32_t action : model_.possible(*states_[state])) {
            model_.work(1 + states_.size() / 8);
            if (foresight_ && !model_.explained(*states_[state], action, *foresight_)) {
                continue;
            }
            const Ref after = model_.after(*states_[state], action);
            auto place = model_.place_of(states_, *after);
            if (!place) {
                place = static_cast<std::uint32_t>(states_.size());
                states_.push_back(after);
            }
            require(edge_ < g_.events.size() && g_.events[edge_] == action, "an edge is missing");
            require(g_.targets[edge_] == *place, "an edge leads elsewhere");
            ++edge_;
        }
        require(g_.edge_ends[state] == edge_, "end of the edges");
    }

    void compare_states() {
        const Problem& p = model_.problem();
        const GraphReader reader(g_, p);
        const std::size_t bytes = (p.endings.size() + 7) / 8;
        for (std::uint32_t state = 0; state < g_.states && state < states_.size(); ++state) {
            reader.compare(state, *states_[state]);
            const double worth = model_.utility(*states_[state], p.characters);
            require(g_.utilities[state] == worth ||
                        (std::isnan(worth) && std::isnan(g_.utilities[state])),
                    "a utility");
            for (std::size_t ending = 0; ending < p.endings.size(); ++ending) {
                const std::uint8_t byte = g_.endings[state * bytes + ending / 8];
                require(((byte >> (ending % 8)) & 1) ==
                            (model_.holds(p.endings[ending], *states_[state]) ? 1 : 0),
                        "an ending");
            }
        }
    }

    const StoryGraph& g_;
    PlainModel& model_;
    std::optional<std::uint32_t> foresight_;
    std::vector<Ref> states_;
    std::size_t edge_ = 0;
};

}  // namespace

void compare_graph(const StoryGraph& graph, PlainModel& model, std::uint32_t length,
                   std::optional<std::uint32_t> foresight) {
    GraphCheck(graph, model, foresight).run(length);
}

}  // namespace model
