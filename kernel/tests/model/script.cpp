// Scripts as text: words and numbers with spaces between, a line for everything that stands alone.
#include "script.hpp"

#include <array>
#include <cmath>
#include <istream>
#include <limits>
#include <ostream>
#include <random>
#include <stdexcept>

namespace model {
namespace {

constexpr std::array<const char*, VERBS> NAMES{"start",     "mind",    "after", "changed",
                                               "possible",  "reasons", "read",  "search",
                                               "known",     "explore", "count", "limited",
                                               "interrupt", "spill"};
constexpr std::array<const char*, 7> KINDS{"const", "get", "calc", "if", "cmp", "all", "any"};

class Writer {
public:
    explicit Writer(std::ostream& out) : out_(out) {}

    void problem(const Problem& p) {
        out_ << "characters " << p.characters << "\nentities " << p.entities << "\nlevels "
             << p.depth << ' ' << p.extra << '\n';
        list("asked", p.asked, [&](std::uint8_t asked) { out_ << ' ' << int{asked}; });
        list("consents", p.consents, [&](std::uint8_t consents) { out_ << ' ' << int{consents}; });
        list("numbers", p.numbers, [&](double one) { out_ << ' ' << one; });
        list("fluents", p.fluents, [&](const Fluent& fluent) {
            out_ << "\n " << static_cast<int>(fluent.kind);
            bound(fluent.low);
            bound(fluent.high);
        });
        list("start", p.start, [&](const Said& said) {
            out_ << "\n";
            numbers(said.minds);
            out_ << ' ' << said.fluent << ' ' << said.code;
        });
        list("actions", p.actions, [&](const Event& action) { event(action); });
        list("triggers", p.triggers, [&](const Event& trigger) { event(trigger); });
        list("wants", p.wants, [&](const Expression& want) { alone(want); });
        list("endings", p.endings, [&](const Expression& ending) { alone(ending); });
    }

private:
    template <class List, class Each>
    void list(const char* name, const List& list, Each each) {
        out_ << name << ' ' << list.size();
        for (const auto& one : list) {
            each(one);
        }
        out_ << '\n';
    }
    void bound(double bound) { std::isnan(bound) ? out_ << " none" : out_ << ' ' << bound; }
    void numbers(const std::vector<std::uint32_t>& numbers) {
        out_ << ' ' << numbers.size();
        for (const std::uint32_t number : numbers) {
            out_ << ' ' << number;
        }
    }
    void alone(const Expression& e) {
        out_ << "\n ";
        expression(e);
    }
    void expression(const Expression& e) {
        out_ << ' ' << KINDS[static_cast<std::size_t>(e.kind)];
        switch (e.kind) {
            case Row::CONSTANT: out_ << ' ' << e.number; return;
            case Row::READ:
                out_ << ' ' << e.number;
                numbers(e.minds);
                return;
            case Row::ARITHMETIC:
            case Row::COMPARISON: out_ << ' ' << e.number; break;
            case Row::IF_ELSE: break;
            default: out_ << ' ' << e.parts.size();
        }
        for (const Expression& part : e.parts) {
            expression(part);
        }
    }
    void event(const Event& event) {
        out_ << "\n event";
        numbers(event.by);
        alone(event.condition);
        list("\n  seen", event.seen_by, [&](const Expression& seen) { alone(seen); });
        list("  effects", event.effects, [&](const Effect& effect) {
            out_ << "\n  ";
            numbers(effect.minds);
            out_ << ' ' << effect.fluent;
            expression(effect.condition);
            expression(effect.value);
        });
    }

    std::ostream& out_;
};

class Reader {
public:
    explicit Reader(std::istream& in) : in_(in) {}

    Problem problem() {
        Problem p;
        p.characters = number("characters");
        p.entities = number("entities");
        p.depth = number("levels");
        p.extra = number();
        list("asked", p.asked, [&] { return static_cast<std::uint8_t>(number()); });
        list("consents", p.consents, [&] { return static_cast<std::uint8_t>(number()); });
        list("numbers", p.numbers, [&] { return std::stod(word()); });
        list("fluents", p.fluents, [&] {
            const auto kind = static_cast<Kind>(number());
            const double low = bound();
            return Fluent{kind, low, bound()};
        });
        list("start", p.start, [&] {
            Said said{numbers(), 0, 0};
            said.fluent = number();
            said.code = static_cast<Code>(number());
            return said;
        });
        list("actions", p.actions, [&] { return event(); });
        list("triggers", p.triggers, [&] { return event(); });
        list("wants", p.wants, [&] { return expression(); });
        list("endings", p.endings, [&] { return expression(); });
        return p;
    }

    std::string word() {
        std::string word;
        if (!(in_ >> word)) {
            throw std::runtime_error("the script ends too early");
        }
        if (word[0] == '#') {  // the rest of the line is a comment
            std::getline(in_, word);
            return this->word();
        }
        return word;
    }
    std::uint32_t number() { return static_cast<std::uint32_t>(std::stoul(word())); }
    std::uint32_t number(const char* name) {
        expect(name);
        return number();
    }

private:
    void expect(const std::string& name) {
        const std::string found = word();
        if (found != name) {
            throw std::runtime_error("expected " + name + ", found " + found);
        }
    }
    template <class List, class One>
    void list(const char* name, List& list, One one) {
        for (std::uint32_t i = number(name); i > 0; --i) {
            list.push_back(one());
        }
    }
    double bound() {
        const std::string bound = word();
        return bound == "none" ? std::numeric_limits<double>::quiet_NaN() : std::stod(bound);
    }
    std::vector<std::uint32_t> numbers() {
        std::vector<std::uint32_t> numbers(number());
        for (std::uint32_t& one : numbers) {
            one = number();
        }
        return numbers;
    }
    Expression expression() {
        const std::string kind = word();
        Expression e;
        for (std::size_t i = 0; i < KINDS.size(); ++i) {
            if (kind == KINDS[i]) {
                e.kind = static_cast<Row>(i);
            }
        }
        std::uint32_t parts = 2;
        switch (e.kind) {
            case Row::CONSTANT:
            case Row::READ:
                e.number = static_cast<std::int32_t>(number());
                parts = 0;
                if (e.kind == Row::READ) {
                    e.minds = numbers();
                }
                break;
            case Row::ARITHMETIC:
            case Row::COMPARISON: e.number = static_cast<std::int32_t>(number()); break;
            case Row::IF_ELSE: parts = 3; break;
            default: parts = number();
        }
        for (; parts > 0; --parts) {
            e.parts.push_back(expression());
        }
        return e;
    }
    Event event() {
        expect("event");
        Event event;
        event.by = numbers();
        event.condition = expression();
        list("seen", event.seen_by, [&] { return expression(); });
        list("effects", event.effects, [&] {
            Effect effect;
            effect.minds = numbers();
            effect.fluent = number();
            effect.condition = expression();
            effect.value = expression();
            return effect;
        });
        return event;
    }

    std::istream& in_;
};

}  // namespace

void write(std::ostream& out, const Script& script) {
    Writer(out).problem(script.problem);
    out << "calls " << script.calls.size() << '\n';
    for (const Call& call : script.calls) {
        out << ' ' << NAMES[static_cast<std::size_t>(call.verb)];
        for (const std::uint32_t argument : call.arguments) {
            out << ' ' << argument;
        }
        out << '\n';
    }
}

Script read(std::istream& in) {
    Reader reader(in);
    Script script{reader.problem(), {}};
    for (std::uint32_t i = reader.number("calls"); i > 0; --i) {
        const std::string name = reader.word();
        Call call;
        std::size_t verb = 0;
        while (verb < VERBS && name != NAMES[verb]) {
            ++verb;
        }
        if (verb == VERBS) {
            throw std::runtime_error("there is no call " + name);
        }
        call.verb = static_cast<Verb>(verb);
        for (std::uint32_t& argument : call.arguments) {
            argument = reader.number();
        }
        script.calls.push_back(call);
    }
    return script;
}

Script random_script(std::uint64_t seed) {
    std::mt19937_64 random(seed ^ 0x9E3779B97F4A7C15ULL);
    Script script{random_problem(seed), {}};
    script.calls.push_back({});
    for (std::uint64_t i = 4 + random() % 16; i > 0; --i) {
        Call call;
        // Every other call is a step, so that there are many states to ask about.
        call.verb = random() % 2 == 0 ? Verb::AFTER : static_cast<Verb>(random() % VERBS);
        if (call.verb == Verb::SPILL && random() % 4 != 0) {
            call.verb = Verb::MIND;
        }
        for (std::uint32_t& argument : call.arguments) {
            argument = static_cast<std::uint32_t>(random() % 60);
        }
        script.calls.push_back(call);
    }
    return script;
}

}  // namespace model
