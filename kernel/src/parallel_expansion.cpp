#include "elsewise/kernel/parallel_expansion.hpp"

#include <algorithm>
#include <utility>

namespace elsewise::kernel {

void find_edges(TransitionSystem& system, Reasons& reasons, NodeId node,
                std::optional<std::uint32_t> foresight, std::vector<Edge>& edges) {
    const std::span<const Event> actions = system.candidates(node);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        system.limits().tick();
        if (system.is_possible(node, actions[rank]) &&
            (!foresight || reasons.explained(node, actions[rank], *foresight))) {
            edges.push_back({actions[rank], system.after(node, rank)});
        }
    }
}

// -- who explores what --------------------------------------------------------------------------

void ExpansionQueue::add(const ChunkedArray<NodeId>& nodes, std::size_t begin, std::size_t end) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = begin; i < end; ++i) {
        waiting_.push_back(nodes[i]);
    }
    handed_out_.notify_all();
}

Batch* ExpansionQueue::take() {
    const std::lock_guard lock(mutex_);
    return take_locked();
}

Batch* ExpansionQueue::wait_and_take() {
    std::unique_lock lock(mutex_);
    handed_out_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
    return closed_ ? nullptr : take_locked();
}

// Few states at once where there are few, so that all have something to do.
Batch* ExpansionQueue::take_locked() {
    if (waiting_.empty()) {
        return nullptr;
    }
    const auto count =
        static_cast<std::ptrdiff_t>(std::clamp(waiting_.size() / PARTS, std::size_t{1}, MOST));
    auto batch = std::make_unique<Batch>();
    batch->nodes.assign(waiting_.begin(), waiting_.begin() + count);
    waiting_.erase(waiting_.begin(), waiting_.begin() + count);
    under_way_.push_back(std::move(batch));
    return under_way_.back().get();
}

void ExpansionQueue::finish(Batch& batch) {
    const std::lock_guard lock(mutex_);
    batch.done = true;
    finished_.notify_all();
}

void ExpansionQueue::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    handed_out_.notify_all();
}

std::unique_ptr<Batch> ExpansionQueue::next_done() {
    const std::lock_guard lock(mutex_);
    if (under_way_.empty() || !under_way_.front()->done) {
        return nullptr;
    }
    std::unique_ptr<Batch> batch = std::move(under_way_.front());
    under_way_.pop_front();
    return batch;
}

bool ExpansionQueue::is_busy() {
    const std::lock_guard lock(mutex_);
    return !under_way_.empty();
}

void ExpansionQueue::wait_a_little() {
    std::unique_lock lock(mutex_);
    finished_.wait_for(lock, std::chrono::milliseconds(5),
                       [&] { return under_way_.empty() || under_way_.front()->done; });
}

// -- workers ------------------------------------------------------------------------------------

ExpansionWorker::ExpansionWorker(TransitionSystem& system, Reasons& reasons,
                                 std::optional<std::uint32_t> foresight, ExpansionQueue& queue)
    : system_(system),
      reasons_(reasons),
      foresight_(foresight),
      queue_(queue),
      thread_(&ExpansionWorker::run, this) {}

ExpansionWorker::~ExpansionWorker() {
    cancelled_ = true;
    queue_.close();
    thread_.join();
    system_.add_transitions(transitions_);
}

void ExpansionWorker::worked() {
    if (cancelled_.load(std::memory_order_relaxed)) {
        throw Cancelled{};
    }
}

void ExpansionWorker::run() {
    thread_slot = 1;
    LimitChecker limits;  // the first thread looks at the limits
    limits.count_with(this);
    TransitionSystem system(system_, limits);
    Reasons reasons(reasons_, system);
    while (Batch* batch = queue_.wait_and_take()) {
        try {
            for (const NodeId node : batch->nodes) {
                find_edges(system, reasons, node, foresight_, batch->edges);
                batch->ends.push_back(batch->edges.size());
            }
        } catch (const Cancelled&) {
            break;
        } catch (...) {
            batch->failed = std::current_exception();
        }
        queue_.finish(*batch);
    }
    transitions_ = system.transitions();
}

}  // namespace elsewise::kernel
