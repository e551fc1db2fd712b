#include "elsewise/kernel/limits.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#if defined(__unix__) || defined(__APPLE__)
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace elsewise::kernel {
namespace {

constexpr double NEARLY = 0.8;
constexpr std::size_t MUCH = std::size_t{1} << 20;

// With so much of the memory that there may be, arrays are paged out: so much of what has been
// taken since the call began.
constexpr double FULL = 0.95;
constexpr double PAGE_OUT = 0.25;
// What one tick may bring back of what was paged out.
constexpr double BYTES_A_TICK = 1e6;

}  // namespace

void LimitChecker::begin(const Limits& limits, Watcher* watcher) {
    limits_ = limits;
    watcher_ = watcher;
    reserve(0.0, 0.0);
    taken_before_ = spills() ? memory_now() : 0.0;
    until_check_ = 1;
    between_checks_ = TICKS;
    ticks_ = 0;
    begin_ = Clock::now();
    next_question_ = begin_;
}

void LimitChecker::end() {
    limits_ = Limits{};
    watcher_ = nullptr;
}

double LimitChecker::seconds() const {
    return std::chrono::duration<double>(Clock::now() - begin_).count();
}

// Work is counted every so many ticks, however often memory must be looked at in between.
void LimitChecker::check() {
    ticks_ += between_checks_;
    const bool is_unit = ticks_ >= TICKS;
    ticks_ = is_unit ? 0 : ticks_;
    until_check_ = between_checks_ = TICKS - ticks_;
    if (is_unit && counter_ != nullptr) {
        counter_->worked();
    }
    if (spills()) {
        until_check_ = between_checks_ = std::min(ticks_of_room(), TICKS - ticks_);
    }
    if (is_unit) {
        check_limits();
    }
}

bool LimitChecker::spills() const {
    return space_ != nullptr && space_->spills() && std::isfinite(limits_.memory_bytes);
}

void LimitChecker::make_room() const {
    const double most = FULL * limits_.memory_bytes - reserved_bytes_;
    if (spills() && memory_now() > most) {
        space_->page_out(most - PAGE_OUT * std::max(most - taken_before_, 0.0));
    }
}

// Makes room, and says for how many ticks there is enough. Throws Stopped if there is too little.
std::uint32_t LimitChecker::ticks_of_room() const {
    make_room();
    const double taken = memory_now() + reserved_bytes_;
    if (taken > limits_.memory_bytes) {
        throw Stopped{StopReason::MEMORY};
    }
    const double ticks = (FULL * limits_.memory_bytes - taken) / BYTES_A_TICK;
    return static_cast<std::uint32_t>(std::clamp(ticks, 1.0, double{TICKS}));
}

void LimitChecker::check_limits() {
    const Clock::time_point now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    if (seconds + reserved_seconds_ > limits_.seconds) {
        throw Stopped{StopReason::SECONDS};
    }
    if (now < next_question_) {
        return;
    }
    next_question_ = now + std::chrono::milliseconds(50);
    if (std::isfinite(limits_.memory_bytes)) {
        make_room();
        const double taken = memory_now() + reserved_bytes_;
        if (taken > limits_.memory_bytes) {
            throw Stopped{StopReason::MEMORY};
        }
        if (taken > NEARLY * limits_.memory_bytes) {
            next_question_ = now + std::chrono::milliseconds(5);
        }
    }
    if (watcher_ != nullptr) {
        if (watcher_->interrupted()) {
            throw Stopped{StopReason::INTERRUPT};
        }
        watcher_->report();
    }
}

void LimitChecker::about_to_allocate(std::size_t bytes) const {
    if (bytes >= MUCH && !spills() && std::isfinite(limits_.memory_bytes) &&
        memory_now() + reserved_bytes_ + static_cast<double>(bytes) > limits_.memory_bytes) {
        throw Stopped{StopReason::MEMORY};
    }
}

double memory_peak() {
#if defined(__unix__) || defined(__APPLE__)
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
#if defined(__APPLE__)
        return static_cast<double>(usage.ru_maxrss);
#else
        return static_cast<double>(usage.ru_maxrss) * 1024.0;
#endif
    }
#endif
    return 0.0;
}

double memory_now() {
#if defined(__linux__)
    const int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file >= 0) {
        std::array<char, 128> text{};  // "pages resident …"
        const ssize_t size = read(file, text.data(), text.size() - 1);
        close(file);
        if (size > 0) {
            char* rest = nullptr;
            std::strtoull(text.data(), &rest, 10);
            const unsigned long long resident = std::strtoull(rest, nullptr, 10);
            return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
        }
    }
#endif
    return memory_peak();
}

}  // namespace elsewise::kernel
