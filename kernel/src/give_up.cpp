#include "elsewise/kernel/give_up.hpp"

#include <algorithm>

namespace elsewise::kernel {

void GiveUpRule::worked() {
    ++work_;
    if (!search_.stories().empty()) {
        return;
    }
    if (work_ >= next_) {
        if (work_ == START_ANYTIME) {
            anytime_ = start_anytime_();
        }
        const bool patient = work_ < patience_;
        look_for_result(patient ? work_ / LEAD : work_);
        next_ += next_ / 4;
        if (patient) {
            next_ = std::min(next_, patience_);
        } else if (for_ == For::SHORTEST_STORY) {
            anytime_.reset();
        }
    }
    if (is_decided()) {
        throw GivenUp{};
    }
}

// Whether the search can tell no more than is known by now, or nothing that is worth its work.
bool GiveUpRule::is_decided() {
    if (!result_) {
        return false;
    }
    return result_->none || result_->story->size() <= search_.length() ||
           (for_ == For::SOME_STORY && work_ >= patience_);
}

// Takes the result of the anytime search, if it came with so much work at most.
void GiveUpRule::look_for_result(std::uint64_t work) {
    if (!anytime_) {
        return;
    }
    while (!anytime_->wait_for(work)) {
        limits_.check_limits();
    }
    const std::optional<AnytimeSearch::Result> result = anytime_->result();
    if (result && result->work <= work && (result->story || result->none)) {
        result_ = result;
        anytime_.reset();
    }
}

std::optional<AnytimeSearch::Result> GiveUpRule::collect() {
    const std::unique_ptr<AnytimeSearch> anytime = std::move(anytime_);
    return anytime ? anytime->result() : std::exchange(result_, std::nullopt);
}

}  // namespace elsewise::kernel
