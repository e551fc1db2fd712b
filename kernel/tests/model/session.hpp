// Runs a script on an engine and on the plain model side by side, and compares what they say.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "elsewise/kernel/engine.hpp"
#include "plain_model.hpp"
#include "script.hpp"

namespace model {

// The kernel says something wrong; `what` says what.
struct Mismatch : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using Actions = std::vector<std::uint32_t>;

// Throws Mismatch unless something holds.
void require(bool holds, const std::string& what);
std::string text_of(const Actions& events);

// What was compared, and what was too much work for the model.
struct Tally {
    std::uint64_t calls = 0;
    std::uint64_t compared = 0;
    std::uint64_t too_much = 0;
    std::uint64_t loops = 0;
};

class Session {
public:
    Session(const Script& script, Tally& tally);

    // Makes the calls: those that make states in their order, the others in order or the other way
    // round. Says what was answered, by call. Throws Mismatch.
    std::vector<std::string> run(bool backwards);

private:
    using NodeId = elsewise::kernel::NodeId;
    // A state of the engine, and what the model takes it to be.
    struct Pair {
        NodeId node;
        Ref state;
    };

    bool makes_a_state(Verb verb) const;
    std::string answer(const Call& call);
    std::string answer_once(const Call& call);
    const Pair& pick(std::uint32_t argument) const { return states_[argument % visible_]; }
    const Pair& pick_of_author(std::uint32_t argument) const;
    std::optional<std::uint32_t> pick_action(const Pair& at, std::uint32_t argument);
    void add(NodeId node, const Ref& state);

    void start();
    void mind(const Call& call);
    void after(const Call& call);
    void changed(const Call& call);
    std::string possible(const Call& call);
    std::string reasons(const Call& call);
    std::string read(const Call& call);
    std::string search(const Call& call, const elsewise::kernel::Limits& limits,
                       elsewise::kernel::Watcher* watcher);
    std::string known(const Call& call);
    std::string explore(const Call& call, const elsewise::kernel::Limits& limits,
                        elsewise::kernel::Watcher* watcher);
    std::string count(const Call& call, elsewise::kernel::Watcher* watcher);
    std::string limited(const Call& call);
    std::string interrupted(const Call& call);
    void check_step(const Pair& from, std::uint32_t place);
    std::string ask(std::uint32_t which, const Call& call, const elsewise::kernel::Limits& limits,
                    elsewise::kernel::Watcher* watcher);

    elsewise::kernel::Request request_of(const Call& call, const Pair*& from) const;
    void check_found(const elsewise::kernel::Request& request, const Pair& from,
                     const elsewise::kernel::Found& found);
    bool is_story(const elsewise::kernel::Request& request, const Aim& aim, const Ref& from,
                  const Actions& events);
    std::optional<Actions> part_of_known(const elsewise::kernel::Request& request,
                                         const Pair& from);
    void compare_state(NodeId node, const State& state);
    // What the model has to say; nothing, if it takes too long or triggers go round.
    template <class Compare>
    void compare_with_model(Compare compare) {
        model_.allow(MOST_STEPS);
        try {
            compare();
            ++tally_.compared;
        } catch (const TooMuchWork&) {
            ++tally_.too_much;
        } catch (const Loop&) {
            wild_ = true;
        }
    }

    static constexpr std::size_t MOST_STEPS = 12'000;  // of the model, for one question

    const Problem& p_;
    const std::vector<Call>& calls_;
    Tally& tally_;
    elsewise::kernel::Engine engine_;
    PlainModel model_;
    std::vector<Pair> states_;
    std::size_t visible_ = 0;  // so many of them were there when the call's turn came
    bool wild_ = false;  // triggers went round somewhere: what searches come across is not compared
};

// Compares a graph, as far as it was explored, with all that the model finds. Throws Mismatch.
void compare_graph(const elsewise::kernel::StoryGraph& graph, PlainModel& model,
                   std::uint32_t length, std::optional<std::uint32_t> foresight);

// What is wrong with the kernel's answers to a script; none: nothing is.
std::optional<std::string> run(const Script& script, Tally& tally);

}  // namespace model
