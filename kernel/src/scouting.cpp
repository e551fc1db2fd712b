#include "elsewise/kernel/scouting.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "elsewise/kernel/first_story.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/shapes.hpp"
#include "elsewise/kernel/trimming.hpp"

namespace elsewise::kernel {
namespace {

constexpr std::uint64_t FIRST_TURN = 256;  // in units of work; every round has twice as long ones

std::uint32_t next_foresight(std::uint32_t foresight) {
    return foresight + std::max(foresight / 4, std::uint32_t{1});
}

}  // namespace

// One depth: everything worked out about it, and the stage at hand.
struct Scouting::Scout {
    Scout(const Tables& tables, std::uint32_t depth, std::uint32_t extra_levels,
          std::uint32_t most_foresight, Pace& pace, double memory_bytes, Space& space)
        : program(tables),
          shapes(program, depth + 1 + extra_levels, extra_levels),
          stop(&space),
          progress(program, shapes, stop),
          reasons(progress),
          start(progress.start()),
          foresight(std::min(most_foresight, std::uint32_t{1})) {
        StopLimits limits;
        limits.memory_bytes = memory_bytes;
        stop.begin(limits, nullptr);
        stop.follow(&pace);
    }

    Program program;
    Shapes shapes;
    Stop stop;
    Progress progress;
    Reasons reasons;
    NodeId start;

    std::uint32_t foresight;
    std::optional<Actions> found;  // at this stage, and not checked yet
    bool done = false;             // there are no more stages
};

Scouting::Scouting(const Tables& tables, std::uint32_t depth, std::uint32_t extra_levels,
                   const Request& request, double memory_bytes, Space& space)
    : depth_(depth),
      extra_levels_(extra_levels),
      request_(request),
      memory_bytes_(memory_bytes),
      space_(space),
      thread_([this, copy = tables] { run(copy); }) {}

Scouting::~Scouting() {
    cancelled_ = true;
    thread_.join();
}

bool Scouting::wait_for(std::uint64_t work) {
    if (work_.load() >= work) {
        return true;
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::milliseconds(5), [&] { return result_.has_value(); });
    return result_.has_value() || work_.load() >= work;
}

std::optional<Scouting::Result> Scouting::result() const {
    const std::lock_guard lock(mutex_);
    return result_;
}

// -- on the other thread ------------------------------------------------------------------------

void Scouting::run(const Tables& tables) {
    Result result;
    try {
        result = look(tables);
    } catch (const Cancelled&) {
    } catch (const Stopped&) {
    } catch (const std::exception&) {
        // No memory, or triggers that go round: who looks for the shortest story will say so.
    }
    result.work = work_.load();
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
    changed_.notify_all();
}

void Scouting::worked() {
    if (cancelled_.load()) {
        throw Cancelled{};
    }
    if (work_.fetch_add(1) + 1 >= turn_ends_) {
        throw OutOfWork{};
    }
}

Scouting::Result Scouting::look(const Tables& tables) {
    std::vector<std::unique_ptr<Scout>> scouts(depth_ + 1);
    for (std::uint64_t turn = FIRST_TURN;; turn *= 2) {
        for (std::uint32_t depth = 0; depth <= depth_; ++depth) {
            std::unique_ptr<Scout>& scout = scouts[depth];
            Pace& pace = *this;
            for (std::unique_ptr<Scout>* needed : {&scout, &scouts.back()}) {
                if (!*needed) {
                    const std::uint32_t its = needed == &scout ? depth : depth_;
                    *needed =
                        std::make_unique<Scout>(tables, its, extra_levels_, request_.foresight,
                                                pace, memory_bytes_, space_);
                }
            }
            turn_ends_ = work_.load() + turn;
            while (!scout->done) {
                try {
                    if (auto story = take_turn(*scout, *scouts.back())) {
                        return {0, std::move(story), false};
                    }
                } catch (const OutOfWork&) {
                    break;
                }
            }
            if (scout == scouts.back() && scout->done) {
                return {0, std::nullopt, true};
            }
        }
    }
}

// Searches the stage at hand to its end, and goes on to the next.
std::optional<Scouting::Actions> Scouting::take_turn(Scout& scout, Scout& full) {
    if (!scout.found) {
        const Goal goal = goal_of(request_, scout.progress, scout.start);
        FirstStory search(scout.progress, scout.reasons, scout.start, goal, request_.length,
                          scout.foresight);
        scout.found = search.run();
    }
    std::optional<Actions> story;
    if (scout.found) {
        const Goal goal = goal_of(request_, full.progress, full.start);
        story = trimmed(full.progress, full.reasons, full.start, goal, request_.foresight,
                        *scout.found);
    }
    if (!story) {
        scout.found.reset();
        scout.done = scout.foresight >= request_.foresight;
        scout.foresight = std::min(next_foresight(scout.foresight), request_.foresight);
    }
    return story;
}

}  // namespace elsewise::kernel
