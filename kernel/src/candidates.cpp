#include "elsewise/kernel/candidates.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace elsewise::kernel {
namespace {

// The atom an event is filed under: the one whose fluent and value fewest events ask for.
const OwnAtom* find_key(const Program& p, Event event,
                        const std::map<std::pair<Fluent, std::uint32_t>, std::uint32_t>& uses) {
    const Range atoms = p.conjunctions[p.events[event].condition].own_atoms;
    const OwnAtom* best = nullptr;
    std::uint32_t fewest = 0;
    for (std::uint32_t i = atoms.begin; i < atoms.end; ++i) {
        const OwnAtom& atom = p.own_atoms[i];
        if (atom.op == Operator::EQUAL && !atom.operand_is_fluent) {
            const std::uint32_t count = uses.at({atom.fluent, atom.operand});
            if (best == nullptr || count < fewest) {
                best = &atom;
                fewest = count;
            }
        }
    }
    return best;
}

}  // namespace

Candidates::Candidates(const Program& program, const std::vector<Event>& events) : p_(program) {
    std::map<std::pair<Fluent, std::uint32_t>, std::uint32_t> uses;
    for (const Event event : events) {
        const Range atoms = p_.conjunctions[p_.events[event].condition].own_atoms;
        for (std::uint32_t i = atoms.begin; i < atoms.end; ++i) {
            ++uses[{p_.own_atoms[i].fluent, p_.own_atoms[i].operand}];
        }
    }
    std::map<Fluent, std::map<std::uint32_t, std::vector<Event>>> filed;
    for (const Event event : events) {
        if (const OwnAtom* key = find_key(p_, event, uses)) {
            filed[key->fluent][key->operand].push_back(event);
        } else {
            events_.push_back(event);
        }
    }
    always_ = {0, static_cast<std::uint32_t>(events_.size())};
    for (const auto& [fluent, by_code] : filed) {
        const std::uint32_t codes = by_code.rbegin()->first + 1;
        const auto first = static_cast<std::uint32_t>(buckets_.size());
        keys_.push_back({fluent, first, codes});
        buckets_.resize(first + codes);
        for (const auto& [code, filed_events] : by_code) {
            const auto begin = static_cast<std::uint32_t>(events_.size());
            events_.insert(events_.end(), filed_events.begin(), filed_events.end());
            buckets_[first + code] = {begin, static_cast<std::uint32_t>(events_.size())};
        }
    }
}

void Candidates::find(const Conditions& conditions, const Code* row,
                      std::vector<Event>& found) const {
    found.clear();
    add_if_held(conditions, row, always_, found);
    for (const Key& key : keys_) {
        const Code code = row[key.fluent];
        if (code < key.codes) {
            add_if_held(conditions, row, buckets_[key.first_bucket + code], found);
        }
    }
    std::sort(found.begin(), found.end());
}

void Candidates::add_if_held(const Conditions& conditions, const Code* row, Range bucket,
                             std::vector<Event>& found) const {
    for (std::uint32_t i = bucket.begin; i < bucket.end; ++i) {
        if (conditions.own_holds(p_.events[events_[i]].condition, row)) {
            found.push_back(events_[i]);
        }
    }
}

}  // namespace elsewise::kernel
