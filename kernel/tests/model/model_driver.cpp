// Random problems and calls on the engine, compared with the plain model.
//
//     model_driver --cases 500 --seed 1        so many cases
//     model_driver --seconds 3600 --seed 1     as many as there is time for
//     model_driver --replay FILE …             cases that were kept
//     model_driver --show 17                   the script of a seed
//
// A case that fails is made small and printed with its seed; put into kernel/tests/kept/, it is run
// with the other tests from then on. Every case runs in a process of its own, where there are such,
// so that one that crashes or hangs is made small like any other.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>

#include "session.hpp"
#include "shrink.hpp"

#if defined(__unix__) || defined(__APPLE__)
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#define HAS_PROCESSES 1
#endif

namespace {

using Clock = std::chrono::steady_clock;
using model::Script;
using model::Tally;

constexpr unsigned MOST_SECONDS = 60;  // for one case

// What a process that runs cases has to say.
struct Message {
    std::uint64_t seed = 0;  // the case at hand
    Tally tally;
    bool failed = false;
    char what[600] = {};
};

void note(Message& message, const std::optional<std::string>& what) {
    message.failed = what.has_value();
    std::snprintf(message.what, sizeof message.what, "%s", what ? what->c_str() : "");
}

#if defined(HAS_PROCESSES)
Message& shared_message() {
    static Message* const message = static_cast<Message*>(
        mmap(nullptr, sizeof(Message), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    return *message;
}

// Does some work in a process of its own; what comes of it is in the message.
template <class Work>
void apart(Message& message, bool quiet, Work work) {
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        if (quiet && std::freopen("/dev/null", "w", stderr) == nullptr) {
            std::_Exit(2);
        }
        work();
        std::_Exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM) {
        note(message, "it takes too long");
    } else if (!message.failed && status != 0) {
        note(message, "it crashes");
    }
}
void limit_time() { alarm(MOST_SECONDS); }
#else
Message& shared_message() {
    static Message message;
    return message;
}
template <class Work>
void apart(Message&, bool, Work work) {
    work();
}
void limit_time() {}
#endif

void run_one(const Script& script, Message& message) {
    limit_time();
    note(message, model::run(script, message.tally));
}

bool fails(const Script& script, bool quiet = true) {
    Message& message = shared_message();
    message = Message{};
    apart(message, quiet, [&] { run_one(script, message); });
    return message.failed;
}

// Prints the smallest script that fails as this one does.
void report(const Script& script, std::uint64_t seed) {
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), shared_message().what);
    const Script small = model::shrunk(script, [](const Script& s) { return fails(s); });
    fails(small, false);
    std::printf("made small: %s\n", shared_message().what);
    std::fflush(stdout);
    model::write(std::cout, small);
    std::cout.flush();
}

int explore(std::uint64_t seed, std::uint64_t cases, double seconds) {
    const Clock::time_point begin = Clock::now();
    const auto elapsed = [&] {
        return std::chrono::duration<double>(Clock::now() - begin).count();
    };
    Message& message = shared_message();
    message = Message{};
    message.seed = seed;
    apart(message, false, [&] {
        for (; message.seed - seed < cases && elapsed() < seconds; ++message.seed) {
            run_one(model::random_script(message.seed), message);
            if (message.failed) {
                return;
            }
        }
    });
    const Message last = message;
    std::printf(
        "%llu cases, %llu calls in %.0f s: %llu answers compared, %llu too much work for "
        "the model, %llu loops of triggers\n",
        static_cast<unsigned long long>(last.seed - seed),
        static_cast<unsigned long long>(last.tally.calls), elapsed(),
        static_cast<unsigned long long>(last.tally.compared),
        static_cast<unsigned long long>(last.tally.too_much),
        static_cast<unsigned long long>(last.tally.loops));
    if (last.failed) {
        report(model::random_script(last.seed), last.seed);
    }
    return last.failed ? 1 : 0;
}

int replay(int count, char** files) {
    int failed = 0;
    for (int i = 0; i < count; ++i) {
        std::ifstream file(files[i]);
        const bool wrong = !file || fails(model::read(file), false);
        std::printf("%s: %s\n", files[i], wrong ? shared_message().what : "right");
        failed += wrong ? 1 : 0;
    }
    return failed == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    std::uint64_t seed = 1;
    std::uint64_t cases = ~std::uint64_t{0};
    double seconds = 1e18;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string option = arguments[i];
        if (option == "--replay") {
            return replay(count - i - 1, arguments + i + 1);
        }
        const char* const value = arguments[i + 1];
        if (option == "--show") {
            model::write(std::cout, model::random_script(std::strtoull(value, nullptr, 10)));
            return 0;
        }
        if (option == "--seed") {
            seed = std::strtoull(value, nullptr, 10);
        } else if (option == "--cases") {
            cases = std::strtoull(value, nullptr, 10);
        } else if (option == "--seconds") {
            seconds = std::strtod(value, nullptr);
        } else {
            std::printf("there is no option %s\n", option.c_str());
            return 2;
        }
    }
    return explore(seed, cases, seconds);
}
