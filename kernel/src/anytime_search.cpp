#include "elsewise/kernel/anytime_search.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "elsewise/kernel/best_first_search.hpp"
#include "elsewise/kernel/plan_reduction.hpp"
#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/shapes.hpp"

namespace elsewise::kernel {
namespace {

constexpr std::uint64_t FIRST_TURN = 256;  // in units of work; every round has twice as long ones

std::uint32_t next_foresight(std::uint32_t foresight) {
    return foresight + std::max(foresight / 4, std::uint32_t{1});
}

}  // namespace

// One depth: everything worked out about it, and the stage at hand.
struct AnytimeSearch::DepthSearch {
    DepthSearch(const Tables& tables, std::uint32_t depth, std::uint32_t extra_levels,
                std::uint32_t most_foresight, WorkCounter& counter, double memory_bytes,
                Space& space)
        : program(tables),
          shapes(program, depth + 1 + extra_levels, extra_levels),
          limits(&space),
          system(program, shapes, limits),
          reasons(system),
          start(system.start()),
          foresight(std::min(most_foresight, std::uint32_t{1})) {
        Limits most;
        most.memory_bytes = memory_bytes;
        limits.begin(most, nullptr);
        limits.count_with(&counter);
    }

    Program program;
    Shapes shapes;
    LimitChecker limits;
    TransitionSystem system;
    Reasons reasons;
    NodeId start;

    std::uint32_t foresight;
    std::optional<Actions> found;  // at this stage, and not checked yet
    bool done = false;             // there are no more stages
};

AnytimeSearch::AnytimeSearch(const Tables& tables, std::uint32_t depth, std::uint32_t extra_levels,
                             const Request& request, double memory_bytes, Space& space)
    : depth_(depth),
      extra_levels_(extra_levels),
      request_(request),
      memory_bytes_(memory_bytes),
      space_(space),
      thread_([this, copy = tables] { run(copy); }) {}

AnytimeSearch::~AnytimeSearch() {
    cancelled_ = true;
    thread_.join();
}

bool AnytimeSearch::wait_for(std::uint64_t work) {
    if (work_.load() >= work) {
        return true;
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::milliseconds(5), [&] { return result_.has_value(); });
    return result_.has_value() || work_.load() >= work;
}

std::optional<AnytimeSearch::Result> AnytimeSearch::result() const {
    const std::lock_guard lock(mutex_);
    return result_;
}

// -- on the other thread ------------------------------------------------------------------------

void AnytimeSearch::run(const Tables& tables) {
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

void AnytimeSearch::worked() {
    if (cancelled_.load()) {
        throw Cancelled{};
    }
    if (work_.fetch_add(1) + 1 >= turn_ends_) {
        throw OutOfWork{};
    }
}

AnytimeSearch::Result AnytimeSearch::look(const Tables& tables) {
    std::vector<std::unique_ptr<DepthSearch>> searches(depth_ + 1);
    for (std::uint64_t turn = FIRST_TURN;; turn *= 2) {
        for (std::uint32_t depth = 0; depth <= depth_; ++depth) {
            std::unique_ptr<DepthSearch>& search = searches[depth];
            WorkCounter& counter = *this;
            for (std::unique_ptr<DepthSearch>* needed : {&search, &searches.back()}) {
                if (!*needed) {
                    const std::uint32_t its = needed == &search ? depth : depth_;
                    *needed = std::make_unique<DepthSearch>(tables, its, extra_levels_,
                                                            request_.foresight, counter,
                                                            memory_bytes_, space_);
                }
            }
            turn_ends_ = work_.load() + turn;
            while (!search->done) {
                try {
                    if (auto story = take_turn(*search, *searches.back())) {
                        return {0, std::move(story), false};
                    }
                } catch (const OutOfWork&) {
                    break;
                }
            }
            if (search == searches.back() && search->done) {
                return {0, std::nullopt, true};
            }
        }
    }
}

// Searches the stage at hand to its end, and goes on to the next.
std::optional<AnytimeSearch::Actions> AnytimeSearch::take_turn(DepthSearch& at, DepthSearch& full) {
    if (!at.found) {
        const Goal goal = goal_of(request_, at.system, at.start);
        BestFirstSearch search(at.system, at.reasons, at.start, goal, request_.length,
                               at.foresight);
        at.found = search.run();
    }
    std::optional<Actions> story;
    if (at.found) {
        const Goal goal = goal_of(request_, full.system, full.start);
        story = reduced_plan(full.system, full.reasons, full.start, goal, request_.foresight,
                             *at.found);
    }
    if (!story) {
        at.found.reset();
        at.done = at.foresight >= request_.foresight;
        at.foresight = std::min(next_foresight(at.foresight), request_.foresight);
    }
    return story;
}

}  // namespace elsewise::kernel
