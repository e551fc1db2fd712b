// When the search for the shortest story is given up for a story that was found elsewhere.
//
// Once the search is a long one, another one is started that looks for some story
// (anytime_search.hpp). Its story ends the search as soon as all shorter lengths are excluded. When
// the search has also done as much work as the other needed for it, and so much at least as its
// patience says, it is given up, if some story will do. All of this is measured in work, not in
// time, and decided at certain points only, where the slower one is waited for, so that every run
// decides alike.
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
    // What is enough for giving up: a story when patience has ended, or only one that is shown to
    // be the shortest.
    enum class For : std::uint8_t { SOME_STORY, SHORTEST_STORY };

    // `limits` are those of the search; `patience` is in units of work.
    GiveUpRule(const StorySearch& search, LimitChecker& limits, For what, std::uint64_t patience,
               StartAnytime start_anytime)
        : search_(search),
          limits_(limits),
          for_(what),
          patience_(patience),
          start_anytime_(std::move(start_anytime)) {}

    void worked() override;

    // Ends the anytime search; what it has found, if it was started and came to an end.
    std::optional<AnytimeSearch::Result> collect();

private:
    static constexpr std::uint64_t START_ANYTIME = 256;  // after about a hundredth of a second
    // Before patience ends, only what was found with so much less work counts, so that nobody waits
    // for one who is a little slower.
    static constexpr std::uint64_t LEAD = 4;

    bool is_decided();
    void look_for_result(std::uint64_t work);

    const StorySearch& search_;
    LimitChecker& limits_;
    For for_;
    std::uint64_t patience_;
    StartAnytime start_anytime_;
    std::unique_ptr<AnytimeSearch> anytime_;
    std::optional<AnytimeSearch::Result> result_;  // once it counts
    std::uint64_t work_ = 0;
    std::uint64_t next_ = START_ANYTIME;
};

}  // namespace elsewise::kernel
