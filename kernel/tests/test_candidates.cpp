#include <numeric>
#include <optional>

#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/candidates.hpp"
#include "problem.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;
using running::Running;

namespace {

std::vector<Event> found(const Running& r, const std::vector<Event>& events, const Code* row) {
    std::vector<Event> found{99};  // what was there before is gone
    Candidates(r.program, events).find(r.system.conditions(), row, found);
    return found;
}

std::vector<Event> all_actions(const Running& r) {
    std::vector<Event> actions(r.program.actions());
    std::iota(actions.begin(), actions.end(), Event{0});
    return actions;
}

void those_filed_under_a_value_come_with_those_that_require_none() {
    Builder b{1};
    const Number at = b.fluent(Kind::ENTITY, Builder::entity(1));
    const Number count = b.fluent(Kind::NUMBER, b.number(2));
    b.action({b.is(at, Builder::entity(0)), {}});
    b.action({b.is_not(at, Builder::entity(0)), {}});
    b.action({b.is(at, Builder::entity(1)), {}});
    b.action({b.all({b.is(at, Builder::entity(1)), b.is(count, b.number(3))}), {}});
    b.action({b.is(count, b.number(2)), {}});
    b.action({b.yes, {}});
    // What it asks of a mind does not count here.
    b.action({b.all({b.is(at, Builder::entity(1)), b.is(at, Builder::entity(3), {0})}), {}});
    Running r(b.t);
    CHECK(found(r, all_actions(r), r.values(r.start)) == std::vector<Event>({1, 2, 4, 5, 6}));
    CHECK(found(r, {3, 5}, r.values(r.start)) == std::vector<Event>({5}));
}

// In every state that three events lead to, of many problems.
void they_are_exactly_those_whose_own_part_holds() {
    std::size_t states = 0;
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        std::optional<Running> r;
        std::vector<NodeId> nodes;
        try {
            r.emplace(model::tables_of(model::random_problem(seed)));
            nodes.push_back(r->start);
            for (std::size_t i = 0; i < nodes.size() && i < 12; ++i) {
                for (const Event action : r->system.candidates(nodes[i])) {
                    if (r->system.is_possible(nodes[i], action)) {
                        nodes.push_back(r->after(nodes[i], action));
                    }
                }
            }
        } catch (const TriggerLoop&) {
        }
        for (const NodeId node : nodes) {
            std::vector<Event> expected;
            for (const Event action : all_actions(*r)) {
                if (r->system.conditions().own_holds(r->program.events[action].condition,
                                                     r->values(node))) {
                    expected.push_back(action);
                }
            }
            CHECK(found(*r, all_actions(*r), r->values(node)) == expected);
            ++states;
        }
    }
    CHECK(states > 1000);
}

}  // namespace

int main() {
    those_filed_under_a_value_come_with_those_that_require_none();
    they_are_exactly_those_whose_own_part_holds();
    return checking::finish();
}
