// The plain model: who has a reason, and which stories there are.
#include <algorithm>
#include <cmath>
#include <utility>

#include "plain_model.hpp"

namespace model {

// -- consent --------------------------------------------------------------------------------------

bool PlainModel::explained(const State& state, std::uint32_t action, std::uint32_t foresight) {
    return std::ranges::all_of(p_.actions[action].by, [&](std::uint32_t who) {
        return who == state.owner || consents(state, who, action, foresight);
    });
}

bool PlainModel::consents(const State& state, std::uint32_t who, std::uint32_t action,
                          std::uint32_t foresight) {
    std::uint32_t horizon = 0;
    const Ref& mind = state.minds[who];
    return mind && is_possible(*mind, action) && plan(*mind, action, foresight, horizon);
}

// The owner's plan with the least horizon, and of those the first in the order of the actions. In
// levels that are there to be looked into only, plans have one event.
std::optional<std::vector<std::uint32_t>> PlainModel::plan(const State& mind, std::uint32_t action,
                                                           std::uint32_t foresight,
                                                           std::uint32_t& horizon) {
    const double before = utility(mind, mind.owner);
    const std::uint32_t most = mind.level <= p_.extra ? std::min(foresight, 1u) : foresight;
    for (horizon = 1; horizon <= most && !std::isnan(before); ++horizon) {
        const Line nothing{std::make_shared<State>(mind), {}, {}};
        const std::optional<Line> first = lengthen(nothing, action, horizon);
        std::vector<std::uint32_t> found;
        if (first && find_plan(*first, mind.owner, before, horizon, found)) {
            return found;
        }
    }
    return std::nullopt;
}

// A line with one more action; none if a part of it leads to the same state.
std::optional<PlainModel::Line> PlainModel::lengthen(const Line& line, std::uint32_t action,
                                                     std::uint32_t left) {
    work();
    Line longer{after(*line.state, action), line.actions, line.shortcuts};
    longer.actions.push_back(action);
    longer.shortcuts.push_back(line.state);
    for (const Ref& shorter : line.shortcuts) {
        if (is_possible(*shorter, action) && explained(*shorter, action, left)) {
            Ref reached = after(*shorter, action);
            if (!place_of(longer.shortcuts, *reached)) {
                longer.shortcuts.push_back(std::move(reached));
            }
        }
    }
    if (place_of(longer.shortcuts, *longer.state)) {
        return std::nullopt;
    }
    return longer;
}

bool PlainModel::find_plan(const Line& line, std::uint32_t owner, double before,
                           std::uint32_t horizon, std::vector<std::uint32_t>& found) {
    const double end = utility(*line.state, owner);
    if (end > before && std::ranges::none_of(line.shortcuts, [&](const Ref& shorter) {
            return utility(*shorter, owner) >= end;
        })) {
        found = line.actions;
        return true;
    }
    const auto left = horizon - static_cast<std::uint32_t>(line.actions.size());
    for (std::uint32_t action = 0; left > 0 && action < p_.actions.size(); ++action) {
        if (p_.actions[action].by.empty() || !is_possible(*line.state, action) ||
            !explained(*line.state, action, left)) {
            continue;
        }
        const std::optional<Line> longer = lengthen(line, action, left);
        if (longer && find_plan(*longer, owner, before, horizon, found)) {
            return true;
        }
    }
    return false;
}

std::optional<std::vector<Reason>> PlainModel::reasons(const State& state, std::uint32_t action,
                                                       std::uint32_t foresight) {
    if (!explained(state, action, foresight)) {
        return std::nullopt;
    }
    std::vector<Reason> made;
    for (const std::uint32_t who : p_.actions[action].by) {
        if (who != state.owner) {
            made.push_back(reason(*state.minds[who], action, foresight));
        }
    }
    return made;
}

Reason PlainModel::reason(const State& mind, std::uint32_t action, std::uint32_t foresight) {
    std::uint32_t horizon = 0;
    const std::vector<std::uint32_t> actions = *plan(mind, action, foresight, horizon);
    Reason made{mind.owner, {}, utility(mind, mind.owner), 0.0};
    Ref state = std::make_shared<State>(mind);
    for (std::uint32_t i = 0; i < actions.size(); ++i) {
        std::vector<Reason> others;
        if (i > 0) {
            others = *reasons(*state, actions[i], horizon - i);
        }
        made.plan.push_back({actions[i], std::move(others)});
        state = after(*state, actions[i]);
    }
    made.after = utility(*state, mind.owner);
    return made;
}

// -- stories --------------------------------------------------------------------------------------

bool PlainModel::reached(const Aim& aim, const State& state) const {
    if (aim.ending) {
        return holds(p_.endings[*aim.ending], state);
    }
    const double worth = utility(state, p_.characters);
    return worth >= aim.least && worth > aim.at_start;
}

std::optional<std::uint32_t> PlainModel::shortest(const Aim& aim, const Ref& start,
                                                  std::uint32_t length, std::uint32_t foresight) {
    std::vector<Ref> seen{start};
    std::vector<Ref> layer{start};
    for (std::uint32_t events = 0;; ++events) {
        if (std::ranges::any_of(layer, [&](const Ref& state) { return reached(aim, *state); })) {
            return events;
        }
        if (events == length || layer.empty()) {
            return std::nullopt;
        }
        std::vector<Ref> next;
        for (const Ref& state : layer) {
            for (const std::uint32_t action : possible(*state)) {
                work(1 + seen.size() / 8);
                if (explained(*state, action, foresight)) {
                    Ref reached = after(*state, action);
                    if (!place_of(seen, *reached)) {
                        seen.push_back(reached);
                        next.push_back(std::move(reached));
                    }
                }
            }
        }
        layer = std::move(next);
    }
}

bool PlainModel::does_as_well(const Aim& aim, const State& shorter, const State& state) const {
    return aim.ending ? reached(aim, shorter)
                      : utility(shorter, p_.characters) >= utility(state, p_.characters);
}

// Lists the stories that go on from a line with exactly so many more events.
void PlainModel::list(const Aim& aim, const Line& line, std::uint32_t left, std::uint32_t foresight,
                      std::size_t most, std::vector<std::vector<std::uint32_t>>& found) {
    if (left == 0) {
        if (reached(aim, *line.state) &&
            std::ranges::none_of(line.shortcuts, [&](const Ref& shorter) {
                return does_as_well(aim, *shorter, *line.state);
            })) {
            found.push_back(line.actions);
        }
        return;
    }
    for (const std::uint32_t action : possible(*line.state)) {
        if (found.size() < most && explained(*line.state, action, foresight)) {
            if (const std::optional<Line> longer = lengthen(line, action, foresight)) {
                list(aim, *longer, left - 1, foresight, most, found);
            }
        }
    }
}

std::vector<std::vector<std::uint32_t>> PlainModel::stories(const Aim& aim, const Ref& start,
                                                            std::uint32_t length,
                                                            std::uint32_t foresight,
                                                            std::size_t most) {
    std::vector<std::vector<std::uint32_t>> found;
    for (std::uint32_t events = 0; events <= length && found.size() < most; ++events) {
        list(aim, {start, {}, {}}, events, foresight, most, found);
    }
    return found;
}

std::vector<std::uint64_t> PlainModel::count(std::uint32_t length, std::uint32_t foresight) {
    std::vector<std::uint64_t> counts;
    std::vector<Ref> layer{start()};
    while (true) {
        counts.push_back(layer.size());
        if (counts.size() > length) {
            return counts;
        }
        std::vector<Ref> next;
        for (const Ref& state : layer) {
            for (const std::uint32_t action : possible(*state)) {
                if (explained(*state, action, foresight)) {
                    next.push_back(after(*state, action));
                }
            }
        }
        layer = std::move(next);
    }
}

}  // namespace model
