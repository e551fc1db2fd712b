#include "elsewise/kernel/portfolio.hpp"

#include <new>
#include <utility>

#include "elsewise/kernel/best_first_search.hpp"
#include "elsewise/kernel/lookahead.hpp"
#include "elsewise/kernel/plan_reduction.hpp"

namespace elsewise::kernel {
namespace {

// Work is counted by somebody while this lives.
class Counting {
public:
    Counting(LimitChecker& limits, WorkCounter* counter) : limits_(limits) {
        limits_.count_with(counter);
    }
    ~Counting() { limits_.count_with(nullptr); }
    Counting(const Counting&) = delete;
    Counting& operator=(const Counting&) = delete;

private:
    LimitChecker& limits_;
};

}  // namespace

Portfolio::Portfolio(TransitionSystem& system, Reasons& reasons, NodeId start,
                     const Request& request, StartAnytime start_anytime)
    : system_(system),
      reasons_(reasons),
      start_(start),
      request_(request),
      goal_(goal_of(request, system, start)),
      start_anytime_(std::move(start_anytime)),
      search_(system, reasons, start, goal_, request.foresight) {}

Found Portfolio::run() {
    try {
        if (request_.mode == Mode::FIRST) {
            find_any();
        } else {
            find_shortest();
        }
    } catch (const Stopped& stopped) {
        found_.stopped_by = stopped.reason;
    } catch (const std::bad_alloc&) {
        found_.stopped_by = StopReason::MEMORY;
    }
    return std::move(found_);
}

void Portfolio::find_shortest() {
    using For = GiveUpRule::For;
    const bool some = request_.mode == Mode::BALANCED;
    GiveUpRule rule(search_, system_.limits(), some ? For::SOME_STORY : For::SHORTEST_STORY,
                    request_.patience, start_anytime_);
    const bool may_give_up = start_anytime_ && (some || request_.most == 1);
    const Counting counting(system_.limits(), may_give_up ? &rule : nullptr);
    const auto gather = [&] {
        found_.stories = search_.stories();
        found_.at_least = search_.stories().empty()
                              ? search_.length()
                              : static_cast<std::uint32_t>(search_.stories().front().size());
        found_.proven = !found_.stories.empty();
        const std::optional<AnytimeSearch::Result> answer = rule.collect();
        if (answer && !found_.proven) {
            take(*answer);
        }
    };
    try {
        search_.run(request_.length, request_.most);
    } catch (const GivenUp&) {
        return gather();
    } catch (...) {
        gather();
        throw;
    }
    gather();
    found_.proven = true;
}

void Portfolio::find_any() {
    found_.at_least = least_events(system_, goal_, start_, request_.length);
    std::optional<AnytimeSearch::Result> answer =
        start_anytime_ ? wait_for_anytime() : std::nullopt;
    if (answer && (answer->story || answer->none)) {
        return take(*answer);
    }
    BestFirstSearch search(system_, reasons_, start_, goal_, request_.length, request_.foresight);
    const std::optional<StorySearch::Actions> story = search.run();
    take(
        {0,
         story ? reduced_plan(system_, reasons_, start_, goal_, request_.foresight, *story) : story,
         !story});
}

// What a search for some story came to: it is the shortest if no shorter one can be.
void Portfolio::take(const AnytimeSearch::Result& result) {
    found_.proven = result.none;
    if (result.story) {
        found_.stories.push_back(*result.story);
        found_.proven = result.story->size() <= found_.at_least;
    }
}

// Where it fails, for want of memory or because triggers go round, it ends with nothing.
std::optional<AnytimeSearch::Result> Portfolio::wait_for_anytime() {
    const std::unique_ptr<AnytimeSearch> anytime = start_anytime_();
    while (!anytime->result()) {
        anytime->wait_for(~std::uint64_t{0});
        system_.limits().check_limits();
    }
    return anytime->result();
}

}  // namespace elsewise::kernel
