#include "elsewise/kernel/ahead.hpp"

#include <algorithm>
#include <utility>

namespace elsewise::kernel {

void find_edges(Progress& progress, Reasons& reasons, NodeId node,
                std::optional<std::uint32_t> foresight, std::vector<Edge>& edges) {
    const std::span<const Event> actions = progress.candidates(node);
    for (std::uint32_t rank = 0; rank < actions.size(); ++rank) {
        progress.stop().tick();
        if (progress.is_possible(node, actions[rank]) &&
            (!foresight || reasons.explained(node, actions[rank], *foresight))) {
            edges.push_back({actions[rank], progress.after(node, rank)});
        }
    }
}

// -- who explores what --------------------------------------------------------------------------

void Ahead::add(const Chunks<NodeId>& nodes, std::size_t begin, std::size_t end) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = begin; i < end; ++i) {
        waiting_.push_back(nodes[i]);
    }
    handed_out_.notify_all();
}

Batch* Ahead::take() {
    const std::lock_guard lock(mutex_);
    return take_locked();
}

Batch* Ahead::wait_and_take() {
    std::unique_lock lock(mutex_);
    handed_out_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
    return closed_ ? nullptr : take_locked();
}

// Few states at once where there are few, so that all have something to do.
Batch* Ahead::take_locked() {
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

void Ahead::finish(Batch& batch) {
    const std::lock_guard lock(mutex_);
    batch.done = true;
    finished_.notify_all();
}

void Ahead::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    handed_out_.notify_all();
}

std::unique_ptr<Batch> Ahead::next_done() {
    const std::lock_guard lock(mutex_);
    if (under_way_.empty() || !under_way_.front()->done) {
        return nullptr;
    }
    std::unique_ptr<Batch> batch = std::move(under_way_.front());
    under_way_.pop_front();
    return batch;
}

bool Ahead::is_busy() {
    const std::lock_guard lock(mutex_);
    return !under_way_.empty();
}

void Ahead::wait_a_little() {
    std::unique_lock lock(mutex_);
    finished_.wait_for(lock, std::chrono::milliseconds(5),
                       [&] { return under_way_.empty() || under_way_.front()->done; });
}

// -- helpers ------------------------------------------------------------------------------------

Helper::Helper(Progress& progress, Reasons& reasons, std::optional<std::uint32_t> foresight,
               Ahead& ahead)
    : progress_(progress),
      reasons_(reasons),
      foresight_(foresight),
      ahead_(ahead),
      thread_(&Helper::run, this) {}

Helper::~Helper() {
    cancelled_ = true;
    ahead_.close();
    thread_.join();
    progress_.add_transitions(transitions_);
}

void Helper::worked() {
    if (cancelled_.load(std::memory_order_relaxed)) {
        throw Cancelled{};
    }
}

void Helper::run() {
    this_hand = 1;
    Stop stop;  // the first thread looks at the limits
    stop.follow(this);
    Progress progress(progress_, stop);
    Reasons reasons(reasons_, progress);
    while (Batch* batch = ahead_.wait_and_take()) {
        try {
            for (const NodeId node : batch->nodes) {
                find_edges(progress, reasons, node, foresight_, batch->edges);
                batch->ends.push_back(batch->edges.size());
            }
        } catch (const Cancelled&) {
            break;
        } catch (...) {
            batch->failed = std::current_exception();
        }
        ahead_.finish(*batch);
    }
    transitions_ = progress.transitions();
}

}  // namespace elsewise::kernel
