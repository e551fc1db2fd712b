#include "building.hpp"
#include "checking.hpp"
#include "running.hpp"

using namespace elsewise::kernel;
using building::Builder;
using building::Number;
using running::Running;

namespace {

constexpr std::uint32_t DEEP = 12;

// Five people and a cup; whoever sees it break while holding it for broken is surprised.
struct Cup {
    Builder b{5};
    Number broken = b.fluent(Kind::YES_NO, NO);
    Number heard = b.fluent(Kind::YES_NO, NO);
    Event drop = b.action({b.is(broken, NO), {{{}, broken, b.constant(YES)}}, {0}});
};

NodeId walk(const Running& r, NodeId node, const std::vector<Character>& minds) {
    for (const Character character : minds) {
        node = r.system.nodes().child(node, r.system.nodes().shape(node).slot_of[character]);
    }
    return node;
}

// There are 5 * 4^12 paths; but all minds of one level and owner are alike.
void first_minds_are_as_many_as_differ() {
    Cup cup;
    Running r(cup.b.t, DEEP);
    CHECK(r.system.nodes().size() == DEEP * 5 + 5 + 1);
    cup.b.says({1, 2, 1}, cup.broken, YES);
    Running said(cup.b.t, DEEP);
    CHECK(said.system.nodes().size() < 4 * DEEP * 5);
    const auto broken = [&](const std::vector<Character>& minds) {
        return said.values(walk(said, said.start, minds))[0] == YES;
    };
    CHECK(broken({1, 2, 1}) && broken({1, 2, 1, 0, 3, 2}));
    CHECK(!broken({}) && !broken({1, 2}) && !broken({1, 2, 0}) && !broken({2, 1}));
    CHECK(!broken({0, 1, 2, 1}));
}

void what_surprises_all_is_worked_out_once_for_all() {
    Cup cup;
    for (Number who = 0; who < 5; ++who) {
        cup.b.says({who}, cup.broken, YES);
    }
    Running r(cup.b.t, DEEP);
    const NodeId after = r.after(r.start, cup.drop);
    CHECK(r.system.nodes().size() < 50 * DEEP * 5);
    CHECK(r.values(walk(r, after, {4, 3, 2, 1, 0, 1, 2, 3}))[0] == YES);
}

// Everybody is told about everybody.
void what_is_told_in_deep_minds_is_worked_out_once_for_all() {
    Cup cup;
    Builder& b = cup.b;
    std::vector<building::EffectText> effects;
    for (Number who = 0; who < 5; ++who) {
        effects.push_back({{who}, cup.heard, b.constant(YES)});
    }
    const Event tell = b.action({b.yes, effects});
    b.trigger(b.is(cup.heard, YES, {1}), {{{2}, cup.heard, b.constant(YES)}});
    Running r(b.t, DEEP);
    const NodeId after = r.after(r.start, tell);
    CHECK(r.system.nodes().size() < 200 * DEEP * 5);
    CHECK(r.values(walk(r, after, {4, 3, 2, 1, 0, 1, 2, 3}))[1] == YES && r.values(after)[1] == NO);
}

}  // namespace

int main() {
    first_minds_are_as_many_as_differ();
    what_surprises_all_is_worked_out_once_for_all();
    what_is_told_in_deep_minds_is_worked_out_once_for_all();
    return checking::finish();
}
