#include "shrink.hpp"

#include <algorithm>
#include <utility>

namespace model {
namespace {

// Nobody stands twice in a row in a path of minds.
bool is_legal(const Minds& minds) {
    return std::adjacent_find(minds.begin(), minds.end()) == minds.end();
}

bool is_legal(const Expression& expression) {
    return is_legal(expression.minds) &&
           std::ranges::all_of(expression.parts, [](const Expression& e) { return is_legal(e); });
}

bool is_legal(const Problem& p) {
    const auto legal = [](const Expression& e) { return is_legal(e); };
    const auto legal_event = [&](const Event& event) {
        return is_legal(event.condition) && std::ranges::all_of(event.seen_by, legal) &&
               std::ranges::all_of(event.effects, [&](const Effect& effect) {
                   return is_legal(effect.minds) && legal(effect.condition) && legal(effect.value);
               });
    };
    return std::ranges::all_of(p.actions, legal_event) &&
           std::ranges::all_of(p.triggers, legal_event) && std::ranges::all_of(p.wants, legal) &&
           std::ranges::all_of(p.endings, legal);
}

class Shrinker {
public:
    Shrinker(Script script, const std::function<bool(const Script&)>& fails)
        : script_(std::move(script)), fails_(fails) {}

    Script run() {
        do {
            smaller_ = false;
            calls();
            Problem& p = script_.problem;
            leave_out(p.triggers);
            leave_out(p.actions);
            leave_out_endings();
            leave_out_said();
            number(p.depth);
            number(p.extra);
            for (auto* events : {&p.triggers, &p.actions}) {
                for (Event& event : *events) {
                    this->event(event);
                }
            }
            for (auto* expressions : {&p.wants, &p.endings}) {
                for (Expression& expression : *expressions) {
                    simplify(expression);
                }
            }
        } while (smaller_);
        return std::move(script_);
    }

private:
    // Keeps a change if what comes out still fails; else puts back what was there.
    template <class Part, class Change>
    bool attempt(Part& part, Change change) {
        Part before = part;
        change(part);
        if (is_legal(script_.problem) && fails_(script_)) {
            return smaller_ = true;
        }
        part = std::move(before);
        return false;
    }

    // Leaves out halves, then quarters, … then one element after the other.
    template <class Element>
    void leave_out(std::vector<Element>& list, std::size_t keep = 0) {
        for (std::size_t size = std::max<std::size_t>(list.size() / 2, 1); size > 0; size /= 2) {
            for (std::size_t at = keep; at < list.size();) {
                const auto begin = static_cast<std::ptrdiff_t>(at);
                const auto end = static_cast<std::ptrdiff_t>(std::min(at + size, list.size()));
                const bool left_out = attempt(list, [&](auto& all) {
                    all.erase(all.begin() + begin, all.begin() + end);
                });
                at += left_out ? 0 : size;
            }
        }
    }

    void calls() {
        leave_out(script_.calls);
        for (Call& call : script_.calls) {
            for (std::uint32_t& argument : call.arguments) {
                number(argument);
            }
        }
    }

    void number(std::uint32_t& number) {
        if (number > 0 && !attempt(number, [](std::uint32_t& one) { one = 0; })) {
            attempt(number, [](std::uint32_t& one) { --one; });
        }
    }

    void leave_out_endings() { leave_out(script_.problem.endings, 1); }

    // What is said of the world must stay: every fluent has a value there.
    void leave_out_said() {
        std::vector<Said>& start = script_.problem.start;
        for (std::size_t i = start.size(); i-- > 0;) {
            if (!start[i].minds.empty()) {
                attempt(start, [&](std::vector<Said>& all) {
                    all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
                });
            }
        }
    }

    void event(Event& event) {
        leave_out(event.by);
        leave_out(event.effects);
        simplify(event.condition);
        for (Expression& seen : event.seen_by) {
            simplify(seen);
        }
        for (Effect& effect : event.effects) {
            simplify(effect.condition);
            simplify(effect.value);
            leave_out(effect.minds);
        }
    }

    static bool is_condition(const Expression& e) { return e.kind >= Row::COMPARISON; }

    void simplify(Expression& expression) {
        if (is_condition(expression) &&
            !(expression.kind == Row::ALL && expression.parts.empty())) {
            if (attempt(expression, [](Expression& e) { e = all({}); })) {
                return;
            }
        }
        for (std::size_t i = 0; i < expression.parts.size(); ++i) {
            if (is_condition(expression.parts[i]) == is_condition(expression) &&
                attempt(expression, [&](Expression& e) { e = Expression(e.parts[i]); })) {
                return simplify(expression);
            }
        }
        if (expression.kind == Row::ALL || expression.kind == Row::ANY) {
            leave_out(expression.parts);
        }
        for (Expression& part : expression.parts) {
            simplify(part);
        }
        if (!expression.minds.empty()) {
            leave_out(expression.minds);
        }
    }

    Script script_;
    const std::function<bool(const Script&)>& fails_;
    bool smaller_ = false;
};

}  // namespace

Script shrunk(Script script, const std::function<bool(const Script&)>& fails) {
    return Shrinker(std::move(script), fails).run();
}

}  // namespace model
