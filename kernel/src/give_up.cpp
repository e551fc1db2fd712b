#include "elsewise/kernel/give_up.hpp"

namespace elsewise::kernel {

void GiveUpRule::worked() {
    if (++work_ < next_ || !search_.stories().empty()) {
        return;
    }
    if (!anytime_) {
        anytime_ = start_anytime_();
        next_ = patience_;
        return;
    }
    while (!anytime_->wait_for(work_)) {
        limits_.check_limits();
    }
    const std::optional<AnytimeSearch::Result> result = anytime_->result();
    if (result && result->work <= work_ && (result->story || result->none)) {
        throw GivenUp{};
    }
    next_ += next_ / 4;
}

std::optional<AnytimeSearch::Result> GiveUpRule::collect() {
    const std::unique_ptr<AnytimeSearch> anytime = std::move(anytime_);
    return anytime ? anytime->result() : std::nullopt;
}

}  // namespace elsewise::kernel
