// When the search for the shortest story is given up for a story that was found elsewhere.
//
// Once the search is a long one, another one is started that looks for some story
// (anytime_search.hpp). When it has one, and the search has done as much work as it needed for it,
// and so much at least as its patience says, it is given up. All of this is measured in work, not
// in time, and decided at certain points only, where the slower one is waited for, so that every
// run decides alike.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "elsewise/kernel/anytime_search.hpp"
#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/search.hpp"

namespace elsewise::kernel {

using StartAnytime = std::function<std::unique_ptr<AnytimeSearch>()>;

// Thrown in the search for the shortest story when it is given up.
struct GivenUp {};

class GiveUpRule : public WorkCounter {
public:
    // `limits` are those of the search; `patience` is in units of work.
    GiveUpRule(const StorySearch& search, LimitChecker& limits, std::uint64_t patience,
               StartAnytime start_anytime)
        : search_(search),
          limits_(limits),
          patience_(patience),
          start_anytime_(std::move(start_anytime)) {}

    void worked() override;

    // Ends the anytime search; what it has found, if it was started and came to an end.
    std::optional<AnytimeSearch::Result> collect();

private:
    static constexpr std::uint64_t START_ANYTIME = 256;  // after about a hundredth of a second

    const StorySearch& search_;
    LimitChecker& limits_;
    std::uint64_t patience_;
    StartAnytime start_anytime_;
    std::unique_ptr<AnytimeSearch> anytime_;
    std::uint64_t work_ = 0;
    std::uint64_t next_ = START_ANYTIME;
};

}  // namespace elsewise::kernel
