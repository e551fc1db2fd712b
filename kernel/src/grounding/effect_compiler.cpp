// Effects as written, with their variables filled in.
#include "elsewise/grounding/compiler.hpp"

namespace elsewise::grounding {

void Compiler::effects(std::int32_t number, Path path, ExpressionId guard, const UseEffect& use) {
    const LiftedNode n = lifted_[number];
    const auto guarded = [&](ExpressionId test, std::int32_t effect) {
        const ExpressionId pair[] = {guard, test};
        const ExpressionId both = factory_.all_of(pair);
        if (both != ExpressionFactory::FALSE) {
            effects(effect, path, both, use);
        }
    };
    switch (n.op) {
        case Op::ASSIGN: assign(n, path, guard, use); break;
        case Op::TOGETHER:
            for (const std::int32_t part : lifted_.list(n.a, n.b)) {
                effects(part, path, guard, use);
            }
            break;
        case Op::IF:
            guarded(condition(n.a, path), n.b);
            if (n.c != NOTHING) {
                guarded(condition(n.a, path, false), n.c);
            }
            break;
        case Op::FOR_EVERY:
            each(n.b, n.c, [&](Code) {
                guarded(n.d == NOTHING ? ExpressionFactory::TRUE : condition(n.d, path), n.a);
            });
            break;
        case Op::IN_MIND: effects(n.b, extended(path, n.a), guard, use); break;
        default: throw Unusual("not an effect");
    }
}

// Minds around the target do not move where the value is read.
void Compiler::assign(const LiftedNode& n, Path path, ExpressionId guard, const UseEffect& use) {
    Path target_path = path;
    LiftedNode target = lifted_[n.a];
    while (target.op == Op::IN_MIND) {
        target_path = extended(target_path, target.a);
        target = lifted_[target.b];
    }
    if (target.op != Op::READ) {
        throw Unusual("nothing that can be assigned");
    }
    const bool is_number =
        lifted_.world().facts[static_cast<std::size_t>(target.a)].kind == kernel::Kind::NUMBER;
    const std::uint32_t number = fluent(target);
    const ExpressionId written = is_number ? this->number(n.b, path) : value(n.b, path);
    use({guard, target_path, number, written});
}

}  // namespace elsewise::grounding
