// Ctrl-C as a question: "was the program asked to stop?" For work that has no event loop to hear
// signals on.
//
//   InterruptFlag interrupt;
//   while (!interrupt.raised()) step();
//
// The first signal raises the flag; the second ends the program as usual. One at a time. Threading:
// one thread; the handler touches an atomic alone.
#pragma once

namespace lastwrite {

class InterruptFlag {
 public:
  InterruptFlag();
  InterruptFlag(const InterruptFlag&) = delete;
  InterruptFlag& operator=(const InterruptFlag&) = delete;
  ~InterruptFlag();

  bool raised() const;
};

}  // namespace lastwrite
