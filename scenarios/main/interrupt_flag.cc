#include "scenarios/main/interrupt_flag.h"

#include <array>
#include <atomic>
#include <csignal>

namespace lastwrite {
namespace {

constexpr std::array kSignals = {SIGINT, SIGTERM, SIGHUP};
std::atomic<bool> g_raised{false};

void handle(int signal) {
  if (g_raised.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

InterruptFlag::InterruptFlag() {
  g_raised = false;
  for (const int signal : kSignals) std::signal(signal, handle);
}

InterruptFlag::~InterruptFlag() {
  for (const int signal : kSignals) std::signal(signal, SIG_DFL);
}

bool InterruptFlag::raised() const {
  return g_raised;
}

}  // namespace lastwrite
