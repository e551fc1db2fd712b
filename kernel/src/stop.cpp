#include "elsewise/kernel/stop.hpp"

#include <cmath>
#include <cstdio>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace elsewise::kernel {
namespace {

constexpr double NEARLY = 0.8;
constexpr std::size_t MUCH = std::size_t{1} << 20;

}  // namespace

void Stop::begin(const StopLimits& limits, Watcher* watcher) {
    limits_ = limits;
    watcher_ = watcher;
    reserve(0.0, 0.0);
    until_look_ = 1;
    begin_ = Clock::now();
    next_question_ = begin_;
}

void Stop::end() {
    limits_ = StopLimits{};
    watcher_ = nullptr;
}

double Stop::seconds() const {
    return std::chrono::duration<double>(Clock::now() - begin_).count();
}

void Stop::look() {
    until_look_ = TICKS;
    if (pace_ != nullptr) {
        pace_->worked();
    }
    look_at_limits();
}

void Stop::look_at_limits() {
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

void Stop::about_to_take(std::size_t bytes) const {
    if (bytes >= MUCH && std::isfinite(limits_.memory_bytes) &&
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
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        unsigned long pages = 0;
        unsigned long resident = 0;
        const int read = std::fscanf(file, "%lu %lu", &pages, &resident);
        std::fclose(file);
        if (read == 2) {
            return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
        }
    }
#endif
    return memory_peak();
}

}  // namespace elsewise::kernel
