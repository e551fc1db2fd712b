#include "elsewise/grounding/lifted_world.hpp"

#include "elsewise/kernel/errors.hpp"

namespace elsewise::grounding {
namespace {

void require(bool condition, const char* what) {
    if (!condition) {
        throw kernel::BadProblem(std::string("broken world: ") + what);
    }
}

struct Checker {
    const LiftedWorld& w;
    std::size_t codes = FIRST_ENTITY + static_cast<std::size_t>(w.entities) + w.numbers.size();

    static bool within(std::int32_t number, std::size_t size) {
        return number >= 0 && static_cast<std::size_t>(number) < size;
    }
    void code(Code code) const { require(within(code, codes), "code"); }
    void domain(std::int32_t number) const { require(within(number, w.domains.size()), "domain"); }
    void slot(std::int32_t number) const { require(within(number, 64), "slot"); }
    void node(std::int32_t number, std::size_t before) const {
        require(within(number, before), "node");
    }
    void perhaps(std::int32_t number, std::size_t before) const {
        require(number == NOTHING || within(number, before), "node");
    }
    void list(std::int32_t begin, std::int32_t end, std::size_t before) const {
        require(begin >= 0 && begin <= end, "list");
        require(static_cast<std::size_t>(end) <= w.lists.size(), "list");
        for (std::int32_t i = begin; i < end; ++i) {
            node(w.lists[static_cast<std::size_t>(i)], before);
        }
    }

    void one(std::size_t number) const {
        const std::int32_t* n = &w.nodes[number * NODE_INTS];
        require(within(n[0], static_cast<std::size_t>(Op::FOR_EVERY) + 1), "kind of node");
        switch (static_cast<Op>(n[0])) {
            case Op::CONSTANT: code(n[1]); break;
            case Op::VARIABLE: slot(n[1]); break;
            case Op::READ:
                require(within(n[1], w.facts.size()), "fact");
                list(n[2], n[3], number);
                break;
            case Op::CALCULATE:
            case Op::COMPARE:
                require(within(n[1], static_cast<Op>(n[0]) == Op::COMPARE ? 6 : 4), "operator");
                node(n[2], number);
                node(n[3], number);
                break;
            case Op::IS_TYPE:
                node(n[1], number);
                domain(n[2]);
                break;
            case Op::NOT: node(n[1], number); break;
            case Op::AND:
            case Op::OR:
            case Op::TOGETHER: list(n[1], n[2], number); break;
            case Op::CHOOSE: node(n[3], number); [[fallthrough]];
            case Op::IN_MIND:
            case Op::ASSIGN:
                node(n[1], number);
                node(n[2], number);
                break;
            case Op::QUANTIFIED:
            case Op::FOR_EVERY: runs_through(n, number); break;
            case Op::IF:
                node(n[1], number);
                node(n[2], number);
                perhaps(n[3], number);
                break;
        }
    }

    void runs_through(const std::int32_t* n, std::size_t number) const {
        const bool quantified = static_cast<Op>(n[0]) == Op::QUANTIFIED;
        if (quantified) {
            require(within(n[1], 4), "quantity");
        }
        node(quantified ? n[5] : n[1], number);
        slot(n[2]);
        domain(n[3]);
        perhaps(n[4], number);
    }

    void rule(const LiftedRule& rule, std::size_t nodes) const {
        require(rule.domains.size() <= 64, "roles");
        for (const std::int32_t number : rule.domains) {
            domain(number);
        }
        node(rule.condition, nodes);
        node(rule.effect, nodes);
        for (const std::int32_t term : rule.by) {
            node(term, nodes);
        }
        for (const auto& [term, variable, values, condition] : rule.seers) {
            perhaps(term, nodes);
            if (term == NOTHING) {
                slot(variable);
                domain(values);
                perhaps(condition, nodes);
            }
        }
    }
};

}  // namespace

void check(const LiftedWorld& world) {
    const Checker checker{world};
    require(world.entities >= 0, "entities");
    for (const Ints& domain : world.domains) {
        for (const Code code : domain) {
            checker.code(code);
        }
    }
    for (const Code character : world.characters) {
        require(character >= FIRST_ENTITY && character - FIRST_ENTITY < world.entities,
                "character");
    }
    require(world.nodes.size() % NODE_INTS == 0, "nodes");
    const std::size_t nodes = world.nodes.size() / NODE_INTS;
    for (std::size_t number = 0; number < nodes; ++number) {
        checker.one(number);
    }
    for (const LiftedFact& fact : world.facts) {
        checker.code(fact.initial);
        for (const std::int32_t domain : fact.domains) {
            checker.domain(domain);
        }
        if (fact.values_domain != NOTHING) {
            checker.domain(fact.values_domain);
        }
    }
    for (const auto* rules : {&world.actions, &world.triggers}) {
        for (const LiftedRule& rule : *rules) {
            checker.rule(rule, nodes);
        }
    }
    require(world.wants.size() == world.characters.size() + 1, "wants");
    for (const Ints* some : {&world.start, &world.origin, &world.endings}) {
        for (const std::int32_t number : *some) {
            checker.node(number, nodes);
        }
    }
    for (const Ints& wants : world.wants) {
        for (const std::int32_t number : wants) {
            checker.node(number, nodes);
        }
    }
}

}  // namespace elsewise::grounding
