#include <algorithm>
#include <limits>
#include <vector>

#include "checking.hpp"
#include "elsewise/grounding/expression_factory.hpp"
#include "elsewise/grounding/fluents.hpp"
#include "elsewise/grounding/grounder.hpp"
#include "elsewise/kernel/errors.hpp"

using namespace elsewise::grounding;
using elsewise::kernel::BadProblem;

namespace {

constexpr double NONE = std::numeric_limits<double>::quiet_NaN();

// Ann and Ben, who walk between Home, Shop and Park along ways that lead in one direction.
struct Walking {
    LiftedWorld world;
    static constexpr Code ANN = FIRST_ENTITY, BEN = ANN + 1, HOME = BEN + 1, SHOP = HOME + 1,
                          PARK = SHOP + 1;

    std::int32_t node(Op op, std::int32_t a, std::int32_t b = 0, std::int32_t c = 0,
                      std::int32_t d = 0, std::int32_t e = 0) {
        world.nodes.insert(world.nodes.end(), {static_cast<std::int32_t>(op), a, b, c, d, e});
        return static_cast<std::int32_t>(world.nodes.size() / NODE_INTS) - 1;
    }
    std::int32_t list(Op op, std::initializer_list<std::int32_t> parts) {
        const auto begin = static_cast<std::int32_t>(world.lists.size());
        world.lists.insert(world.lists.end(), parts);
        return node(op, begin, static_cast<std::int32_t>(world.lists.size()));
    }
    std::int32_t read(std::int32_t fact, std::initializer_list<std::int32_t> arguments) {
        const auto begin = static_cast<std::int32_t>(world.lists.size());
        world.lists.insert(world.lists.end(), arguments);
        return node(Op::READ, fact, begin, static_cast<std::int32_t>(world.lists.size()));
    }
    std::int32_t way(std::int32_t from, std::int32_t to) {
        const std::int32_t yes = node(Op::CONSTANT, YES);
        return node(Op::ASSIGN, read(1, {from, to}), yes);
    }

    Walking() {
        world.entities = 5;
        world.characters = {ANN, BEN};
        world.domains = {{ANN, BEN}, {HOME, SHOP, PARK}};
        world.facts = {{elsewise::kernel::Kind::ENTITY, NONE, NONE, HOME, {0}, 1},
                       {elsewise::kernel::Kind::YES_NO, NONE, NONE, NO, {1, 1}, NOTHING}};
        const std::int32_t home = node(Op::CONSTANT, HOME);
        const std::int32_t shop = node(Op::CONSTANT, SHOP);
        const std::int32_t park = node(Op::CONSTANT, PARK);
        world.start = {way(home, shop), way(shop, park)};
        const std::int32_t who = node(Op::VARIABLE, 0);
        const std::int32_t here = node(Op::VARIABLE, 1);
        const std::int32_t there = node(Op::VARIABLE, 2);
        const std::int32_t stands = node(Op::COMPARE, 0, read(0, {who}), here);
        const std::int32_t condition = list(Op::AND, {stands, read(1, {here, there})});
        const std::int32_t effect = node(Op::ASSIGN, read(0, {who}), there);
        world.actions = {{{0, 1, 1}, condition, effect, {who}, true, {}}};
        const std::int32_t everybody = node(Op::VARIABLE, 0);
        const std::int32_t is_there = node(Op::COMPARE, 0, read(0, {everybody}), park);
        const std::int32_t all = node(Op::QUANTIFIED, static_cast<std::int32_t>(Quantity::EVERY), 0,
                                      0, NOTHING, is_there);
        world.wants = {{}, {}, {all}};
        world.endings = {all};
    }
};

void only_what_can_happen_is_left() {
    const Grounded made = ground(Walking().world);
    using W = Walking;
    CHECK((made.event_arguments.items == Ints{W::ANN, W::HOME, W::SHOP, W::ANN, W::SHOP, W::PARK,
                                              W::BEN, W::HOME, W::SHOP, W::BEN, W::SHOP, W::PARK}));
    CHECK((made.event_arguments.ends == Ints{3, 6, 9, 12}));
    CHECK((made.rules == Ints{0, 0, 0, 0}));
    // That there are ways never changes.
    CHECK(std::ranges::count(made.constants, NOTHING) == 2);
    CHECK(made.constants[0] == NOTHING && made.constants[1] == NOTHING && made.facts[1] == 0);
    CHECK(made.tables.kinds.size() == 2 && made.tables.actions == 4);
    CHECK((made.entities == Ints{2, 3, 4}));
    check(made.tables);
}

void every_wrong_number_is_refused_or_harmless() {
    Walking walking;
    for (Ints* numbers : {&walking.world.nodes, &walking.world.lists}) {
        for (std::size_t i = 0; i < numbers->size(); ++i) {
            const std::int32_t right = (*numbers)[i];
            for (const std::int32_t wrong : {-7, -1, 0, 1, 2, 5, 9, 63, 64, 1'000'000}) {
                (*numbers)[i] = wrong;
                try {
                    check(ground(walking.world).tables);
                } catch (const BadProblem&) {
                } catch (const Unusual&) {
                }
            }
            (*numbers)[i] = right;
        }
    }
    CHECK(ground(walking.world).rules.size() == 4);
}

void equal_expressions_are_one_and_folded() {
    Numbers numbers(3, {0.0, 1.0});
    ExpressionFactory factory(numbers);
    const ExpressionId x = factory.read(0, 0);
    const ExpressionId y = factory.read(0, 1);
    const ExpressionId first = factory.constant(FIRST_ENTITY);
    const ExpressionId second = factory.constant(FIRST_ENTITY + 1);
    const ExpressionId is_first = factory.comparison(Operator::EQUAL, x, first);
    const ExpressionId is_second = factory.comparison(Operator::EQUAL, second, x);
    const ExpressionId not_first = factory.comparison(Operator::UNEQUAL, x, first);
    const ExpressionId other = factory.comparison(Operator::EQUAL, y, first);
    CHECK(factory.comparison(Operator::EQUAL, first, x) == is_first);
    CHECK(factory.all_of(std::vector{is_first, is_second}) == ExpressionFactory::FALSE);
    CHECK(factory.all_of(std::vector{is_first, not_first}) == ExpressionFactory::FALSE);
    CHECK(factory.all_of(std::vector{is_first, ExpressionFactory::TRUE, is_first}) == is_first);
    const ExpressionId both = factory.all_of(std::vector{is_first, other});
    CHECK(factory.all_of(std::vector{both, is_first}) == both);
    CHECK(factory.any_of(std::vector{ExpressionFactory::FALSE, both, ExpressionFactory::TRUE}) ==
          ExpressionFactory::TRUE);
    CHECK(factory.comparison(Operator::LESS, x, x) == ExpressionFactory::FALSE);
    const ExpressionId yes = factory.comparison(Operator::EQUAL, x, ExpressionFactory::IS_YES);
    CHECK(factory.if_else(yes, ExpressionFactory::IS_YES, ExpressionFactory::IS_NO) == x);
    CHECK(factory.is_yes(factory.if_else(is_first, ExpressionFactory::IS_YES,
                                         ExpressionFactory::IS_NO),
                         true) == is_first);
    const ExpressionId zero = factory.constant(numbers.code(-0.0));
    CHECK(factory.arithmetic(Arithmetic::ADD, x, zero) == x);
    CHECK(factory.code(factory.arithmetic(Arithmetic::DIVIDE, zero, zero)) == UNKNOWN);
}

}  // namespace

int main() {
    only_what_can_happen_is_left();
    every_wrong_number_is_refused_or_harmless();
    equal_expressions_are_one_and_folded();
    return checking::finish();
}
