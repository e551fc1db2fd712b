#include <cmath>
#include <limits>

#include "checking.hpp"
#include "elsewise/kernel/errors.hpp"
#include "elsewise/kernel/values.hpp"

using namespace elsewise::kernel;

namespace {

void numbers_are_tidy() {
    CHECK(tidy(1.5).code == NUMBER && tidy(1.5).number == 1.5);
    CHECK(!std::signbit(tidy(-0.0).number));
    CHECK(tidy(LARGEST_NUMBER).code == NUMBER);
    CHECK(tidy(LARGEST_NUMBER * 2).code == UNKNOWN);
    CHECK(tidy(std::numeric_limits<double>::quiet_NaN()).code == UNKNOWN);
}

void unknown_equals_only_unknown() {
    const Value unknown{UNKNOWN, 0.0};
    const Value one{NUMBER, 1.0};
    const Value two{NUMBER, 2.0};
    CHECK(compare(Operator::EQUAL, unknown, unknown));
    CHECK(!compare(Operator::UNEQUAL, unknown, unknown));
    CHECK(!compare(Operator::EQUAL, unknown, one));
    CHECK(!compare(Operator::AT_MOST, unknown, unknown));
    CHECK(!compare(Operator::LESS, unknown, one));
    CHECK(compare(Operator::LESS, one, two) && !compare(Operator::LESS, two, one));
    CHECK(compare(Operator::AT_LEAST, two, two) && compare(Operator::AT_MOST, two, two));
    CHECK(compare(Operator::GREATER, two, one) && compare(Operator::UNEQUAL, two, one));
    CHECK(!compare(Operator::LESS, {YES, 0.0}, {FIRST_ENTITY, 0.0}));
}

void numbers_get_codes_as_they_turn_up() {
    ValueTable values(2, {5.0, 7.0});
    CHECK(values.code({NUMBER, 7.0}) == FIRST_ENTITY + 3);
    CHECK(values.code({YES, 0.0}) == YES);
    const Code fresh = values.code({NUMBER, 0.25});
    CHECK(fresh == FIRST_ENTITY + 4 && values.code({NUMBER, 0.25}) == fresh);
    CHECK(values.is_number(fresh) && values.number(fresh) == 0.25);
    CHECK(!values.is_number(FIRST_ENTITY + 1));
    CHECK(values.read(UNKNOWN).code == UNKNOWN);
}

void too_many_values_stop_the_search() {
    ValueTable values(0, {});
    CHECK(checking::throws<Stopped>([&] {
        for (int i = 0; i < 70000; ++i) {
            values.code({NUMBER, static_cast<double>(i)});
        }
    }));
    CHECK(values.read(values.code({NUMBER, 60000.0})).number == 60000.0);
    CHECK(checking::throws<BadProblem>([] { ValueTable(70000, {}); }));
    CHECK(checking::throws<BadProblem>([] { ValueTable(1, {1.0, 1.0}); }));
}

}  // namespace

int main() {
    numbers_are_tidy();
    unknown_equals_only_unknown();
    numbers_get_codes_as_they_turn_up();
    too_many_values_stop_the_search();
    return checking::finish();
}
