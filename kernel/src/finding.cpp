#include "elsewise/kernel/finding.hpp"

#include <new>
#include <utility>

#include "elsewise/kernel/first_story.hpp"
#include "elsewise/kernel/trimming.hpp"

namespace elsewise::kernel {
namespace {

// Somebody who counts the work of a stop while this lives.
class Following {
public:
    Following(Stop& stop, Pace* pace) : stop_(stop) { stop_.follow(pace); }
    ~Following() { stop_.follow(nullptr); }
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;

private:
    Stop& stop_;
};

}  // namespace

Finding::Finding(Progress& progress, Reasons& reasons, NodeId start, const Request& request,
                 SendOut send_out)
    : progress_(progress),
      reasons_(reasons),
      start_(start),
      request_(request),
      goal_(goal_of(request, progress, start)),
      send_out_(std::move(send_out)),
      search_(progress, reasons, start, goal_, request.foresight) {}

Found Finding::run() {
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

void Finding::find_shortest() {
    Lead lead(search_, progress_.stop(), request_.patience, send_out_);
    const bool led = send_out_ && request_.mode == Mode::BALANCED;
    const Following following(progress_.stop(), led ? &lead : nullptr);
    const auto gather = [&] {
        found_.stories = search_.stories();
        found_.at_least = search_.stories().empty()
                              ? search_.length()
                              : static_cast<std::uint32_t>(search_.stories().front().size());
        found_.proven = !found_.stories.empty();
        const std::optional<Scouting::Result> scouted = lead.call_back();
        if (scouted && !found_.proven) {
            found_.proven = scouted->none;
            if (scouted->story) {
                found_.stories.push_back(*scouted->story);
            }
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

void Finding::find_any() {
    std::optional<Scouting::Result> scouted = send_out_ ? wait_for_scouts() : std::nullopt;
    if (scouted && (scouted->story || scouted->none)) {
        found_.proven = scouted->none;
        if (scouted->story) {
            found_.stories.push_back(std::move(*scouted->story));
        }
        return;
    }
    FirstStory search(progress_, reasons_, start_, goal_, request_.length, request_.foresight);
    const std::optional<StorySearch::Actions> story = search.run();
    found_.proven = !story;
    if (story) {
        found_.stories.push_back(
            *trimmed(progress_, reasons_, start_, goal_, request_.foresight, *story));
    }
}

// Where scouts fail, for want of memory or because triggers go round, they come back with nothing.
std::optional<Scouting::Result> Finding::wait_for_scouts() {
    const std::unique_ptr<Scouting> scouting = send_out_();
    while (!scouting->result()) {
        scouting->wait_for(~std::uint64_t{0});
        progress_.stop().look_at_limits();
    }
    return scouting->result();
}

}  // namespace elsewise::kernel
