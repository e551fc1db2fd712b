// The values that fluents could have by now, which only become more, and what conditions and rows
// could come to then.
//
// Abstract interpretation (Cousot and Cousot 1977): values that are named are a set of codes, and
// numbers that are calculated an interval, which jumps to its border if it is widened. All answers
// are on the safe side: what can come about is said to. What is believed counts as possible.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "elsewise/kernel/program.hpp"

namespace elsewise::kernel {

class PossibleValues {
public:
    explicit PossibleValues(const Program& program);

    // From now on these fluents, each of which has the one value that it has in a row, are all that
    // is asked for.
    void begin(const Code* row, const std::vector<Fluent>& fluents);

    bool can_hold(std::uint32_t conjunction) const;
    bool choice_can_hold(const Range& choice) const;
    bool atom_can_hold(const OwnAtom& atom) const;
    bool row_atom_can_hold(const RowAtom& atom) const;
    // The greatest number that a row could be; minus infinity if it can be none.
    double highest(std::uint32_t row) const { return numbers(row).high; }

    // Notes the values that an effect could write.
    void gather(const Effect& effect);
    // Adds the values that were noted, and says whether any is new. If they are `widened`, what
    // grows grows at once as far as it can.
    bool add_gathered(bool widened);

private:
    static constexpr double INFINITE = std::numeric_limits<double>::infinity();

    // All numbers from `low` to `high`; none if these are turned round.
    struct Interval {
        double low = INFINITE;
        double high = -INFINITE;
        bool empty() const { return low > high; }
        bool has(double number) const { return low <= number && number <= high; }
        bool overlaps(const Interval& other) const {
            return low <= other.high && other.low <= high;
        }
        bool contains(const Interval& other) const {
            return low <= other.low && other.high <= high;
        }
        void extend(const Interval& other) {
            low = std::min(low, other.low);
            high = std::max(high, other.high);
        }
    };
    // The numbers that something could be, and whether it could be anything else.
    struct Numbers : Interval {
        bool other = false;
    };
    // What is known of a fluent beside its set of codes.
    struct Known {
        Numbers all;          // with those in the set
        Interval calculated;  // all of these
        bool anything = false;
    };
    // Numbers that a fluent could have next, or anything at all.
    struct Gain {
        Fluent fluent;
        Interval numbers;
        bool anything;
    };

    bool add_code(Fluent fluent, Code code);
    bool add_numbers(const Gain& gain, bool widened);
    Interval borders(Fluent fluent) const;
    Interval clamped(Fluent fluent, Interval numbers) const;
    void gather_value(Fluent fluent, std::uint32_t row);
    void gather_written(Fluent fluent, Code code);
    void gather_code(Fluent fluent, Code code);
    void gather_numbers(Fluent fluent, Interval numbers, bool anything = false);
    void gather_copies(Fluent fluent, Fluent of);

    bool has_code(Fluent fluent, Code code) const {
        return code < codes_ && (sets_[fluent * words_ + code / 64] >> (code % 64) & 1) != 0;
    }
    bool can_be(Fluent fluent, Code code) const {
        return has_code(fluent, code) || (calculates_[fluent] != 0 && is_calculated(fluent, code));
    }
    bool is_calculated(Fluent fluent, Code code) const;
    bool can_differ(Fluent fluent, Code code) const;
    bool can_be_equal(Fluent left, Fluent right) const;
    bool row_can_hold(std::uint32_t row, bool wanted) const;
    bool comparison_can_hold(Operator op, std::uint32_t left, std::uint32_t right) const;
    Numbers numbers(std::uint32_t row) const;
    Numbers calculated(std::int32_t operation, const Numbers& left, const Numbers& right) const;

    const Program& p_;
    std::uint32_t codes_;  // codes from this on are numbers that are in no set
    std::size_t words_;    // per fluent
    std::vector<std::uint64_t> sets_;
    std::vector<std::uint8_t> calculates_;  // per fluent: anything is calculated
    std::vector<Known> known_;              // per fluent
    std::vector<std::pair<Fluent, Code>> new_codes_;
    std::vector<Gain> new_numbers_;
};

}  // namespace elsewise::kernel
