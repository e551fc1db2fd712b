// Values as 16-bit codes: unknown, no, yes, the entities, then numbers as they turn up.
#pragma once

#include <atomic>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "elsewise/kernel/sharing.hpp"

namespace elsewise::kernel {

using Code = std::uint16_t;

constexpr Code UNKNOWN = 0;
constexpr Code NO = 1;
constexpr Code YES = 2;
constexpr Code FIRST_ENTITY = 3;
// Marks a `Value` that is a number; no value has this code.
constexpr Code NUMBER = 0xFFFF;

// A value while it is worked with: a number if `code` is NUMBER, else what the code says.
struct Value {
    Code code;
    double number;
};

constexpr double LARGEST_NUMBER = 9007199254740992.0;  // 2^53

// A number as all numbers are kept: never -0, unknown if not finite or beyond LARGEST_NUMBER.
Value tidy(double number);

enum class Operator : std::uint8_t { EQUAL, UNEQUAL, LESS, GREATER, AT_MOST, AT_LEAST };

// What holds where a comparison does not, if both sides are known.
Operator opposite(Operator op);
// The same comparison with its sides exchanged.
Operator turned(Operator op);

// Compares two values. Unknown equals only unknown; order is between numbers only, else false.
bool compare(Operator op, const Value& left, const Value& right);

// Which code means which number.
class ValueTable {
public:
    // The codes behind the entities are given to `numbers`, in order. Throws BadProblem if there
    // are too many or one stands twice.
    ValueTable(std::uint32_t entities, const std::vector<double>& numbers);

    bool is_number(Code code) const { return code >= first_number_; }
    // Requires is_number(code).
    double number(Code code) const { return numbers_[code - std::size_t{first_number_}]; }
    Value read(Code code) const {
        return is_number(code) ? Value{NUMBER, number(code)} : Value{code, 0.0};
    }
    // All codes given out so far are below this.
    std::uint32_t size() const { return size_.load(std::memory_order_acquire); }
    // Several threads may use it from now on, or one only.
    void share(bool shared);
    // The code of a value. Throws Stopped(STATES) when all 65,535 codes are used up.
    Code code(const Value& value);

private:
    using Codes = std::unordered_map<double, Code>;

    Code first_number_;
    std::vector<double> numbers_;
    Codes codes_;  // while it is shared, those from before
    BriefLock lock_;
    Codes added_;  // while it is shared, the others
    std::atomic<std::uint32_t> size_;
};

}  // namespace elsewise::kernel
