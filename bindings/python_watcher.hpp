// Python looks on while the kernel works.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/typing.h>

#include <chrono>
#include <optional>
#include <utility>

#include "elsewise/kernel/limits.hpp"

using Report = nanobind::typed<nanobind::callable, void()>;

// Asks Python whether a signal has come, and calls its report at most ten times a second.
// `keep_result`: Ctrl-C ends the search with what it has; else it is raised.
class PythonWatcher : public elsewise::kernel::Watcher {
public:
    PythonWatcher(std::optional<Report> report, bool keep_result)
        : report_(std::move(report)), keep_result_(keep_result) {}

    bool interrupted() override {
        const nanobind::gil_scoped_acquire acquired;
        if (PyErr_CheckSignals() == 0) {
            return false;
        }
        if (keep_result_ && PyErr_ExceptionMatches(PyExc_KeyboardInterrupt)) {
            PyErr_Clear();
            return true;
        }
        throw nanobind::python_error();
    }

    // Only looks for signals, and raises what they raise.
    static PythonWatcher& always() {
        static PythonWatcher watcher(std::nullopt, false);
        return watcher;
    }

    void report() override {
        const auto now = std::chrono::steady_clock::now();
        if (!report_ || now < next_report_) {
            return;
        }
        next_report_ = now + std::chrono::milliseconds(100);
        const nanobind::gil_scoped_acquire acquired;
        (*report_)();
    }

private:
    std::optional<Report> report_;
    bool keep_result_;
    std::chrono::steady_clock::time_point next_report_{};
};
