// Tables that come from files may say anything: they are refused, or run. Random problems are
// spoilt in some places each; the sanitizers see what is read beyond the end.
#include <algorithm>
#include <random>

#include "checking.hpp"
#include "elsewise/kernel/engine.hpp"
#include "problem.hpp"

using namespace elsewise::kernel;

namespace {

class Spoiling {
public:
    explicit Spoiling(std::uint64_t seed) : random_(seed) {}

    void spoil(Tables& tables) {
        for (std::uint32_t times = 1 + below(3); times > 0; --times) {
            switch (below(8)) {
                case 0: tables.actions = value(tables.actions); break;
                case 1: tables.entities = value(tables.entities); break;
                case 2: tables.extra_levels = below(4); break;
                case 3: spoil_list(tables.kinds); break;
                default: spoil_list(one_of(tables)); break;
            }
        }
    }

private:
    std::uint32_t below(std::size_t end) {
        return std::uniform_int_distribution<std::uint32_t>(0, static_cast<std::uint32_t>(end) -
                                                                   1)(random_);
    }

    Tables::Ints& one_of(Tables& t) {
        Tables::Ints* const all[] = {&t.expressions,     &t.expressions, &t.parts, &t.path_ends,
                                     &t.path_characters, &t.conditions,  &t.by,    &t.effect_ends,
                                     &t.effects,         &t.by_ends,     &t.wants, &t.seen_by,
                                     &t.start,           &t.endings};
        return *all[below(std::size(all))];
    }

    template <class T>
    void spoil_list(std::vector<T>& list) {
        if (list.empty() || below(12) == 0) {
            list.push_back(static_cast<T>(below(5)));
            return;
        }
        T& one = list[below(list.size())];
        switch (below(10)) {
            case 0: list.pop_back(); break;
            case 1: list.insert(list.end(), list.begin(), list.begin() + below(list.size())); break;
            case 2:
            case 3: one = list[below(list.size())]; break;
            default: one = static_cast<T>(value(static_cast<std::uint32_t>(one))); break;
        }
    }

    // A number near the one that was there, a small one, or one at a border.
    std::uint32_t value(std::uint32_t was) {
        const std::uint32_t borders[] = {0xFFFFFFFF, 0x80000000, 0x7FFFFFFF, 0xFFFF, 0x10000};
        switch (below(4)) {
            case 0: return was + 1;
            case 1: return was - 1;
            case 2: return below(12);
            default: return borders[below(std::size(borders))];
        }
    }

    std::mt19937_64 random_;
};

// Whether a problem ran; it was refused if not.
bool ran(const Tables& tables) {
    Limits few;
    few.states = 300;
    few.seconds = 1;
    try {
        Engine engine(tables, 1, std::min(tables.extra_levels, std::uint32_t{3}));
        Request request;
        request.least = 1.0;
        request.length = 3;
        request.foresight = 2;
        if (!tables.endings.empty()) {
            request.ending = 0;
        }
        engine.search(request, few, nullptr);
        engine.explore(2, 2, few, nullptr);
        engine.begin(1);
        for (const Event action : engine.possible(engine.start())) {
            engine.step(engine.start(), action, 1);
        }
        return true;
    } catch (const BadProblem&) {
        return false;
    } catch (const TooLarge&) {
        return false;
    } catch (const TriggerLoop&) {
        return true;
    } catch (const Stopped&) {
        return true;
    }
}

void what_is_made_up_is_refused_or_runs() {
    int well = 0;
    int refused = 0;
    for (std::uint64_t seed = 0; seed < 3000; ++seed) {
        Tables tables = model::tables_of(model::random_problem(seed % 300));
        Spoiling(seed).spoil(tables);
        ++(ran(tables) ? well : refused);
    }
    CHECK(well > 300 && refused > 1000);
}

}  // namespace

int main() {
    what_is_made_up_is_refused_or_runs();
    return checking::finish();
}
