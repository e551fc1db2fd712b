// States that are explored ahead of their turn, by several threads.
//
// One thread, the first, hands out states in order, and takes their edges back in the same order,
// whoever found them when; so what it makes of them is the same as if it had been alone. In the
// meantime it explores like the others, the workers. They stand on its tables (sharing.hpp).
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "elsewise/kernel/reasons.hpp"
#include "elsewise/kernel/transition.hpp"

namespace elsewise::kernel {

struct Edge {
    Event action;
    NodeId after;
};

// Adds the edges of a state: possible actions with a reason for everybody within a foresight;
// without one, all that are possible.
void find_edges(TransitionSystem& system, Reasons& reasons, NodeId node,
                std::optional<std::uint32_t> foresight, std::vector<Edge>& edges);

// Some states that follow each other.
struct Batch {
    std::vector<NodeId> nodes;
    std::vector<Edge> edges;
    std::vector<std::size_t> ends;  // per state that is explored: where its edges end
    std::exception_ptr failed;      // at the next one
    bool done = false;
};

// Who explores what. All may be called by any thread, if nothing else is said.
class ExpansionQueue {
public:
    // Hands out more states, those of a list from one place to another.
    void add(const ChunkedArray<NodeId>& nodes, std::size_t begin, std::size_t end);
    // The next states to be explored; null if there are none now.
    Batch* take();
    // Waits for them; null when it is closed.
    Batch* wait_and_take();
    void finish(Batch& batch);
    // No more states are handed out to those who wait.
    void close();

    // For the first thread: the next batch in order, when it is done.
    std::unique_ptr<Batch> next_done();
    // Whether some batch is not done.
    bool is_busy();
    // Waits until the next batch is done, or a few milliseconds.
    void wait_a_little();

private:
    static constexpr std::size_t MOST = 32;  // states in a batch
    static constexpr std::size_t PARTS = 16;

    Batch* take_locked();

    std::mutex mutex_;
    std::condition_variable handed_out_;
    std::condition_variable finished_;
    std::deque<NodeId> waiting_;
    std::deque<std::unique_ptr<Batch>> under_way_;  // in order
    bool closed_ = false;
};

// A thread that explores with the tables of another. It ends with this.
class ExpansionWorker : private WorkCounter {
public:
    // `system` and `reasons` are shared already, and for as long as this lives.
    ExpansionWorker(TransitionSystem& system, Reasons& reasons,
                    std::optional<std::uint32_t> foresight, ExpansionQueue& queue);
    // Adds to the transitions that the first thread has made.
    ~ExpansionWorker() override;
    ExpansionWorker(const ExpansionWorker&) = delete;
    ExpansionWorker& operator=(const ExpansionWorker&) = delete;

private:
    struct Cancelled {};

    void run();
    void worked() override;

    TransitionSystem& system_;
    Reasons& reasons_;
    std::optional<std::uint32_t> foresight_;
    ExpansionQueue& queue_;
    std::size_t transitions_ = 0;
    std::atomic<bool> cancelled_{false};
    std::thread thread_;  // begins when all else is there
};

}  // namespace elsewise::kernel
