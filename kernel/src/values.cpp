#include "elsewise/kernel/values.hpp"

#include <cmath>
#include <mutex>

#include "elsewise/kernel/errors.hpp"

namespace elsewise::kernel {

Value tidy(double number) {
    if (!(std::fabs(number) <= LARGEST_NUMBER)) {
        return {UNKNOWN, 0.0};
    }
    return {NUMBER, number + 0.0};
}

Operator opposite(Operator op) {
    switch (op) {
        case Operator::EQUAL: return Operator::UNEQUAL;
        case Operator::UNEQUAL: return Operator::EQUAL;
        case Operator::LESS: return Operator::AT_LEAST;
        case Operator::GREATER: return Operator::AT_MOST;
        case Operator::AT_MOST: return Operator::GREATER;
        case Operator::AT_LEAST: return Operator::LESS;
    }
    return op;
}

Operator turned(Operator op) {
    switch (op) {
        case Operator::LESS: return Operator::GREATER;
        case Operator::GREATER: return Operator::LESS;
        case Operator::AT_MOST: return Operator::AT_LEAST;
        case Operator::AT_LEAST: return Operator::AT_MOST;
        default: return op;
    }
}

bool compare(Operator op, const Value& left, const Value& right) {
    if (left.code != NUMBER || right.code != NUMBER) {
        switch (op) {
            case Operator::EQUAL: return left.code == right.code;
            case Operator::UNEQUAL: return left.code != right.code;
            default: return false;
        }
    }
    switch (op) {
        case Operator::EQUAL: return left.number == right.number;
        case Operator::UNEQUAL: return left.number != right.number;
        case Operator::LESS: return left.number < right.number;
        case Operator::GREATER: return left.number > right.number;
        case Operator::AT_MOST: return left.number <= right.number;
        case Operator::AT_LEAST: return left.number >= right.number;
    }
    return false;
}

ValueTable::ValueTable(std::uint32_t entities, const std::vector<double>& numbers) {
    if (entities + numbers.size() >= std::size_t{NUMBER} - FIRST_ENTITY) {
        throw BadProblem("a problem can have at most 65,000 different values");
    }
    first_number_ = static_cast<Code>(FIRST_ENTITY + entities);
    size_ = first_number_;
    for (const double number : numbers) {
        if (!(std::fabs(number) <= LARGEST_NUMBER) || codes_.contains(number)) {
            throw BadProblem("a number of the problem is out of range or listed twice");
        }
        code({NUMBER, number});
    }
}

Code ValueTable::code(const Value& value) {
    if (value.code != NUMBER) {
        return value.code;
    }
    const auto known = codes_.find(value.number);
    if (known != codes_.end()) {
        return known->second;
    }
    const std::lock_guard guard(lock_);
    Codes& codes = lock_.is_shared() ? added_ : codes_;
    const auto found = codes.find(value.number);
    if (found != codes.end()) {
        return found->second;
    }
    const std::uint32_t next = size();
    if (next >= NUMBER) {
        throw Stopped{StopReason::STATES};
    }
    numbers_.push_back(value.number);
    codes.emplace(value.number, static_cast<Code>(next));
    size_.store(next + 1, std::memory_order_release);
    return static_cast<Code>(next);
}

void ValueTable::share(bool shared) {
    lock_.share(shared);
    numbers_.reserve(NUMBER);
    codes_.merge(added_);
    added_.clear();
}

}  // namespace elsewise::kernel
