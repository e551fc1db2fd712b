// Ground values and conditions: folded where all is known, and each kept only once.
//
// Equal expressions have the same number (hash-consing: Ershov 1958, "On programming of arithmetic
// operations"), so a hundred thousand events share theirs, and work on one is remembered by number.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "elsewise/grounding/lifted.hpp"
#include "elsewise/kernel/hashing.hpp"
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
using Form = std::uint32_t;

// The parts of an expression, as in the rows of `kernel::Tables`: a LOOK has a path and a fluent.
struct Shape {
    Row row;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
};

class Forms {
public:
    static constexpr Form TRUE = 0;
    static constexpr Form FALSE = 1;
    static constexpr Form IS_YES = 2;  // the value yes
    static constexpr Form IS_NO = 3;

    explicit Forms(Numbers& numbers);

    const Shape& operator[](Form form) const { return shapes_[form]; }
    std::size_t size() const { return shapes_.size(); }
    // The parts of an ALL or ANY; another expression is its own only part. Not to be kept while
    // expressions are made.
    std::span<const Form> parts(const Form& form) const;

    // Calls `use` for every value and condition that an expression is directly made of.
    template <class Use>
    void each_operand(Form form, Use use) const {
        const Shape& shape = shapes_[form];
        switch (shape.row) {
            case Row::KNOWN:
            case Row::LOOK: break;
            case Row::CHOSEN: use(shape.a); [[fallthrough]];
            case Row::CALCULATED:
            case Row::COMPARED:
                use(shape.b);
                use(shape.c);
                break;
            case Row::ALL:
            case Row::ANY:
                for (const Form part : parts(form)) {
                    use(part);
                }
        }
    }

    bool is(Form form, Row row) const { return shapes_[form].row == row; }
    // The code of a KNOWN value.
    Code code(Form known) const { return static_cast<Code>(shapes_[known].a); }

    Form known(Code code);
    Form look(Path path, std::uint32_t fluent);
    Form calculated(Arithmetic operation, Form left, Form right);
    Form chosen(Form test, Form then, Form otherwise);
    // A constant stands on the right, where there is one.
    Form compared(Operator op, Form left, Form right);
    // That a yes/no value is yes (or no).
    Form is_yes(Form value, bool yes);
    // Parts that contradict each other make it false.
    Form all_of(std::span<const Form> parts);
    Form any_of(std::span<const Form> parts);

private:
    Form once(const Shape& shape);
    Form once(Row row, std::span<const Form> parts);
    void flatten(std::span<const Form> parts, Row row);
    bool contradictory();

    Numbers& numbers_;
    std::vector<Shape> shapes_;
    std::vector<Form> parts_;
    kernel::HashIndex index_;
    std::vector<Form> flat_;           // of the ALL or ANY at hand
    std::vector<std::uint32_t> seen_;  // by form: when it was last put into `flat_`
    struct Equal {
        std::uint32_t round = 0;
        Form constant = 0;
    };
    std::vector<Equal> equal_to_;  // by form: what it was last asked to equal
    std::uint32_t round_ = 0;
};

}  // namespace elsewise::grounding
