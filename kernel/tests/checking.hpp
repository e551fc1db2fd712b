// A tiny test frame: CHECK notes failures, `finish()` says how it went.
#pragma once

#include <cstdio>

namespace checking {

inline int failures = 0;

inline void check(bool holds, const char* what, const char* file, int line) {
    if (!holds) {
        ++failures;
        std::printf("%s:%d: does not hold: %s\n", file, line, what);
    }
}

// Whether a call throws an exception of a type.
template <class Exception, class Call>
bool throws(Call call) {
    try {
        call();
    } catch (const Exception&) {
        return true;
    }
    return false;
}

inline int finish() {
    if (failures == 0) {
        std::puts("all checks hold");
    }
    return failures == 0 ? 0 : 1;
}

}  // namespace checking

#define CHECK(...) checking::check(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
