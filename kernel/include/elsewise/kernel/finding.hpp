// One request for stories, answered in the way it asks for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "elsewise/kernel/lead.hpp"
#include "elsewise/kernel/progress.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/request.hpp"
#include "elsewise/kernel/scouting.hpp"
#include "elsewise/kernel/search.hpp"

namespace elsewise::kernel {

struct Found {
    std::vector<StorySearch::Actions> stories;
    std::optional<StopReason> stopped_by;
    // No story is shorter than the first; without one, there is none.
    bool proven = false;
    // No story has fewer events.
    std::uint32_t at_least = 0;
};

class Finding {
public:
    // `start` is the state at which stories begin. Without `send_out` nobody scouts.
    Finding(Progress& progress, Reasons& reasons, NodeId start, const Request& request,
            SendOut send_out);

    // Limits end it with what was found so far. Call once.
    Found run();

    // The number of events looked at now, and of stories so far.
    std::uint32_t length() const { return search_.length(); }
    std::size_t stories() const { return search_.stories().size(); }

private:
    void find_shortest();
    void find_any();
    std::optional<Scouting::Result> wait_for_scouts();

    Progress& progress_;
    Reasons& reasons_;
    NodeId start_;
    Request request_;
    Goal goal_;
    SendOut send_out_;
    StorySearch search_;
    Found found_;
};

}  // namespace elsewise::kernel
