// When the search for the shortest story is given up for a story that was found elsewhere.
//
// Once the search is a long one, scouts are sent out to look for some story (scouting.hpp). When
// they have one, and the search has done as much work as they needed for it, and so much at least
// as its patience says, it is given up. All of this is measured in work, not in time, and decided
// at certain points only, where the slower one is waited for, so that every run decides alike.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "elsewise/kernel/scouting.hpp"
#include "elsewise/kernel/search.hpp"
#include "elsewise/kernel/stop.hpp"

namespace elsewise::kernel {

using SendOut = std::function<std::unique_ptr<Scouting>()>;

// Thrown in the search for the shortest story when it is given up.
struct GivenUp {};

class Lead : public Pace {
public:
    // `stop` is that of the search; `patience` is in units of work.
    Lead(const StorySearch& search, Stop& stop, std::uint64_t patience, SendOut send_out)
        : search_(search), stop_(stop), patience_(patience), send_out_(std::move(send_out)) {}

    void worked() override;

    // The scouts are called back; what they have found, if they were sent out and came to an end.
    std::optional<Scouting::Result> call_back();

private:
    static constexpr std::uint64_t SEND_OUT = 256;  // after about a hundredth of a second

    const StorySearch& search_;
    Stop& stop_;
    std::uint64_t patience_;
    SendOut send_out_;
    std::unique_ptr<Scouting> scouting_;
    std::uint64_t work_ = 0;
    std::uint64_t next_ = SEND_OUT;
};

}  // namespace elsewise::kernel
