#include "elsewise/kernel/tables.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "elsewise/kernel/errors.hpp"
#include "elsewise/kernel/values.hpp"

namespace elsewise::kernel {
namespace {

void require(bool condition, const char* what) {
    if (!condition) {
        throw BadProblem(std::string("broken problem tables: ") + what);
    }
}

bool within(std::int32_t number, std::size_t size) {
    return number >= 0 && static_cast<std::size_t>(number) < size;
}

void check_ends(const Tables::Ints& ends, std::size_t lists, std::size_t items, const char* what) {
    require(ends.size() == lists, what);
    std::int32_t before = 0;
    for (const std::int32_t end : ends) {
        require(end >= before, what);
        before = end;
    }
    require(static_cast<std::size_t>(before) == items, what);
}

bool is_condition(std::int32_t kind) { return kind >= static_cast<std::int32_t>(Row::COMPARISON); }

struct Checker {
    const Tables& t;
    std::size_t fluents = t.kinds.size();
    std::size_t codes = FIRST_ENTITY + t.entities + t.numbers.size();
    std::size_t rows = t.expressions.size() / 4;

    void value(std::int32_t row, std::size_t before) const {
        require(within(row, before) && !is_condition(t.expressions[index(row)]), "value");
    }

    void condition(std::int32_t row, std::size_t before) const {
        require(within(row, before) && is_condition(t.expressions[index(row)]), "condition");
    }

    // `listed`: how many parts the rows before have; each is listed once.
    void row(std::size_t number, std::size_t& listed) const {
        const std::int32_t* row = &t.expressions[number * 4];
        require(row[0] >= 0 && row[0] <= static_cast<std::int32_t>(Row::ANY), "kind of row");
        switch (static_cast<Row>(row[0])) {
            case Row::CONSTANT: require(within(row[1], codes), "code"); break;
            case Row::READ:
                require(within(row[1], t.path_ends.size()) && within(row[2], fluents), "look");
                break;
            case Row::ARITHMETIC:
                require(within(row[1], 4), "arithmetic");
                value(row[2], number);
                value(row[3], number);
                break;
            case Row::IF_ELSE:
                condition(row[1], number);
                value(row[2], number);
                value(row[3], number);
                break;
            case Row::COMPARISON:
                require(within(row[1], 6), "comparison");
                value(row[2], number);
                value(row[3], number);
                break;
            case Row::ALL:
            case Row::ANY:
                require(row[1] >= 0 && row[1] <= row[2], "parts");
                require(static_cast<std::size_t>(row[2]) <= t.parts.size(), "parts");
                listed += static_cast<std::size_t>(row[2] - row[1]);
                require(listed <= t.parts.size(), "parts that are listed twice");
                for (std::int32_t i = row[1]; i < row[2]; ++i) {
                    condition(t.parts[static_cast<std::size_t>(i)], number);
                }
                break;
        }
    }

    static std::size_t index(std::int32_t row) { return static_cast<std::size_t>(row) * 4; }
};

// The kernel walks down expressions, and walks a part that several share once for each. So none may
// be deeper than a stack is, nor more than can be walked. Requires that each row is in order.
void check_sizes(const Tables& t) {
    struct Size {
        std::uint32_t depth = 1;
        std::uint64_t parts = 1;
    };
    std::vector<Size> sizes(t.expressions.size() / 4);
    for (std::size_t number = 0; number < sizes.size(); ++number) {
        Size& size = sizes[number];
        const auto add = [&](std::int32_t part) {
            const Size& its = sizes[static_cast<std::size_t>(part)];
            size.depth = std::max(size.depth, its.depth + 1);
            size.parts = std::min(size.parts + its.parts, MOST_PARTS + 1);
        };
        const std::int32_t* row = &t.expressions[number * 4];
        switch (static_cast<Row>(row[0])) {
            case Row::CONSTANT:
            case Row::READ: break;
            case Row::IF_ELSE: add(row[1]); [[fallthrough]];
            case Row::ARITHMETIC:
            case Row::COMPARISON:
                add(row[2]);
                add(row[3]);
                break;
            case Row::ALL:
            case Row::ANY:
                for (std::int32_t i = row[1]; i < row[2]; ++i) {
                    add(t.parts[static_cast<std::size_t>(i)]);
                }
                break;
        }
        require(size.depth <= MOST_NESTED, "an expression that is nested too deep");
        if (size.parts > MOST_PARTS) {
            throw TooLarge("a condition or value has too many parts");
        }
    }
}

void check_events(const Tables& t, const Checker& checker) {
    const std::size_t events = t.conditions.size();
    require(t.actions <= events, "actions");
    for (const std::int32_t condition : t.conditions) {
        checker.condition(condition, checker.rows);
    }
    require(t.effects.size() % 4 == 0, "effects");
    check_ends(t.effect_ends, events, t.effects.size() / 4, "effects");
    for (std::size_t i = 0; i < t.effects.size(); i += 4) {
        checker.condition(t.effects[i], checker.rows);
        require(within(t.effects[i + 1], t.path_ends.size()), "effect");
        require(within(t.effects[i + 2], checker.fluents), "effect");
        checker.value(t.effects[i + 3], checker.rows);
    }
    check_ends(t.by_ends, t.actions, t.by.size(), "consenters");
    for (const std::int32_t character : t.by) {
        require(within(character, t.characters), "consenters");
    }
    require(t.seen_by.size() == std::size_t{t.actions} * t.characters, "observers");
    for (const std::int32_t condition : t.seen_by) {
        checker.condition(condition, checker.rows);
    }
}

}  // namespace

void check(const Tables& t) {
    const Checker checker{t};
    require(t.low.size() == t.kinds.size() && t.high.size() == t.kinds.size(), "bounds");
    for (const std::uint8_t kind : t.kinds) {
        require(kind <= static_cast<std::uint8_t>(Kind::NUMBER), "kind of fluent");
    }
    require(!t.path_ends.empty() && t.path_ends[0] == 0, "paths");
    check_ends(t.path_ends, t.path_ends.size(), t.path_characters.size(), "paths");
    for (const std::int32_t character : t.path_characters) {
        require(within(character, t.characters), "paths");
    }
    require(t.expressions.size() % 4 == 0, "expressions");
    std::size_t listed = 0;
    for (std::size_t row = 0; row < checker.rows; ++row) {
        checker.row(row, listed);
    }
    check_sizes(t);
    check_events(t, checker);
    require(t.start.size() % 3 == 0, "start");
    for (std::size_t i = 0; i < t.start.size(); i += 3) {
        require(within(t.start[i], t.path_ends.size()), "start");
        require(within(t.start[i + 1], checker.fluents), "start");
        require(within(t.start[i + 2], checker.codes), "start");
    }
    require(t.wants.size() == std::size_t{t.characters} + 1, "wants");
    for (const std::int32_t want : t.wants) {
        checker.value(want, checker.rows);
    }
    for (const std::int32_t ending : t.endings) {
        checker.condition(ending, checker.rows);
    }
    require(t.asked.size() == t.characters && t.consents.size() == t.characters, "levels");
    require(t.extra_levels <= 64, "levels");
}

}  // namespace elsewise::kernel
