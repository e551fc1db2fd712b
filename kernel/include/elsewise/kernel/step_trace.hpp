// What is noted while a step is made by the rules as written: who was surprised, what was written,
// which triggers fired, in the world and in minds to a depth, in order.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "elsewise/kernel/ids.hpp"
#include "elsewise/kernel/values.hpp"

namespace elsewise::kernel {

// One of three, in the mind that a path leads to (empty: the state in which the event happens):
// - a trigger fired, and `state` is that mind just before;
// - a fluent got a value by the event (`told`: it was put into the mind of this character) or by a
//   trigger;
// - neither: an event was seen there that was held for impossible, and `corrected` was put right.
struct Note {
    std::vector<Character> minds;
    std::optional<std::uint32_t> trigger{};  // numbered by itself, without the actions
    std::optional<Fluent> fluent{};
    Code value = UNKNOWN;
    bool by_event = false;
    std::optional<Character> told{};
    NodeId state{};
    std::vector<Note> corrected{};
};

struct StepTrace {
    std::uint32_t depth = 0;         // longer paths are not noted
    std::vector<Character> minds{};  // where the step is being made
    std::vector<Note> notes{};

    // In the mind of a character while it lives. Without a trace it does nothing.
    class Within {
    public:
        Within(StepTrace* trace, Character character) : trace_(trace) {
            if (trace_ != nullptr) {
                trace_->minds.push_back(character);
            }
        }
        ~Within() {
            if (trace_ != nullptr) {
                trace_->minds.pop_back();
            }
        }
        Within(const Within&) = delete;
        Within& operator=(const Within&) = delete;

    private:
        StepTrace* trace_;
    };
};

// A step that was made, and what was noted.
struct Step {
    NodeId before;
    NodeId after;
    std::vector<Note> notes;
};

}  // namespace elsewise::kernel
