// Ground values and conditions: folded where all is known, and each kept only once.
//
// Equal expressions have the same number (hash-consing: Ershov 1958, "On programming of arithmetic
// operations"), so a hundred thousand events share theirs, and work on one is remembered by number.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "elsewise/grounding/lifted_world.hpp"
#include "elsewise/kernel/hashing.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/paths.hpp"
#include "elsewise/kernel/tables.hpp"
#include "elsewise/kernel/values.hpp"

namespace elsewise::grounding {

using kernel::Operator;
using kernel::Row;

enum class Arithmetic : std::int32_t { ADD, SUBTRACT, MULTIPLY, DIVIDE };

// Which code means which number. Equal values have equal codes.
class Numbers {
public:
    Numbers(std::size_t entities, const std::vector<double>& numbers);

    Code first() const { return first_; }
    bool is_number(Code code) const { return code >= first_; }
    // Requires is_number(code).
    double number(Code code) const { return numbers_[static_cast<std::size_t>(code - first_)]; }
    // All of them, by code from first().
    const std::vector<double>& all() const { return numbers_; }
    // Unknown if it is not finite or too large.
    Code code(double number);
    Code calculate(Arithmetic operation, Code left, Code right);
    bool compare(Operator op, Code left, Code right) const;

private:
    Code first_;
    std::vector<double> numbers_;
    std::unordered_map<double, Code> codes_;
};

// A path of minds, by its number in a PathTable; 0 is the mind at hand.
using Path = std::uint32_t;

// The number of a value or condition.
using ExpressionId = std::uint32_t;

// The parts of an expression, as in the rows of `kernel::Tables`: a READ has a path and a fluent.
struct Shape {
    Row row;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
};

class ExpressionFactory {
public:
    static constexpr ExpressionId TRUE = 0;
    static constexpr ExpressionId FALSE = 1;
    static constexpr ExpressionId IS_YES = 2;  // the value yes
    static constexpr ExpressionId IS_NO = 3;

    // `limits` (may be null) are asked at every step of the work.
    explicit ExpressionFactory(Numbers& numbers, kernel::LimitChecker* limits = nullptr);

    // To be called at a step of work in which no expression is made.
    void tick() const {
        if (limits_ != nullptr) {
            limits_->tick();
        }
    }

    const Shape& operator[](ExpressionId expression) const { return shapes_[expression]; }
    std::size_t size() const { return shapes_.size(); }
    // The parts of an ALL or ANY; another expression is its own only part. Not to be kept while
    // expressions are made.
    std::span<const ExpressionId> parts(const ExpressionId& expression) const;

    // Calls `use` for every value and condition that an expression is directly made of.
    template <class Use>
    void each_operand(ExpressionId expression, Use use) const {
        const Shape& shape = shapes_[expression];
        switch (shape.row) {
            case Row::CONSTANT:
            case Row::READ: break;
            case Row::IF_ELSE: use(shape.a); [[fallthrough]];
            case Row::ARITHMETIC:
            case Row::COMPARISON:
                use(shape.b);
                use(shape.c);
                break;
            case Row::ALL:
            case Row::ANY:
                for (const ExpressionId part : parts(expression)) {
                    use(part);
                }
        }
    }

    bool is(ExpressionId expression, Row row) const { return shapes_[expression].row == row; }
    // The code of a CONSTANT.
    Code code(ExpressionId known) const { return static_cast<Code>(shapes_[known].a); }

    ExpressionId constant(Code code);
    ExpressionId read(Path path, std::uint32_t fluent);
    ExpressionId arithmetic(Arithmetic operation, ExpressionId left, ExpressionId right);
    ExpressionId if_else(ExpressionId test, ExpressionId then, ExpressionId otherwise);
    // A constant stands on the right, where there is one.
    ExpressionId comparison(Operator op, ExpressionId left, ExpressionId right);
    // That a yes/no value is yes (or no).
    ExpressionId is_yes(ExpressionId value, bool yes);
    // Parts that contradict each other make it false.
    ExpressionId all_of(std::span<const ExpressionId> parts);
    ExpressionId any_of(std::span<const ExpressionId> parts);

private:
    ExpressionId once(const Shape& shape);
    ExpressionId once(Row row, std::span<const ExpressionId> parts);
    void flatten(std::span<const ExpressionId> parts, Row row);
    bool contradictory();

    Numbers& numbers_;
    kernel::LimitChecker* limits_;
    std::vector<Shape> shapes_;
    std::vector<ExpressionId> parts_;
    kernel::HashIndex index_;
    std::vector<ExpressionId> flat_;   // of the ALL or ANY at hand
    std::vector<std::uint32_t> seen_;  // by expression: when it was last put into `flat_`
    struct Equal {
        std::uint32_t round = 0;
        ExpressionId constant = 0;
    };
    std::vector<Equal> equal_to_;  // by expression: what it was last asked to equal
    std::uint32_t round_ = 0;
};

}  // namespace elsewise::grounding
