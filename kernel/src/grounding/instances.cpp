#include "elsewise/grounding/instances.hpp"

#include <algorithm>
#include <bit>

#include "elsewise/grounding/joins.hpp"

namespace elsewise::grounding {
namespace {

constexpr std::size_t MOST_EVENTS = 2'000'000;
// Beyond so many effects of one event, those that are there twice are looked for.
constexpr std::size_t MANY = 1 << 16;

std::size_t at(std::int32_t number) { return static_cast<std::size_t>(number); }

// What was made for the values of some slots.
template <class Made>
class Remembered {
public:
    Remembered(std::uint64_t uses, std::size_t codes) : key_(uses, codes) {}

    template <class Make>
    Made of(const Ints& slots, Make make, std::uint64_t more = 0) {
        if (!key_.given()) {
            return make();
        }
        const std::uint64_t key = key_(slots, more);
        if (const auto known = made_.find(key); known != made_.end()) {
            return known->second;
        }
        return made_.emplace(key, make()).first->second;
    }

private:
    SlotKey key_;
    std::unordered_map<std::uint64_t, Made> made_;
};

// A part of a rule's condition or effect.
template <class Made>
struct Piece {
    std::int32_t node;
    Remembered<Made> remembered;
};

// Makes the events of one rule after the other.
class Making {
public:
    Making(Compiler& compiler, const std::vector<std::uint8_t>& assigned)
        : f_(compiler),
          lifted_(compiler.lifted()),
          w_(lifted_.world()),
          assigned_(assigned),
          codes_(lifted_.codes()),
          all_see_(w_.characters.size(), ExpressionFactory::TRUE) {
        made_.seen_by.assign(w_.characters.size(), ExpressionFactory::FALSE);  // row 0: nobody
    }

    Instances run() {
        make(w_.actions, made_.actions, false);
        make(w_.triggers, made_.triggers, true);
        return std::move(made_);
    }

private:
    void make(const std::vector<LiftedRule>& rules, std::vector<Instance>& into, bool triggers) {
        for (std::size_t number = 0; number < rules.size(); ++number) {
            rule(rules[number], static_cast<std::uint32_t>(number), into, triggers);
        }
    }

    void rule(const LiftedRule& rule, std::uint32_t number, std::vector<Instance>& into,
              bool trigger) {
        std::vector<Piece<ExpressionId>> tests;
        conjuncts(rule.condition, Op::AND, tests);
        std::vector<Piece<Part>> effects;
        conjuncts(rule.effect, Op::TOGETHER, effects);
        const Combinations found = arguments(rule, tests);
        Remembered<std::uint32_t> rows(seer_uses(rule), codes_);
        std::vector<Remembered<ExpressionId>> seers;
        for (const auto& seer : rule.seers) {
            const std::uint64_t own = std::uint64_t{1} << (seer[0] == NOTHING ? seer[1] : 0);
            seers.emplace_back(lifted_.uses(seer[3]) | own, codes_);
        }
        const std::size_t roles = rule.domains.size();
        for (std::size_t i = 0; i < found.count; ++i) {
            const std::span<const Code> codes = std::span(found.codes).subspan(i * roles, roles);
            std::ranges::copy(codes, f_.slots.begin());
            const ExpressionId condition = this->condition(tests);
            if (condition == ExpressionFactory::FALSE) {
                continue;
            }
            Instance instance{number, {}, condition, this->effects(effects), by(rule), 0};
            instance.arguments.begin = size(made_.arguments);
            made_.arguments.insert(made_.arguments.end(), codes.begin(), codes.end());
            instance.arguments.end = size(made_.arguments);
            if (!trigger) {
                instance.seers = rows.of(f_.slots, [&] { return row(rule, seers); });
            }
            into.push_back(instance);
        }
    }

    template <class T>
    static std::uint32_t size(const std::vector<T>& list) {
        return static_cast<std::uint32_t>(list.size());
    }

    // Adds the parts that a condition (an effect) is plainly made of.
    template <class Made>
    void conjuncts(std::int32_t node, Op op, std::vector<Piece<Made>>& found) {
        const LiftedNode n = lifted_[node];
        if (n.op != op) {
            found.push_back({node, Remembered<Made>(lifted_.uses(node), codes_)});
            return;
        }
        for (std::int32_t i = n.a; i < n.b; ++i) {
            conjuncts(w_.lists[at(i)], op, found);
        }
    }

    ExpressionId test(Piece<ExpressionId>& piece) {
        return piece.remembered.of(f_.slots, [&] { return f_.condition(piece.node, 0); });
    }

    ExpressionId condition(std::vector<Piece<ExpressionId>>& tests) {
        parts_.clear();
        for (Piece<ExpressionId>& piece : tests) {
            parts_.push_back(test(piece));
        }
        return f_.factory().all_of(parts_);
    }

    Combinations arguments(const LiftedRule& rule, std::vector<Piece<ExpressionId>>& tests) {
        std::vector<const Ints*> domains;
        for (const std::int32_t domain : rule.domains) {
            domains.push_back(&w_.domains[at(domain)]);
        }
        std::vector<JoinTest> join;
        for (Piece<ExpressionId>& piece : tests) {
            if (decided(piece.node)) {
                std::vector<std::size_t> roles;
                for (std::uint64_t left = lifted_.uses(piece.node); left != 0; left &= left - 1) {
                    roles.push_back(static_cast<std::size_t>(std::countr_zero(left)));
                }
                if (!roles.empty() && roles.back() >= domains.size()) {
                    throw Unusual("a variable that is no role");
                }
                join.push_back(
                    {roles, [this, &piece] { return test(piece) != ExpressionFactory::FALSE; }});
            }
        }
        return combinations(domains, join, MOST_EVENTS, f_.slots, [this] { f_.factory().tick(); });
    }

    // Whether the answer to a condition depends on the roles alone.
    bool decided(std::int32_t node) {
        const LiftedNode n = lifted_[node];
        if (n.op == Op::READ && assigned_[at(n.a)] != 0) {
            return false;
        }
        return std::ranges::all_of(lifted_.operands(node), [&](std::int32_t part) {
            return part == NOTHING || decided(part);
        });
    }

    Part effects(std::vector<Piece<Part>>& pieces) {
        scratch_.clear();
        for (Piece<Part>& piece : pieces) {
            const Part part = piece.remembered.of(f_.slots, [&] { return effects_of(piece.node); });
            scratch_.insert(scratch_.end(), pool_.begin() + part.begin, pool_.begin() + part.end);
        }
        last_of_each(scratch_);
        const Part listed{size(made_.effect_lists), size(made_.effect_lists) + size(scratch_)};
        made_.effect_lists.insert(made_.effect_lists.end(), scratch_.begin(), scratch_.end());
        return listed;
    }

    // Makes the effects of a piece; returns where their numbers stand in `pool_`.
    Part effects_of(std::int32_t node) {
        std::vector<std::uint32_t> found;
        std::size_t most = MANY;
        f_.effects(node, 0, ExpressionFactory::TRUE, [&](const GroundEffect& effect) {
            found.push_back(number_of(effect));
            if (found.size() > most) {
                last_of_each(found);
                most = std::max(MANY, 2 * found.size());
            }
        });
        const std::uint32_t begin = size(pool_);
        pool_.insert(pool_.end(), found.begin(), found.end());
        return {begin, size(pool_)};
    }

    std::uint32_t number_of(const GroundEffect& effect) {
        std::uint64_t hash = kernel::hash_combine(effect.condition, effect.path);
        hash = kernel::hash_finish(
            kernel::hash_combine(kernel::hash_combine(hash, effect.fluent), effect.value));
        return index_.find_or_add(
            hash, [&](std::uint32_t other) { return made_.effects[other] == effect; },
            [&] {
                made_.effects.push_back(effect);
                return size(made_.effects) - 1;
            });
    }

    // Of effects that are the same, only the last counts: all are read before any is made.
    void last_of_each(std::vector<std::uint32_t>& effects) {
        if (effects.size() < 2) {
            return;
        }
        last_.resize(made_.effects.size(), 0);
        ++round_;
        auto kept = effects.end();
        for (auto at = effects.end(); at != effects.begin();) {
            --at;
            if (last_[*at] != round_) {
                last_[*at] = round_;
                *--kept = *at;
            }
        }
        effects.erase(effects.begin(), kept);
    }

    Part by(const LiftedRule& rule) {
        const Part own{size(made_.by), 0};
        for (const std::int32_t term : rule.by) {
            const std::int32_t who = f_.character(f_.term(term));
            const auto before = made_.by.begin() + own.begin;
            if (who != NOTHING && std::find(before, made_.by.end(),
                                            static_cast<std::uint32_t>(who)) == made_.by.end()) {
                made_.by.push_back(static_cast<std::uint32_t>(who));
            }
        }
        return {own.begin, size(made_.by)};
    }

    // -- who sees it ------------------------------------------------------------------------------

    std::uint64_t seer_uses(const LiftedRule& rule) {
        std::uint64_t uses = 0;
        for (const auto& [term, slot, domain, condition] : rule.seers) {
            uses |= term != NOTHING ? lifted_.uses(term)
                                    : lifted_.uses(condition) & ~(std::uint64_t{1} << slot);
        }
        return uses;
    }

    std::uint32_t row(const LiftedRule& rule, std::vector<Remembered<ExpressionId>>& remembered) {
        if (rule.seen_by_all) {
            return add_row(all_see_);
        }
        std::vector<std::vector<ExpressionId>> sees(w_.characters.size());
        for (std::size_t i = 0; i < rule.seers.size(); ++i) {
            const auto& [term, slot, domain, condition] = rule.seers[i];
            if (term != NOTHING) {
                if (const std::int32_t who = f_.character(f_.term(term)); who != NOTHING) {
                    sees[at(who)].push_back(ExpressionFactory::TRUE);
                }
                continue;
            }
            f_.each(slot, domain, [&, node = condition, &known = remembered[i]](Code code) {
                const std::int32_t who = f_.character(code);
                if (who == NOTHING) {
                    return;
                }
                // Remembered per character: rows of seers differ in few of them.
                sees[at(who)].push_back(known.of(f_.slots, [&] {
                    return node == NOTHING ? ExpressionFactory::TRUE : f_.condition(node, 0);
                }));
            });
        }
        std::vector<ExpressionId> made;
        for (const std::vector<ExpressionId>& each : sees) {
            made.push_back(f_.factory().any_of(each));
        }
        return add_row(made);
    }

    std::uint32_t add_row(const std::vector<ExpressionId>& row) {
        if (row.empty()) {
            return 0;
        }
        made_.seen_by.insert(made_.seen_by.end(), row.begin(), row.end());
        return static_cast<std::uint32_t>(made_.seen_by.size() / row.size() - 1);
    }

    Compiler& f_;
    Lifted& lifted_;
    const LiftedWorld& w_;
    const std::vector<std::uint8_t>& assigned_;
    std::size_t codes_;
    std::vector<ExpressionId> all_see_;
    Instances made_;
    kernel::HashIndex index_;          // of effects
    std::vector<std::uint32_t> pool_;  // numbers of effects, piece after piece
    std::vector<std::uint32_t> scratch_;
    std::vector<std::uint64_t> last_;  // by effect: the round of `last_of_each` that last met it
    std::uint64_t round_ = 0;
    std::vector<ExpressionId> parts_;
};

}  // namespace

Instances instances(Compiler& compiler, const std::vector<std::uint8_t>& assigned) {
    return Making(compiler, assigned).run();
}

}  // namespace elsewise::grounding
