#include "elsewise/kernel/nodes.hpp"

namespace elsewise::kernel {

NodeId NodeStore::intern(const Draft& draft) {
    const NodeId* children = draft.children();
    std::uint64_t hash = hash_combine(draft.shape, draft.vector.index());
    for (std::size_t i = 0; i < draft.slots(); ++i) {
        hash = hash_combine(hash, children[i].index());
    }
    const auto same = [&](std::uint32_t id) {
        const Node& node = nodes_[id];
        return node.shape == draft.shape && node.vector == draft.vector &&
               std::equal(children, children + draft.slots(), child_runs_.at(node.children));
    };
    const auto fresh = [&] {
        if (nodes_.size() >= NONE - 1) {
            throw Stopped{StopReason::MEMORY};
        }
        std::uint32_t run = 0;
        if (draft.slots() > 0) {
            run = child_runs_.allocate(draft.slots());
            std::copy_n(children, draft.slots(), child_runs_.at(run));
        }
        nodes_.push_back({draft.vector, run, 0, draft.shape});
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    };
    return NodeId(index_.find_or_add(hash_finish(hash), same, fresh));
}

}  // namespace elsewise::kernel
