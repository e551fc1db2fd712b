#include "elsewise/kernel/packing.hpp"

#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>
#include <vector>

#include "elsewise/kernel/errors.hpp"

namespace elsewise::kernel {
namespace {

// Everything in the tables, in an order that both directions share.
template <class SomeTables, class Use>
void each(SomeTables& t, Use use) {
    use(t.characters), use(t.entities), use(t.actions), use(t.extra_levels);
    use(t.numbers), use(t.low), use(t.high);
    use(t.kinds), use(t.asked), use(t.consents);
    use(t.expressions), use(t.parts), use(t.path_ends), use(t.path_characters);
    use(t.conditions), use(t.effect_ends), use(t.effects);
    use(t.by_ends), use(t.by), use(t.seen_by);
    use(t.start), use(t.wants), use(t.endings);
}

struct Writing {
    std::string bytes;

    void operator()(std::uint32_t number) {
        bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
    }
    template <class T>
    void operator()(const std::vector<T>& list) {
        static_assert(std::is_trivially_copyable_v<T>);
        (*this)(static_cast<std::uint32_t>(list.size()));
        bytes.append(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(T));
    }
};

struct Reading {
    std::string_view left;

    void take(void* into, std::size_t size) {
        if (size > left.size()) {
            throw BadProblem("packed tables are cut off");
        }
        if (size > 0) {
            std::memcpy(into, left.data(), size);
        }
        left.remove_prefix(size);
    }
    void operator()(std::uint32_t& number) { take(&number, sizeof number); }
    template <class T>
    void operator()(std::vector<T>& list) {
        std::uint32_t count = 0;
        (*this)(count);
        if (count > left.size() / sizeof(T)) {
            throw BadProblem("packed tables are cut off");
        }
        list.resize(count);
        take(list.data(), count * sizeof(T));
    }
};

}  // namespace

std::string packed(const Tables& tables) {
    Writing writing;
    each(tables, [&](const auto& part) { writing(part); });
    return std::move(writing.bytes);
}

Tables unpacked(std::string_view bytes) {
    Tables tables;
    Reading reading{bytes};
    each(tables, [&](auto& part) { reading(part); });
    if (!reading.left.empty()) {
        throw BadProblem("packed tables are too long");
    }
    return tables;
}

}  // namespace elsewise::kernel
