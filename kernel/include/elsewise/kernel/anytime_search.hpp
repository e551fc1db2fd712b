// Anytime search: looks for some story on a thread of its own, while another looks for the
// shortest.
//
// A story in which people look less far ahead, or think less deeply about each other's minds, is
// most often a story within the full limits too, and it is far cheaper to find: the cost of one
// reason grows with both, as a power. So stages are tried from the smallest foresight and depth up;
// each is searched best first (first_story.hpp). For every depth there is one stage at hand; they
// take turns, with ever more work, and when one is searched to its end the next foresight is tried.
// What a stage finds is checked within the full limits, and reduced (plan_reduction.hpp), before it
// counts: a longer foresight never takes a reason away, but with more depth a plan can turn out to
// be there for nothing in part.
//
// Nothing depends on time: turns are measured in work (limits.hpp, WorkCounter), so that every run
// finds the same story after the same work.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "elsewise/kernel/limits.hpp"
#include "elsewise/kernel/program.hpp"
#include "elsewise/kernel/request.hpp"

namespace elsewise::kernel {

class AnytimeSearch : private WorkCounter {
public:
    using Actions = std::vector<Event>;

    // How it ended: after how much work, and with what story; or that there is none.
    struct Result {
        std::uint64_t work = 0;
        std::optional<Actions> story;
        bool none = false;
    };

    // Begins to look, for a request that begins at the beginning. `space` is for its tables too.
    AnytimeSearch(const Tables& tables, std::uint32_t depth, std::uint32_t extra_levels,
                  const Request& request, double memory_bytes, Space& space);
    // Ends it, found or not.
    ~AnytimeSearch() override;
    AnytimeSearch(const AnytimeSearch&) = delete;
    AnytimeSearch& operator=(const AnytimeSearch&) = delete;

    // Waits until it has ended or so much work is done, at most a little while; whether that is so.
    bool wait_for(std::uint64_t work);
    // How it ended, if it has.
    std::optional<Result> result() const;

private:
    struct DepthSearch;
    struct OutOfWork {};
    struct Cancelled {};

    void run(const Tables& tables);
    Result look(const Tables& tables);
    std::optional<Actions> take_turn(DepthSearch& at, DepthSearch& full);
    void worked() override;

    std::uint32_t depth_;
    std::uint32_t extra_levels_;
    Request request_;
    double memory_bytes_;
    Space& space_;

    std::uint64_t turn_ends_ = 0;  // at so much work
    std::atomic<std::uint64_t> work_ = 0;
    std::atomic<bool> cancelled_ = false;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Result> result_;
    std::thread thread_;
};

}  // namespace elsewise::kernel
