// One request for stories, answered in the way it asks for: a portfolio of an exact search and an
// anytime search that run side by side (Huberman, Lukose and Hogg, "An economics approach to hard
// computational problems", 1997).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "elsewise/kernel/anytime_search.hpp"
#include "elsewise/kernel/give_up.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/request.hpp"
#include "elsewise/kernel/search.hpp"
#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

struct Found {
    std::vector<StorySearch::Actions> stories;
    std::optional<StopReason> stopped_by;
    // No story is shorter than the first; without one, there is none.
    bool proven = false;
    // No story has fewer events.
    std::uint32_t at_least = 0;
};

class Portfolio {
public:
    // `start` is the state at which stories begin. Without `start_anytime` the exact search is
    // alone.
    Portfolio(TransitionSystem& system, Reasons& reasons, NodeId start, const Request& request,
              StartAnytime start_anytime);

    // Limits end it with what was found so far. Call once.
    Found run();

    // The number of events looked at now, and of stories so far.
    std::uint32_t length() const { return search_.length(); }
    std::size_t stories() const { return search_.stories().size(); }

private:
    void find_shortest();
    void find_any();
    void take(const AnytimeSearch::Result& result);
    std::optional<AnytimeSearch::Result> wait_for_anytime();

    TransitionSystem& system_;
    Reasons& reasons_;
    NodeId start_;
    Request request_;
    Goal goal_;
    StartAnytime start_anytime_;
    StorySearch search_;
    Found found_;
};

}  // namespace elsewise::kernel
