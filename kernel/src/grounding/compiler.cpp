#include "elsewise/grounding/compiler.hpp"

#include <bit>
#include <utility>

namespace elsewise::grounding {
namespace {

// A sum of more numbers is put together from sums of this many, so that none nests too deep.
constexpr std::size_t MOST_IN_A_ROW = 100;

std::size_t at(std::int32_t number) { return static_cast<std::size_t>(number); }

}  // namespace

SlotKey::SlotKey(std::uint64_t uses, std::size_t codes)
    : uses_(uses),
      bits_(static_cast<unsigned>(std::bit_width(codes))),
      fits_(bits_ * static_cast<unsigned>(std::popcount(uses)) <= 40) {}

std::uint64_t SlotKey::operator()(const Ints& slots, std::uint64_t more) const {
    std::uint64_t key = more;
    for (std::uint64_t left = uses_; left != 0; left &= left - 1) {
        const auto slot = static_cast<std::size_t>(std::countr_zero(left));
        key = (key << bits_) | static_cast<std::uint64_t>(slots[slot]);
    }
    return key;
}

Compiler::Compiler(Lifted& lifted, const Fluents& fluents, Numbers& numbers,
                   ExpressionFactory& factory, kernel::PathTable& paths, Ints constants)
    : slots(64, UNKNOWN),
      lifted_(lifted),
      fluents_(fluents),
      numbers_(numbers),
      factory_(factory),
      paths_(paths),
      constants_(std::move(constants)),
      characters_(lifted.codes(), NOTHING) {
    const Ints& characters = lifted.world().characters;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        characters_[at(characters[i])] = static_cast<std::int32_t>(i);
    }
}

// -- values ---------------------------------------------------------------------------------------

Code Compiler::term(std::int32_t number) const {
    const LiftedNode& n = lifted_[number];
    switch (n.op) {
        case Op::CONSTANT: return n.a;
        case Op::VARIABLE: return slots[at(n.a)];
        default: throw Unusual("not a term");
    }
}

std::int32_t Compiler::character(Code code) const {
    return at(code) < characters_.size() ? characters_[at(code)] : NOTHING;
}

// A path one mind longer; one's view of oneself is oneself.
Path Compiler::extended(Path path, std::int32_t who) {
    const std::int32_t character = this->character(term(who));
    if (character == NOTHING) {
        throw Unusual("no mind");
    }
    const std::span<const kernel::Character> minds = paths_[path];
    const auto next = static_cast<kernel::Character>(character);
    if (!minds.empty() && minds.back() == next) {
        return path;
    }
    std::vector<kernel::Character> longer(minds.begin(), minds.end());
    longer.push_back(next);
    return paths_.intern(longer);
}

std::uint32_t Compiler::fluent(const LiftedNode& read) {
    Ints arguments;
    for (const std::int32_t argument : lifted_.list(read.b, read.c)) {
        arguments.push_back(term(argument));
    }
    return fluents_.fluent(static_cast<std::uint32_t>(read.a), arguments);
}

ExpressionId Compiler::read(const LiftedNode& n, Path path) {
    const std::uint32_t number = fluent(n);
    const std::int32_t constant = constants_.empty() ? NOTHING : constants_[number];
    return constant == NOTHING ? factory_.read(path, number) : factory_.constant(constant);
}

ExpressionId Compiler::value(std::int32_t number, Path path) {
    const LiftedNode n = lifted_[number];
    switch (n.op) {
        case Op::CONSTANT: return factory_.constant(n.a);
        case Op::VARIABLE: return factory_.constant(slots[at(n.a)]);
        case Op::READ: return read(n, path);
        default: break;
    }
    if (lifted_.is_condition(number)) {
        return factory_.if_else(condition(number, path), ExpressionFactory::IS_YES,
                                ExpressionFactory::IS_NO);
    }
    switch (n.op) {
        case Op::IN_MIND: return value(n.b, extended(path, n.a));
        case Op::CALCULATE: {
            const ExpressionId left = this->number(n.b, path);
            const ExpressionId right = this->number(n.c, path);
            return factory_.arithmetic(static_cast<Arithmetic>(n.a), left, right);
        }
        case Op::CHOOSE: {
            const ExpressionId test = condition(n.a, path);
            const ExpressionId then = value(n.b, path);
            return factory_.if_else(test, then, value(n.c, path));
        }
        case Op::QUANTIFIED: return total(n, path);
        default: throw Unusual("not a value");
    }
}

ExpressionId Compiler::number(std::int32_t number, Path path) {
    if (!lifted_.is_condition(number)) {
        return value(number, path);
    }
    const ExpressionId test = condition(number, path);
    return factory_.if_else(test, factory_.constant(numbers_.code(1.0)),
                            factory_.constant(numbers_.code(0.0)));
}

// A sum or product, the first value outermost; long ones in several rows.
ExpressionId Compiler::total(const LiftedNode& n, Path path) {
    const bool adding = static_cast<Quantity>(n.a) == Quantity::SUM;
    const ExpressionId neutral = factory_.constant(numbers_.code(adding ? 0.0 : 1.0));
    std::vector<ExpressionId> numbers;
    each(n.b, n.c, [&](Code) {
        const ExpressionId test = n.d == NOTHING ? ExpressionFactory::TRUE : condition(n.d, path);
        if (test != ExpressionFactory::FALSE) {
            numbers.push_back(factory_.if_else(test, number(n.e, path), neutral));
        }
    });
    return in_rows(numbers, adding ? Arithmetic::ADD : Arithmetic::MULTIPLY, neutral);
}

ExpressionId Compiler::in_rows(std::span<const ExpressionId> numbers, Arithmetic operation,
                               ExpressionId neutral) {
    std::vector<ExpressionId> rows;
    if (numbers.size() > MOST_IN_A_ROW) {
        for (std::size_t i = 0; i < numbers.size(); i += MOST_IN_A_ROW) {
            const std::size_t count = std::min(MOST_IN_A_ROW, numbers.size() - i);
            rows.push_back(in_rows(numbers.subspan(i, count), operation, neutral));
        }
        return in_rows(rows, operation, neutral);
    }
    ExpressionId made = neutral;
    for (std::size_t i = numbers.size(); i-- > 0;) {
        made = factory_.arithmetic(operation, numbers[i], made);
    }
    return made;
}

// -- conditions -----------------------------------------------------------------------------------

ExpressionId Compiler::condition(std::int32_t number, Path path, bool yes) {
    const LiftedNode n = lifted_[number];
    switch (n.op) {
        case Op::CONSTANT:
        case Op::VARIABLE:
        case Op::READ: return factory_.is_yes(value(number, path), yes);
        case Op::IN_MIND: return condition(n.b, extended(path, n.a), yes);
        case Op::NOT: return condition(n.a, path, !yes);
        case Op::AND:
        case Op::OR: return joined(n, path, yes);
        case Op::CHOOSE: {
            const ExpressionId then = condition(n.b, path, yes);
            return cases(n.a, then, condition(n.c, path, yes), path);
        }
        case Op::COMPARE: return compare(static_cast<Operator>(n.a), n.b, n.c, path, yes);
        case Op::IS_TYPE: return is_type(n.a, n.b, path, yes);
        case Op::QUANTIFIED: return remembered(number, path, yes);
        default: throw Unusual("not a condition");
    }
}

ExpressionId Compiler::joined(const LiftedNode& n, Path path, bool yes) {
    std::vector<ExpressionId> parts;
    for (const std::int32_t part : lifted_.list(n.a, n.b)) {
        parts.push_back(condition(part, path, yes));
    }
    return (n.op == Op::AND) == yes ? factory_.all_of(parts) : factory_.any_of(parts);
}

// The test and the one, or the opposite test and the other.
ExpressionId Compiler::cases(std::int32_t test, ExpressionId then, ExpressionId otherwise,
                             Path path) {
    const ExpressionId first[] = {remembered(test, path, true), then};
    const ExpressionId second[] = {remembered(test, path, false), otherwise};
    const ExpressionId both[] = {factory_.all_of(first), factory_.all_of(second)};
    return factory_.any_of(both);
}

ExpressionId Compiler::compare(Operator op, std::int32_t left, std::int32_t right, Path path,
                               bool yes) {
    left = lifted_.choice_outside(left);
    right = lifted_.choice_outside(right);
    if (lifted_.is_condition(left) || lifted_.is_condition(right)) {
        return compare_yes_no(op, left, right, path, yes);
    }
    if (const LiftedNode choice = lifted_[left]; choice.op == Op::CHOOSE) {
        const ExpressionId then = compare(op, choice.b, right, path, yes);
        return cases(choice.a, then, compare(op, choice.c, right, path, yes), path);
    }
    if (const LiftedNode choice = lifted_[right]; choice.op == Op::CHOOSE) {
        const ExpressionId then = compare(op, left, choice.b, path, yes);
        return cases(choice.a, then, compare(op, left, choice.c, path, yes), path);
    }
    const ExpressionId first = value(left, path);
    return factory_.comparison(yes ? op : kernel::opposite(op), first, value(right, path));
}

// Both hold or neither does (or the opposite). A yes/no value never equals one of another kind, and
// none is less than another.
ExpressionId Compiler::compare_yes_no(Operator op, std::int32_t left, std::int32_t right, Path path,
                                      bool yes) {
    const Operator asked = yes ? op : kernel::opposite(op);
    if (asked != Operator::EQUAL && asked != Operator::UNEQUAL) {
        return ExpressionFactory::FALSE;
    }
    const bool equal = asked == Operator::EQUAL;
    if (!lifted_.is_condition(left) || !lifted_.is_condition(right)) {
        return equal ? ExpressionFactory::FALSE : ExpressionFactory::TRUE;
    }
    const ExpressionId same = remembered(right, path, equal);
    return cases(left, same, remembered(right, path, !equal), path);
}

ExpressionId Compiler::is_type(std::int32_t operand, std::int32_t domain, Path path, bool yes) {
    operand = lifted_.choice_outside(operand);
    if (const LiftedNode choice = lifted_[operand]; choice.op == Op::CHOOSE) {
        const ExpressionId then = is_type(choice.b, domain, path, yes);
        return cases(choice.a, then, is_type(choice.c, domain, path, yes), path);
    }
    const ExpressionId found = value(operand, path);
    if (!factory_.is(found, Row::READ)) {
        const bool holds =
            factory_.is(found, Row::CONSTANT) && lifted_.contains(domain, factory_.code(found));
        return holds == yes ? ExpressionFactory::TRUE : ExpressionFactory::FALSE;
    }
    const std::int32_t values =
        lifted_.world().facts[fluents_.fact_of(factory_[found].b)].values_domain;
    std::vector<ExpressionId> parts;
    for (const Code member : lifted_.world().domains[at(domain)]) {
        if (values != NOTHING && lifted_.contains(values, member)) {
            const Operator op = yes ? Operator::EQUAL : Operator::UNEQUAL;
            parts.push_back(factory_.comparison(op, found, factory_.constant(member)));
        }
    }
    return yes ? factory_.any_of(parts) : factory_.all_of(parts);
}

// A condition that is asked for more than once, made once for all that it depends on. Without this,
// case splits in the tests of case splits would take twice as long with each level.
ExpressionId Compiler::remembered(std::int32_t number, Path path, bool yes) {
    const auto afresh = [&] {
        const LiftedNode n = lifted_[number];
        return n.op == Op::QUANTIFIED ? quantified(n, path, yes) : condition(number, path, yes);
    };
    const SlotKey key(lifted_.uses(number), lifted_.codes());
    if (!key.given()) {
        return afresh();
    }
    const std::size_t own = 2 * at(number) + (yes ? 1 : 0);
    if (remembered_.size() <= own) {
        remembered_.resize(2 * lifted_.size());
    }
    const std::uint64_t asked = key(slots, path);
    if (const auto known = remembered_[own].find(asked); known != remembered_[own].end()) {
        return known->second;
    }
    const ExpressionId made = afresh();
    remembered_[own].emplace(asked, made);
    return made;
}

ExpressionId Compiler::quantified(const LiftedNode& n, Path path, bool yes) {
    const bool every = (static_cast<Quantity>(n.a) == Quantity::EVERY) == yes;
    const ExpressionId left_out = every ? ExpressionFactory::TRUE : ExpressionFactory::FALSE;
    std::vector<ExpressionId> parts;
    each(n.b, n.c, [&](Code) {
        ExpressionId test = every ? ExpressionFactory::FALSE : ExpressionFactory::TRUE;
        if (n.d != NOTHING) {
            test = condition(n.d, path, !every);
        }
        if (test != left_out) {
            const ExpressionId pair[] = {test, condition(n.e, path, yes)};
            parts.push_back(every ? factory_.any_of(pair) : factory_.all_of(pair));
        }
    });
    return every ? factory_.all_of(parts) : factory_.any_of(parts);
}

}  // namespace elsewise::grounding
