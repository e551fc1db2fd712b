#include "elsewise/kernel/relevance.hpp"

#include <numeric>
#include <span>
#include <utility>

namespace elsewise::kernel {
namespace {

enum class Counting : std::uint8_t { VALUES, MINDS };

class Cone {
public:
    Cone(const Program& program, Counting counting) : p_(program), counting_(counting) {
        made_.fluents.assign(p_.fluents(), false);
        made_.events.assign(p_.events.size(), false);
        index_writers();
    }

    void add_row(std::uint32_t row) {
        p_.each_read(row, [this](Fluent fluent) { add_fluent(fluent); });
    }
    void add_event(Event event) {
        if (made_.events[event]) {
            return;
        }
        made_.events[event] = true;
        const EventCode& code = p_.events[event];
        add_row(code.condition_row);
        for (const Range& effects : {code.base_effects, code.mind_effects}) {
            for (std::uint32_t i = effects.begin; i < effects.end; ++i) {
                add_row(p_.effects[i].condition_row);
                add_row(p_.effects[i].value);
            }
        }
        if (counting_ == Counting::MINDS && p_.is_action(event)) {
            for (const std::int32_t row : p_.seen_by_rows(event)) {
                add_row(static_cast<std::uint32_t>(row));
            }
        }
    }
    Relevance close() {
        while (!fresh_.empty()) {
            const Fluent fluent = fresh_.back();
            fresh_.pop_back();
            for (std::uint32_t i = writer_ends_[fluent]; i < writer_ends_[fluent + 1]; ++i) {
                add_event(writers_[i]);
            }
        }
        return std::move(made_);
    }

private:
    // Counts the writers of each fluent, then puts them one fluent's after the other's.
    void index_writers() {
        writer_ends_.assign(p_.fluents() + std::size_t{2}, 0);
        for (Event event = 0; event < p_.events.size(); ++event) {
            each_written(event, [&](Fluent fluent) { ++writer_ends_[fluent + 2]; });
        }
        std::partial_sum(writer_ends_.begin(), writer_ends_.end(), writer_ends_.begin());
        writers_.resize(writer_ends_.back());
        for (Event event = 0; event < p_.events.size(); ++event) {
            each_written(event,
                         [&](Fluent fluent) { writers_[writer_ends_[fluent + 1]++] = event; });
        }
    }

    void add_fluent(Fluent fluent) {
        if (!made_.fluents[fluent]) {
            made_.fluents[fluent] = true;
            fresh_.push_back(fluent);
        }
    }

    template <class Note>
    void each_written(Event event, Note note) const {
        const EventCode& code = p_.events[event];
        for (std::uint32_t i = code.base_effects.begin; i < code.base_effects.end; ++i) {
            note(p_.effects[i].fluent);
        }
        if (counting_ == Counting::VALUES) {
            return;
        }
        for (std::uint32_t i = code.mind_effects.begin; i < code.mind_effects.end; ++i) {
            note(p_.effects[i].fluent);
        }
        if (may_be_seen(event)) {
            p_.each_read(code.condition_row, note);
        }
    }
    bool may_be_seen(Event event) const {
        if (!p_.is_action(event)) {
            return false;
        }
        for (const std::int32_t row : p_.seen_by_rows(event)) {
            const std::int32_t* code = p_.row(static_cast<std::uint32_t>(row));
            if (static_cast<Row>(code[0]) != Row::ANY || code[1] != code[2]) {
                return true;
            }
        }
        return false;
    }

    const Program& p_;
    Counting counting_;
    std::vector<Event> writers_;
    std::vector<std::uint32_t> writer_ends_;  // by fluent: where its writers begin; next: end
    std::vector<Fluent> fresh_;
    Relevance made_;
};

}  // namespace

Relevance relevant_to_values(const Program& program, std::uint32_t row) {
    Cone cone(program, Counting::VALUES);
    cone.add_row(row);
    return cone.close();
}

Relevance relevant_to_minds(const Program& program, const std::vector<std::uint32_t>& rows) {
    Cone cone(program, Counting::MINDS);
    for (const std::uint32_t row : rows) {
        cone.add_row(row);
    }
    for (Character c = 0; c < program.characters(); ++c) {
        if (program.tables.consents[c] != 0) {
            cone.add_row(static_cast<std::uint32_t>(program.tables.wants[c]));
        }
    }
    for (Event event = program.actions(); event < program.events.size(); ++event) {
        cone.add_event(event);
    }
    return cone.close();
}

const Relevance& RelevanceCache::to_values(std::uint32_t row) {
    const auto known = values_.find(row);
    return known != values_.end() ? known->second
                                  : values_.emplace(row, relevant_to_values(p_, row)).first->second;
}

const Relevance& RelevanceCache::to_goal(std::uint32_t row) {
    const auto known = goals_.find(row);
    return known != goals_.end() ? known->second
                                 : goals_.emplace(row, relevant_to_minds(p_, {row})).first->second;
}

const Relevance& RelevanceCache::to_wants() {
    const auto known = goals_.find(NONE);
    return known != goals_.end() ? known->second
                                 : goals_.emplace(NONE, relevant_to_minds(p_, {})).first->second;
}

}  // namespace elsewise::kernel
