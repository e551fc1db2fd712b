#include "elsewise/grounding/fluents.hpp"

namespace elsewise::grounding {
namespace {

constexpr std::size_t MOST_FLUENTS = 2'000'000;

}  // namespace

Fluents::Fluents(const LiftedWorld& world) : world_(world) {
    const std::size_t codes =
        FIRST_ENTITY + static_cast<std::size_t>(world.entities) + world.numbers.size();
    for (std::size_t fact = 0; fact < world.facts.size(); ++fact) {
        Shape shape{count(), {}};
        std::size_t size = 1;
        for (const std::int32_t domain : world.facts[fact].domains) {
            const Ints& values = world.domains[static_cast<std::size_t>(domain)];
            Ints& places = shape.places.emplace_back(codes, NOTHING);
            for (std::size_t place = 0; place < values.size(); ++place) {
                places[static_cast<std::size_t>(values[place])] = static_cast<Code>(place);
            }
            size *= values.size();
            if (size > MOST_FLUENTS) {
                throw Unusual("too many fluents");
            }
        }
        if (fact_of_.size() + size > MOST_FLUENTS) {
            throw Unusual("too many fluents");
        }
        fact_of_.resize(fact_of_.size() + size, static_cast<std::uint32_t>(fact));
        shapes_.push_back(std::move(shape));
    }
}

std::uint32_t Fluents::fluent(std::uint32_t fact, std::span<const Code> arguments) const {
    const Shape& shape = shapes_[fact];
    if (arguments.size() != shape.places.size()) {
        throw Unusual("wrong number of arguments");
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::int32_t domain = world_.facts[fact].domains[i];
        const Code place = shape.places[i][static_cast<std::size_t>(arguments[i])];
        if (place == NOTHING) {
            throw Unusual("no such fluent");
        }
        at = at * world_.domains[static_cast<std::size_t>(domain)].size() +
             static_cast<std::size_t>(place);
    }
    return shape.first + static_cast<std::uint32_t>(at);
}

Ints Fluents::arguments(std::uint32_t fluent) const {
    const std::uint32_t fact = fact_of_[fluent];
    const Ints& domains = world_.facts[fact].domains;
    std::size_t at = fluent - shapes_[fact].first;
    Ints found(domains.size());
    for (std::size_t i = domains.size(); i-- > 0;) {
        const Ints& values = world_.domains[static_cast<std::size_t>(domains[i])];
        found[i] = values[at % values.size()];
        at /= values.size();
    }
    return found;
}

}  // namespace elsewise::grounding
