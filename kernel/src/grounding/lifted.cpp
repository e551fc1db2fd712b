#include "elsewise/grounding/lifted.hpp"

namespace elsewise::grounding {
namespace {

std::size_t at(std::int32_t number) { return static_cast<std::size_t>(number); }

}  // namespace

Lifted::Lifted(const LiftedWorld& world) : world_(world), members_(world.domains.size()) {
    for (std::size_t i = 0; i < world.nodes.size(); i += NODE_INTS) {
        const std::int32_t* n = &world.nodes[i];
        add({static_cast<Op>(n[0]), n[1], n[2], n[3], n[4], n[5]});
    }
}

std::int32_t Lifted::add(const LiftedNode& node) {
    nodes_.push_back(node);
    conditions_.push_back(-1);
    outside_.push_back(NOTHING);
    uses_.push_back(0);
    uses_known_.push_back(0);
    return static_cast<std::int32_t>(nodes_.size() - 1);
}

std::span<const std::int32_t> Lifted::list(std::int32_t begin, std::int32_t end) const {
    return std::span(world_.lists).subspan(at(begin), at(end - begin));
}

bool Lifted::contains(std::int32_t domain, Code code) {
    std::vector<std::uint8_t>& members = members_[at(domain)];
    if (members.empty()) {
        members.assign(codes(), 0);
        for (const Code member : world_.domains[at(domain)]) {
            members[at(member)] = 1;
        }
    }
    return at(code) < members.size() && members[at(code)] != 0;
}

bool Lifted::is_condition(std::int32_t number) {
    if (conditions_[at(number)] >= 0) {
        return conditions_[at(number)] != 0;
    }
    const LiftedNode& n = (*this)[number];
    bool answer = true;
    switch (n.op) {
        case Op::CONSTANT: answer = n.a == YES || n.a == NO; break;
        case Op::VARIABLE: answer = n.b != 0; break;
        case Op::READ: answer = world_.facts[at(n.a)].kind == kernel::Kind::YES_NO; break;
        case Op::IN_MIND: answer = is_condition(n.b); break;
        case Op::CALCULATE: answer = false; break;
        case Op::CHOOSE: answer = is_condition(n.b) && is_condition(n.c); break;
        case Op::QUANTIFIED: answer = n.a <= static_cast<std::int32_t>(Quantity::SOME); break;
        default: break;
    }
    conditions_[at(number)] = answer ? 1 : 0;
    return answer;
}

std::vector<std::int32_t> Lifted::operands(std::int32_t number) const {
    const LiftedNode& n = (*this)[number];
    switch (n.op) {
        case Op::CONSTANT:
        case Op::VARIABLE: return {};
        case Op::READ: {
            const auto arguments = list(n.b, n.c);
            return {arguments.begin(), arguments.end()};
        }
        case Op::AND:
        case Op::OR:
        case Op::TOGETHER: {
            const auto parts = list(n.a, n.b);
            return {parts.begin(), parts.end()};
        }
        case Op::IN_MIND:
        case Op::ASSIGN: return {n.a, n.b};
        case Op::CALCULATE:
        case Op::COMPARE: return {n.b, n.c};
        case Op::IS_TYPE:
        case Op::NOT: return {n.a};
        case Op::CHOOSE:
        case Op::IF: return {n.a, n.b, n.c};
        case Op::QUANTIFIED: return {n.d, n.e};
        case Op::FOR_EVERY: return {n.d, n.a};
    }
    return {};
}

std::uint64_t Lifted::uses(std::int32_t number) {
    if (number == NOTHING) {
        return 0;
    }
    if (uses_known_[at(number)] == 0) {
        const LiftedNode& n = (*this)[number];
        std::uint64_t found = 0;
        if (n.op == Op::VARIABLE) {
            found = std::uint64_t{1} << n.a;
        }
        for (const std::int32_t part : operands(number)) {
            found |= uses(part);
        }
        if (n.op == Op::QUANTIFIED || n.op == Op::FOR_EVERY) {
            found &= ~(std::uint64_t{1} << n.b);
        }
        uses_[at(number)] = found;
        uses_known_[at(number)] = 1;
    }
    return uses_[at(number)];
}

std::int32_t Lifted::choice_outside(std::int32_t number) {
    if ((*this)[number].op != Op::IN_MIND) {
        return number;
    }
    if (outside_[at(number)] == NOTHING) {
        const std::int32_t who = (*this)[number].a;
        const std::int32_t body = choice_outside((*this)[number].b);
        std::int32_t answer = number;
        if (const LiftedNode choice = (*this)[body]; choice.op == Op::CHOOSE) {
            const std::int32_t test = add({Op::IN_MIND, who, choice.a});
            const std::int32_t then = add({Op::IN_MIND, who, choice.b});
            const std::int32_t otherwise = add({Op::IN_MIND, who, choice.c});
            answer = add({Op::CHOOSE, test, then, otherwise});
        }
        outside_[at(number)] = answer;
    }
    return outside_[at(number)];
}

void Lifted::mark_assigned(std::int32_t effect, std::vector<std::uint8_t>& assigned) const {
    const LiftedNode& n = (*this)[effect];
    switch (n.op) {
        case Op::ASSIGN: {
            LiftedNode target = (*this)[n.a];
            while (target.op == Op::IN_MIND) {
                target = (*this)[target.b];
            }
            if (target.op == Op::READ) {
                assigned[at(target.a)] = 1;
            }
            break;
        }
        case Op::TOGETHER:
            for (std::int32_t i = n.a; i < n.b; ++i) {
                mark_assigned(world_.lists[at(i)], assigned);
            }
            break;
        case Op::IF:
            mark_assigned(n.b, assigned);
            if (n.c != NOTHING) {
                mark_assigned(n.c, assigned);
            }
            break;
        case Op::FOR_EVERY: mark_assigned(n.a, assigned); break;
        case Op::IN_MIND: mark_assigned(n.b, assigned); break;
        default: break;
    }
}

}  // namespace elsewise::grounding
