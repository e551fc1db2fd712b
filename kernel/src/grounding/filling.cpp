#include "elsewise/grounding/filling.hpp"

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

Filling::Filling(Written& written, const Fluents& fluents, Numbers& numbers, Forms& forms,
                 kernel::PathTable& paths, Ints constants)
    : slots(64, UNKNOWN),
      written_(written),
      fluents_(fluents),
      numbers_(numbers),
      forms_(forms),
      paths_(paths),
      constants_(std::move(constants)),
      characters_(written.codes(), NOTHING) {
    const Ints& characters = written.world().characters;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        characters_[at(characters[i])] = static_cast<std::int32_t>(i);
    }
}

// -- values ---------------------------------------------------------------------------------------

Code Filling::term(std::int32_t number) const {
    const LiftedNode& n = written_[number];
    switch (n.op) {
        case Op::CONSTANT: return n.a;
        case Op::VARIABLE: return slots[at(n.a)];
        default: throw Unusual("not a term");
    }
}

std::int32_t Filling::character(Code code) const {
    return at(code) < characters_.size() ? characters_[at(code)] : NOTHING;
}

// A path one mind longer; one's view of oneself is oneself.
Path Filling::extended(Path path, std::int32_t who) {
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

std::uint32_t Filling::fluent(const LiftedNode& read) {
    Ints arguments;
    for (const std::int32_t argument : written_.list(read.b, read.c)) {
        arguments.push_back(term(argument));
    }
    return fluents_.fluent(static_cast<std::uint32_t>(read.a), arguments);
}

Form Filling::read(const LiftedNode& n, Path path) {
    const std::uint32_t number = fluent(n);
    const std::int32_t constant = constants_.empty() ? NOTHING : constants_[number];
    return constant == NOTHING ? forms_.look(path, number) : forms_.known(constant);
}

Form Filling::value(std::int32_t number, Path path) {
    const LiftedNode n = written_[number];
    switch (n.op) {
        case Op::CONSTANT: return forms_.known(n.a);
        case Op::VARIABLE: return forms_.known(slots[at(n.a)]);
        case Op::READ: return read(n, path);
        default: break;
    }
    if (written_.is_condition(number)) {
        return forms_.chosen(condition(number, path), Forms::IS_YES, Forms::IS_NO);
    }
    switch (n.op) {
        case Op::IN_MIND: return value(n.b, extended(path, n.a));
        case Op::CALCULATE: {
            const Form left = this->number(n.b, path);
            const Form right = this->number(n.c, path);
            return forms_.calculated(static_cast<Arithmetic>(n.a), left, right);
        }
        case Op::CHOOSE: {
            const Form test = condition(n.a, path);
            const Form then = value(n.b, path);
            return forms_.chosen(test, then, value(n.c, path));
        }
        case Op::QUANTIFIED: return total(n, path);
        default: throw Unusual("not a value");
    }
}

Form Filling::number(std::int32_t number, Path path) {
    if (!written_.is_condition(number)) {
        return value(number, path);
    }
    const Form test = condition(number, path);
    return forms_.chosen(test, forms_.known(numbers_.code(1.0)), forms_.known(numbers_.code(0.0)));
}

// A sum or product, the first value outermost; long ones in several rows.
Form Filling::total(const LiftedNode& n, Path path) {
    const bool adding = static_cast<Quantity>(n.a) == Quantity::SUM;
    const Form neutral = forms_.known(numbers_.code(adding ? 0.0 : 1.0));
    std::vector<Form> numbers;
    each(n.b, n.c, [&](Code) {
        const Form test = n.d == NOTHING ? Forms::TRUE : condition(n.d, path);
        if (test != Forms::FALSE) {
            numbers.push_back(forms_.chosen(test, number(n.e, path), neutral));
        }
    });
    return in_rows(numbers, adding ? Arithmetic::ADD : Arithmetic::MULTIPLY, neutral);
}

Form Filling::in_rows(std::span<const Form> numbers, Arithmetic operation, Form neutral) {
    std::vector<Form> rows;
    if (numbers.size() > MOST_IN_A_ROW) {
        for (std::size_t i = 0; i < numbers.size(); i += MOST_IN_A_ROW) {
            const std::size_t count = std::min(MOST_IN_A_ROW, numbers.size() - i);
            rows.push_back(in_rows(numbers.subspan(i, count), operation, neutral));
        }
        return in_rows(rows, operation, neutral);
    }
    Form made = neutral;
    for (std::size_t i = numbers.size(); i-- > 0;) {
        made = forms_.calculated(operation, numbers[i], made);
    }
    return made;
}

// -- conditions -----------------------------------------------------------------------------------

Form Filling::condition(std::int32_t number, Path path, bool yes) {
    const LiftedNode n = written_[number];
    switch (n.op) {
        case Op::CONSTANT:
        case Op::VARIABLE:
        case Op::READ: return forms_.is_yes(value(number, path), yes);
        case Op::IN_MIND: return condition(n.b, extended(path, n.a), yes);
        case Op::NOT: return condition(n.a, path, !yes);
        case Op::AND:
        case Op::OR: return joined(n, path, yes);
        case Op::CHOOSE: {
            const Form then = condition(n.b, path, yes);
            return cases(n.a, then, condition(n.c, path, yes), path);
        }
        case Op::COMPARE: return compare(static_cast<Operator>(n.a), n.b, n.c, path, yes);
        case Op::IS_TYPE: return is_type(n.a, n.b, path, yes);
        case Op::QUANTIFIED: return quantified(number, path, yes);
        default: throw Unusual("not a condition");
    }
}

Form Filling::joined(const LiftedNode& n, Path path, bool yes) {
    std::vector<Form> parts;
    for (const std::int32_t part : written_.list(n.a, n.b)) {
        parts.push_back(condition(part, path, yes));
    }
    return (n.op == Op::AND) == yes ? forms_.all_of(parts) : forms_.any_of(parts);
}

// The test and the one, or the opposite test and the other.
Form Filling::cases(std::int32_t test, Form then, Form otherwise, Path path) {
    const Form first[] = {condition(test, path), then};
    const Form second[] = {condition(test, path, false), otherwise};
    const Form both[] = {forms_.all_of(first), forms_.all_of(second)};
    return forms_.any_of(both);
}

Form Filling::compare(Operator op, std::int32_t left, std::int32_t right, Path path, bool yes) {
    left = written_.choice_outside(left);
    right = written_.choice_outside(right);
    if (written_.is_condition(left) || written_.is_condition(right)) {
        return compare_yes_no(op, left, right, path, yes);
    }
    if (const LiftedNode choice = written_[left]; choice.op == Op::CHOOSE) {
        const Form then = compare(op, choice.b, right, path, yes);
        return cases(choice.a, then, compare(op, choice.c, right, path, yes), path);
    }
    if (const LiftedNode choice = written_[right]; choice.op == Op::CHOOSE) {
        const Form then = compare(op, left, choice.b, path, yes);
        return cases(choice.a, then, compare(op, left, choice.c, path, yes), path);
    }
    const Form first = value(left, path);
    return forms_.compared(yes ? op : kernel::opposite(op), first, value(right, path));
}

// Both hold or neither does (or the opposite). A yes/no value never equals one of another kind, and
// none is less than another.
Form Filling::compare_yes_no(Operator op, std::int32_t left, std::int32_t right, Path path,
                             bool yes) {
    const Operator asked = yes ? op : kernel::opposite(op);
    if (asked != Operator::EQUAL && asked != Operator::UNEQUAL) {
        return Forms::FALSE;
    }
    const bool equal = asked == Operator::EQUAL;
    if (!written_.is_condition(left) || !written_.is_condition(right)) {
        return equal ? Forms::FALSE : Forms::TRUE;
    }
    const Form same = condition(right, path, equal);
    return cases(left, same, condition(right, path, !equal), path);
}

Form Filling::is_type(std::int32_t operand, std::int32_t domain, Path path, bool yes) {
    operand = written_.choice_outside(operand);
    if (const LiftedNode choice = written_[operand]; choice.op == Op::CHOOSE) {
        const Form then = is_type(choice.b, domain, path, yes);
        return cases(choice.a, then, is_type(choice.c, domain, path, yes), path);
    }
    const Form found = value(operand, path);
    if (!forms_.is(found, Row::LOOK)) {
        const bool holds =
            forms_.is(found, Row::KNOWN) && written_.contains(domain, forms_.code(found));
        return holds == yes ? Forms::TRUE : Forms::FALSE;
    }
    const std::int32_t values =
        written_.world().facts[fluents_.fact_of(forms_[found].b)].values_domain;
    std::vector<Form> parts;
    for (const Code member : written_.world().domains[at(domain)]) {
        if (values != NOTHING && written_.contains(values, member)) {
            const Operator op = yes ? Operator::EQUAL : Operator::UNEQUAL;
            parts.push_back(forms_.compared(op, found, forms_.known(member)));
        }
    }
    return yes ? forms_.any_of(parts) : forms_.all_of(parts);
}

// Made once for all that it depends on.
Form Filling::quantified(std::int32_t number, Path path, bool yes) {
    const LiftedNode n = written_[number];
    const SlotKey key(written_.uses(number), written_.codes());
    if (!key.given()) {
        return quantified_afresh(n, path, yes);
    }
    const std::size_t own = 2 * at(number) + (yes ? 1 : 0);
    if (remembered_.size() <= own) {
        remembered_.resize(2 * written_.size());
    }
    const std::uint64_t asked = key(slots, path);
    if (const auto known = remembered_[own].find(asked); known != remembered_[own].end()) {
        return known->second;
    }
    const Form made = quantified_afresh(n, path, yes);
    remembered_[own].emplace(asked, made);
    return made;
}

Form Filling::quantified_afresh(const LiftedNode& n, Path path, bool yes) {
    const bool every = (static_cast<Quantity>(n.a) == Quantity::EVERY) == yes;
    const Form left_out = every ? Forms::TRUE : Forms::FALSE;
    std::vector<Form> parts;
    each(n.b, n.c, [&](Code) {
        Form test = every ? Forms::FALSE : Forms::TRUE;
        if (n.d != NOTHING) {
            test = condition(n.d, path, !every);
        }
        if (test != left_out) {
            const Form pair[] = {test, condition(n.e, path, yes)};
            parts.push_back(every ? forms_.any_of(pair) : forms_.all_of(pair));
        }
    });
    return every ? forms_.all_of(parts) : forms_.any_of(parts);
}

// -- effects --------------------------------------------------------------------------------------

void Filling::effects(std::int32_t number, Path path, Form guard, std::vector<GroundEffect>& made) {
    const LiftedNode n = written_[number];
    const auto guarded = [&](Form test, std::int32_t effect) {
        const Form pair[] = {guard, test};
        const Form both = forms_.all_of(pair);
        if (both != Forms::FALSE) {
            effects(effect, path, both, made);
        }
    };
    switch (n.op) {
        case Op::ASSIGN: assign(n, path, guard, made); break;
        case Op::TOGETHER:
            for (const std::int32_t part : written_.list(n.a, n.b)) {
                effects(part, path, guard, made);
            }
            break;
        case Op::IF:
            guarded(condition(n.a, path), n.b);
            if (n.c != NOTHING) {
                guarded(condition(n.a, path, false), n.c);
            }
            break;
        case Op::FOR_EVERY:
            each(n.b, n.c,
                 [&](Code) { guarded(n.d == NOTHING ? Forms::TRUE : condition(n.d, path), n.a); });
            break;
        case Op::IN_MIND: effects(n.b, extended(path, n.a), guard, made); break;
        default: throw Unusual("not an effect");
    }
}

// Minds around the target do not move where the value is read.
void Filling::assign(const LiftedNode& n, Path path, Form guard, std::vector<GroundEffect>& made) {
    Path target_path = path;
    LiftedNode target = written_[n.a];
    while (target.op == Op::IN_MIND) {
        target_path = extended(target_path, target.a);
        target = written_[target.b];
    }
    if (target.op != Op::READ) {
        throw Unusual("nothing that can be assigned");
    }
    const bool is_number = written_.world().facts[at(target.a)].kind == kernel::Kind::NUMBER;
    const std::uint32_t number = fluent(target);
    const Form written = is_number ? this->number(n.b, path) : value(n.b, path);
    made.push_back({guard, target_path, number, written});
}

}  // namespace elsewise::grounding
