#include "elsewise/grounding/joins.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "elsewise/grounding/fluents.hpp"

namespace elsewise::grounding {
namespace {

// A test over more combinations than this is not made a relation; it only filters.
constexpr std::size_t MOST_TRIED = 300'000;

using Role = std::size_t;

// Which places in the domains of some roles go together.
struct Relation {
    std::vector<Role> roles;
    std::vector<std::size_t> sizes;  // of the domains
    std::vector<Ints> rows;

    // The number of a row without the place of one role (of which it does not depend).
    template <class PlaceOf>
    std::size_t others(Role role, PlaceOf place_of) const {
        std::size_t key = 0;
        for (std::size_t i = 0; i < roles.size(); ++i) {
            if (roles[i] != role) {
                key = key * sizes[i] + static_cast<std::size_t>(place_of(i));
            }
        }
        return key;
    }
    std::size_t count_of_others(Role role) const {
        std::size_t count = 1;
        for (std::size_t i = 0; i < roles.size(); ++i) {
            count *= roles[i] == role ? 1 : sizes[i];
        }
        return count;
    }
    bool has(Role role) const { return std::ranges::find(roles, role) != roles.end(); }
};

// The places of one role, in order, by those of the other roles of a relation.
struct Lookup {
    const Relation* relation;
    std::vector<std::size_t> ends{};  // per number of the others
    Ints places{};
    std::size_t met = 0;  // how many others there are with some place

    Lookup(const Relation& made_of, Role role) : relation(&made_of) {
        const auto own = static_cast<std::size_t>(std::ranges::find(made_of.roles, role) -
                                                  made_of.roles.begin());
        const std::size_t count = made_of.count_of_others(role);
        std::vector<std::size_t> sizes(count, 0);
        const auto key = [&](const Ints& row) {
            return made_of.others(role, [&](std::size_t i) { return row[i]; });
        };
        for (const Ints& row : made_of.rows) {
            ++sizes[key(row)];
        }
        met = count - static_cast<std::size_t>(std::ranges::count(sizes, std::size_t{0}));
        ends.resize(count);
        std::exclusive_scan(sizes.begin(), sizes.end(), ends.begin(), std::size_t{0});
        places.resize(made_of.rows.size());
        for (const Ints& row : made_of.rows) {
            places[ends[key(row)]++] = row[own];
        }
    }
    // How many places there are on average when the other roles are known.
    double spread() const {
        return static_cast<double>(places.size()) /
               static_cast<double>(std::max<std::size_t>(1, met));
    }
    std::span<const std::int32_t> at(std::size_t key) const {
        const std::size_t begin = key == 0 ? 0 : ends[key - 1];
        return std::span(places).subspan(begin, ends[key] - begin);
    }
};

class Joining {
public:
    Joining(std::span<const Ints* const> domains, std::span<const JoinTest> tests, std::size_t most,
            Ints& slots, const std::function<void()>& tick)
        : domains_(domains), tests_(tests), most_(most), slots_(slots), tick_(tick) {}

    Combinations run() {
        for (const JoinTest& test : tests_) {
            if (test.roles.empty() && !test.holds()) {
                return {};
            }
        }
        for (Role role = 0; role < domains_.size(); ++role) {
            kept_.push_back(passing_alone(role));
        }
        relate();
        rows_ = {Ints(domains_.size(), NOTHING)};
        const std::vector<Role> order = this->order();
        for (std::size_t step = 0; step < order.size(); ++step) {
            extend(order, step);
            filter(order, step);
        }
        std::ranges::sort(rows_);
        Ints codes;
        codes.reserve(rows_.size() * domains_.size());
        for (const Ints& row : rows_) {
            for (Role role = 0; role < row.size(); ++role) {
                codes.push_back(code(role, row[role]));
            }
        }
        return {rows_.size(), std::move(codes)};
    }

private:
    Code code(Role role, std::int32_t place) const {
        return (*domains_[role])[static_cast<std::size_t>(place)];
    }

    Ints passing_alone(Role role) {
        Ints passing;
        for (std::size_t place = 0; place < domains_[role]->size(); ++place) {
            slots_[role] = (*domains_[role])[place];
            if (std::ranges::all_of(tests_, [&](const JoinTest& test) {
                    return test.roles.size() != 1 || test.roles[0] != role || test.holds();
                })) {
                passing.push_back(static_cast<std::int32_t>(place));
            }
        }
        return passing;
    }

    // Makes relations of the tests on several roles, but for those that only filter.
    void relate() {
        for (const JoinTest& test : tests_) {
            if (test.roles.size() < 2) {
                continue;
            }
            std::size_t combinations = 1;
            for (const Role role : test.roles) {
                combinations *= kept_[role].size();
                if (combinations > MOST_TRIED) {
                    break;
                }
            }
            if (combinations > MOST_TRIED) {
                filters_.push_back(&test);
                continue;
            }
            Relation relation{test.roles, {}, {}};
            for (const Role role : test.roles) {
                relation.sizes.push_back(domains_[role]->size());
            }
            Ints row(test.roles.size());
            collect(test, 0, row, relation);
            relations_.push_back(std::move(relation));
        }
    }

    void collect(const JoinTest& test, std::size_t at, Ints& row, Relation& relation) {
        if (at == row.size()) {
            if (test.holds()) {
                relation.rows.push_back(row);
            }
            return;
        }
        const Role role = test.roles[at];
        for (const std::int32_t place : kept_[role]) {
            row[at] = place;
            slots_[role] = code(role, place);
            collect(test, at + 1, row, relation);
        }
    }

    // The order in which roles are filled in: always the one with the fewest candidates.
    std::vector<Role> order() {
        std::vector<Role> order;
        std::vector<bool> done(domains_.size(), false);
        while (order.size() < domains_.size()) {
            Role best = domains_.size();
            double fewest = std::numeric_limits<double>::infinity();
            for (Role role = 0; role < domains_.size(); ++role) {
                if (done[role]) {
                    continue;
                }
                auto size = static_cast<double>(kept_[role].size());
                for (const Relation& relation : relations_) {
                    if (relation.has(role) && others_known(relation.roles, role, done)) {
                        size = std::min(size, Lookup(relation, role).spread());
                    }
                }
                if (best == domains_.size() || size < fewest) {
                    best = role;
                    fewest = size;
                }
            }
            order.push_back(best);
            done[best] = true;
        }
        return order;
    }

    static bool others_known(const std::vector<Role>& roles, Role role,
                             const std::vector<bool>& known) {
        return std::ranges::all_of(roles,
                                   [&](Role other) { return other == role || known[other]; });
    }

    // Adds a value for one more role to every row, as the relations allow.
    void extend(const std::vector<Role>& order, std::size_t step) {
        const Role role = order[step];
        std::vector<bool> known(domains_.size(), false);
        for (std::size_t i = 0; i < step; ++i) {
            known[order[i]] = true;
        }
        std::vector<Lookup> lookups;
        for (const Relation& relation : relations_) {
            if (relation.has(role) && others_known(relation.roles, role, known)) {
                lookups.emplace_back(relation, role);
            }
        }
        std::ranges::stable_sort(lookups, {}, &Lookup::spread);
        if (lookups.empty() && rows_.size() * kept_[role].size() > most_) {
            throw Unusual("too many events");
        }
        std::vector<Ints> extended;
        for (const Ints& row : rows_) {
            tick_();
            std::vector<std::span<const std::int32_t>> allowed;
            for (const Lookup& lookup : lookups) {
                allowed.push_back(lookup.at(lookup.relation->others(role, [&](std::size_t i) {
                    return row[lookup.relation->roles[i]];
                })));
            }
            const std::span<const std::int32_t> candidates =
                allowed.empty() ? std::span<const std::int32_t>(kept_[role]) : allowed[0];
            for (const std::int32_t place : candidates) {
                if (std::ranges::all_of(allowed, [&](const auto& places) {
                        return std::ranges::binary_search(places, place);
                    })) {
                    extended.push_back(row);
                    extended.back()[role] = place;
                }
            }
            if (extended.size() > most_) {
                throw Unusual("too many events");
            }
        }
        rows_ = std::move(extended);
    }

    // Leaves out what tests that are no relation refuse, once all their roles are known.
    void filter(const std::vector<Role>& order, std::size_t step) {
        std::vector<bool> known(domains_.size(), false);
        for (std::size_t i = 0; i < step; ++i) {
            known[order[i]] = true;
        }
        for (const JoinTest* test : filters_) {
            const bool now = std::ranges::find(test->roles, order[step]) != test->roles.end() &&
                             others_known(test->roles, order[step], known);
            if (now) {
                std::erase_if(rows_, [&](const Ints& row) {
                    for (const Role role : test->roles) {
                        slots_[role] = code(role, row[role]);
                    }
                    return !test->holds();
                });
            }
        }
    }

    std::span<const Ints* const> domains_;
    std::span<const JoinTest> tests_;
    std::size_t most_;
    Ints& slots_;
    const std::function<void()>& tick_;
    std::vector<Ints> kept_;  // per role: the places that pass the tests on it alone
    std::vector<Relation> relations_;
    std::vector<const JoinTest*> filters_;
    std::vector<Ints> rows_;  // per role a place, or NOTHING
};

}  // namespace

Combinations combinations(std::span<const Ints* const> domains, std::span<const JoinTest> tests,
                          std::size_t most, Ints& slots, const std::function<void()>& tick) {
    return Joining(domains, tests, most, slots, tick).run();
}

}  // namespace elsewise::grounding
