#include "building.hpp"
#include "checking.hpp"
#include "elsewise/kernel/trigger_watch.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;

namespace {

// Seventy fluents in a row, more than fit into one word of bits, and a trigger from each to the
// next; one trigger that only changes a mind stands among them.
struct Row70 {
    Builder b{1};
    std::vector<Event> triggers;

    Row70() {
        std::vector<Number> on;
        for (int i = 0; i <= 70; ++i) {
            on.push_back(b.fluent(Kind::YES_NO, NO));
        }
        for (std::size_t i = 0; i < 70; ++i) {
            if (i == 3) {
                b.trigger(b.is(on[0], YES), {{{0}, on[1], b.constant(YES)}});
            }
            triggers.push_back(b.trigger(b.is(on[i], YES), {{{}, on[i + 1], b.constant(YES)}}));
        }
    }
};

std::vector<std::uint32_t> taken(TriggerWatch& watch) {
    std::vector<std::uint32_t> places;
    for (std::uint32_t place = watch.first(); place != NONE; place = watch.first()) {
        places.push_back(place);
        watch.remove(place);
    }
    return places;
}

void nothing_is_pending_until_a_fluent_changes_that_a_trigger_touches() {
    Row70 row;
    const Program program(row.b.t);
    TriggerWatch watch(program);
    CHECK(watch.first() == NONE);
    watch.fluent_changed(0);
    CHECK(taken(watch) == std::vector<std::uint32_t>({0}));
    // Read by one trigger, written by the one before.
    watch.fluent_changed(65);
    CHECK(taken(watch) == std::vector<std::uint32_t>({64, 65}));
    watch.fluent_changed(70);
    CHECK(taken(watch) == std::vector<std::uint32_t>({69}));
}

void pending_triggers_come_in_file_order_each_once() {
    Row70 row;
    const Program program(row.b.t);
    TriggerWatch watch(program);
    watch.fluent_changed(66);
    watch.fluent_changed(2);
    watch.fluent_changed(2);
    CHECK(taken(watch) == std::vector<std::uint32_t>({1, 2, 65, 66}));
}

void all_may_be_pending_or_none() {
    Row70 row;
    const Program program(row.b.t);
    CHECK(program.base_triggers.size() == 70);  // the one about a mind is watched elsewhere
    TriggerWatch watch(program);
    watch.add_all();
    const std::vector<std::uint32_t> places = taken(watch);
    CHECK(places.size() == 70 && places.front() == 0 && places.back() == 69);
    watch.add_all();
    watch.clear();
    CHECK(watch.first() == NONE);
}

void a_problem_without_triggers_has_nothing_to_watch() {
    Builder b{0};
    b.fluent(Kind::YES_NO, NO);
    const Program program(b.t);
    TriggerWatch watch(program);
    watch.add_all();
    watch.fluent_changed(0);
    CHECK(watch.first() == NONE);
}

}  // namespace

int main() {
    nothing_is_pending_until_a_fluent_changes_that_a_trigger_touches();
    pending_triggers_come_in_file_order_each_once();
    all_may_be_pending_or_none();
    a_problem_without_triggers_has_nothing_to_watch();
    return checking::finish();
}
