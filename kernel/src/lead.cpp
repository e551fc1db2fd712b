#include "elsewise/kernel/lead.hpp"

namespace elsewise::kernel {

void Lead::worked() {
    if (++work_ < next_ || !search_.stories().empty()) {
        return;
    }
    if (!scouting_) {
        scouting_ = send_out_();
        next_ = patience_;
        return;
    }
    while (!scouting_->wait_for(work_)) {
        stop_.look_at_limits();
    }
    const std::optional<Scouting::Result> result = scouting_->result();
    if (result && result->work <= work_ && (result->story || result->none)) {
        throw GivenUp{};
    }
    next_ += next_ / 4;
}

std::optional<Scouting::Result> Lead::call_back() {
    const std::unique_ptr<Scouting> scouting = std::move(scouting_);
    return scouting ? scouting->result() : std::nullopt;
}

}  // namespace elsewise::kernel
