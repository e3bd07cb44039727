// A tiny last-writer-wins world that fills a History by itself, for oracles and properties: Poisson
// clients in each region, constant lags (or jittered ones, which reorder), exact or skewed clocks.
//
//   LwwModel model({.regions = 2, .lag_ms = {{0, 80}, {50, 0}}, .rate_per_s = 2, .items = 50});
//   History history = model.run();
//
// It computes values (the set of tokens that a version contains) on its own, so that the ledger's
// answer can be compared with it. Threading: one thread; deterministic in the seed.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "analysis/trace/history.h"
#include "region/base/random.h"

namespace lastwrite {

enum class ModelMode { kBlind, kAtomic, kReadThenWrite };

struct ModelOptions {
  std::uint32_t regions = 2;
  std::vector<std::vector<double>> lag_ms = {};  // [from][to]
  double jitter = 0;                             // lags vary by up to this factor, either way
  std::vector<double> skew_ms = {};              // by region; empty: exact clocks
  double rate_per_s = 1;                         // for each region and item
  std::uint32_t items = 1;
  double seconds = 10;
  ModelMode mode = ModelMode::kBlind;
  double think_ms = 0;          // between read and write
  double reads_per_s = 0;       // plain reads, for each region and item; in phase `measure`
  double ack_ms = 0;            // from acceptance until the client hears of it
  std::uint32_t sessions = 0;   // of each region, drawn anew for each operation; 0: strangers all
  bool roaming = false;         // a session belongs to no region
  bool sends_stillborn = true;  // false: as Lastwrite's regions do, which log what they install
  std::uint64_t seed = 1;
};

class LwwModel {
 public:
  explicit LwwModel(ModelOptions options);

  History run();

  /// Tokens (operation ids) in the final value of `item`, after run().
  const std::set<std::uint64_t>& final_tokens(std::uint32_t item) const;

 private:
  enum class Kind { kArrive, kWrite, kDeliver, kRead, kAck };
  struct Event {
    std::int64_t at = 0;
    std::uint64_t sequence = 0;
    Kind kind = Kind::kArrive;
    std::uint32_t region = 0;
    std::uint32_t item = 0;
    std::uint32_t version =
        kAbsent;  // kWrite: the base; kDeliver: the version; kAck: the operation
    friend bool operator<(const Event& a, const Event& b) {
      return std::pair(a.at, a.sequence) < std::pair(b.at, b.sequence);
    }
  };

  void push(std::int64_t at, Kind kind, std::uint32_t region, std::uint32_t item,
            std::uint32_t version);
  void arrive(const Event& event);
  void write(const Event& event);
  void deliver(const Event& event);
  void read(const Event& event);
  void acknowledge(const Event& event);
  std::uint32_t record(const Event& event, std::uint32_t base);
  std::uint32_t session_of(std::uint32_t region, std::uint32_t operation);
  void finish();

  ModelOptions options_;
  Random random_;
  Random reads_random_;  // apart, so that reads change no write
  History history_;
  std::set<Event> queue_;
  std::uint64_t sequence_ = 0;
  std::vector<std::vector<std::uint32_t>> held_;  // by region, item
  std::vector<std::set<std::uint64_t>> tokens_;   // by version; not kept for blind puts
  std::set<std::uint64_t> none_;
};

}  // namespace lastwrite
