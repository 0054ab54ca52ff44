#include "cli/interruption.hpp"

#include <unistd.h>

#include <csignal>

#include "report/output_file.hpp"

namespace thaw {

namespace {

// A handler reaches nothing but lock-free globals.
std::atomic<bool> stop{false};  // NOLINT
std::atomic<int> caught{0};     // NOLINT
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

extern "C" void on_signal(int number) {
  if (stop.exchange(true)) {
    remove_temporaries_now();
    ::_exit(128 + number);
  }
  caught = number;
}

}  // namespace

void watch_signals() {
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
  action.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &action, nullptr);
  ::sigaction(SIGXFSZ, &action, nullptr);
}

const std::atomic<bool>& stop_requested() {
  return stop;
}

int interrupted_status() {
  return caught == 0 ? 0 : 128 + caught;
}

}  // namespace thaw
