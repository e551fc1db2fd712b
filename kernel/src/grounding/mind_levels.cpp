#include "elsewise/grounding/mind_levels.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace elsewise::grounding {
namespace {

using PathSet = std::set<Path>;
// A path that is looked along, and the path written to with the answer (empty: none).
using Looked = std::set<std::pair<Path, Path>>;

class Looks {
public:
    explicit Looks(const ExpressionFactory& factory)
        : factory_(factory), known_(factory.size()), paths_(factory.size()) {}

    // The paths, not empty, that something looks along.
    const PathSet& paths(ExpressionId expression) {
        if (!known_[expression]) {
            known_[expression] = true;
            PathSet found;
            if (factory_.is(expression, Row::READ) && factory_[expression].a != 0) {
                found.insert(factory_[expression].a);
            }
            factory_.each_operand(expression, [&](ExpressionId part) {
                const PathSet& more = paths(part);
                found.insert(more.begin(), more.end());
            });
            paths_[expression] = std::move(found);
        }
        return paths_[expression];
    }

    void note(ExpressionId expression, Path target, Looked& looked) {
        for (const Path path : paths(expression)) {
            looked.emplace(path, target);
        }
    }

    void note_effects(std::span<const GroundEffect> effects, Looked& looked) {
        for (const GroundEffect& effect : effects) {
            note(effect.condition, effect.path, looked);
            note(effect.value, effect.path, looked);
        }
    }

    // What a trigger's condition looks at; that of one that changes the world in full.
    void note_trigger(ExpressionId condition, std::span<const GroundEffect> effects,
                      Looked& looked) {
        PathSet targets;
        for (const GroundEffect& effect : effects) {
            targets.insert(effect.path);
        }
        if (targets.contains(0)) {
            targets = {0};
        }
        for (const Path target : targets) {
            note(condition, target, looked);
        }
    }

private:
    const ExpressionFactory& factory_;
    std::vector<bool> known_;
    std::vector<PathSet> paths_;
};

class MindLevelFinder {
public:
    MindLevelFinder(const Events& events, const ExpressionFactory& factory,
                    kernel::PathTable& paths, std::size_t characters)
        : events_(events), looks_(factory), paths_(paths), by_seer_(characters) {
        made_.asked.assign(characters, 0);
        made_.consents.assign(characters, 0);
    }

    MindLevels run() {
        for (const Instance& action : events_.actions) {
            for (std::uint32_t i = action.by.begin; i < action.by.end; ++i) {
                made_.consents[events_.by[i]] = 1;
            }
        }
        look();
        while (true) {
            // Whoever is asked about has a mind that is written to and sees events: look again.
            Looked looked = always_;
            for (std::uint32_t c = 0; c < by_seer_.size(); ++c) {
                if (kept(c)) {
                    looked.insert(by_seer_[c].begin(), by_seer_[c].end());
                }
            }
            std::vector<std::uint8_t> found = made_.asked;
            for (const auto& [path, target] : looked) {
                answer(path, target, found);
            }
            if (found == made_.asked) {
                return std::move(made_);
            }
            made_.asked = std::move(found);
        }
    }

private:
    bool kept(kernel::Character c) const { return made_.consents[c] != 0 || made_.asked[c] != 0; }

    void look() {
        for (const Instance& action : events_.actions) {
            looks_.note(action.condition, 0, always_);
            looks_.note_effects(events_.of(action), always_);
        }
        for (const Instance& trigger : events_.triggers) {
            looks_.note_trigger(trigger.condition, events_.of(trigger), always_);
            looks_.note_effects(events_.of(trigger), always_);
        }
        looks_.note(events_.wants.back(), 0, always_);
        for (const ExpressionId ending : events_.endings) {
            looks_.note(ending, 0, always_);
        }
        look_at_wants();
        look_at_seers();
    }

    void look_at_wants() {
        for (std::uint32_t c = 0; c < by_seer_.size(); ++c) {
            if (made_.consents[c] != 0) {
                for (const Path path : looks_.paths(events_.wants[c])) {
                    always_.emplace(in_own_mind(path, c), 0);
                }
            }
        }
    }

    // In one's own mind, one's own mind is where one stands.
    Path in_own_mind(Path path, kernel::Character owner) {
        const auto minds = paths_[path];
        return minds.front() == owner ? paths_.intern({minds.begin() + 1, minds.end()}) : path;
    }

    void look_at_seers() {
        std::set<std::uint32_t> rows;
        for (const Instance& action : events_.actions) {
            if (rows.insert(action.seers).second) {
                const auto row = events_.seers(action, by_seer_.size());
                for (std::uint32_t c = 0; c < row.size(); ++c) {
                    looks_.note(row[c], 0, by_seer_[c]);
                }
            }
        }
    }

    void answer(Path path, Path target, std::vector<std::uint8_t>& found) {
        const auto minds = paths_[path];
        const auto written = paths_[target];
        if (!std::ranges::all_of(written, [&](kernel::Character c) { return kept(c); })) {
            return;
        }
        if (minds.size() > written.size()) {
            made_.extra =
                std::max(made_.extra, static_cast<std::uint32_t>(minds.size() - written.size()));
        }
        // Those on a path who do not also stand on the way to the target.
        const auto shared = std::ranges::mismatch(minds, written).in1;
        for (auto at = shared; at != minds.end(); ++at) {
            found[*at] = 1;
        }
    }

    const Events& events_;
    Looks looks_;
    kernel::PathTable& paths_;
    Looked always_;
    std::vector<Looked> by_seer_;
    MindLevels made_;
};

}  // namespace

MindLevels mind_levels(const Events& events, const ExpressionFactory& factory,
                       kernel::PathTable& paths, std::size_t characters) {
    return MindLevelFinder(events, factory, paths, characters).run();
}

}  // namespace elsewise::grounding
