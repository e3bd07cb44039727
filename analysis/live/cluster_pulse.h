// What happened in a running cluster since one last asked: writes of each region, replication
// latencies of each pair; and the items that were written last.
//
//   ClusterPulse pulse;
//   pulse.take(region, event);          // of the traces, as they come
//   PulseBeat beat = pulse.beat();      // once a second
//   beat.lags.at({us, eu}).p99          // of what eu decided about in that second
//
// A latency is in true time, from acceptance in the source until decided in the destination; what
// came in a snapshot is none. Threading: one owner. Memory: kSamplesMax samples of a pair; beyond,
// the first of that second make place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "region/base/ids.h"
#include "region/base/time.h"

namespace lastwrite {

namespace v1 {
class Apply;
class TraceEvent;
}  // namespace v1

struct PairLag {
  std::uint64_t records = 0;
  Duration p50{0};
  Duration p99{0};  // the greatest where there are few
  Duration last{0};
};

struct PulseBeat {
  std::map<RegionName, std::uint64_t> writes = {};                 // accepted of clients
  std::map<std::pair<RegionName, RegionName>, PairLag> lags = {};  // (from, to)
};

struct WrittenItem {
  std::string table;
  std::string key;  // key_text()
  friend bool operator==(const WrittenItem&, const WrittenItem&) = default;
};

class ClusterPulse {
 public:
  static constexpr std::size_t kSamplesMax = 4'096;
  static constexpr std::size_t kItemsKept = 24;

  void take(const RegionName& region, const v1::TraceEvent& event);
  /// What came since the last call.
  PulseBeat beat();
  /// Those written last, each once, the newest first.
  const std::deque<WrittenItem>& written() const { return written_; }

 private:
  struct Samples {
    std::vector<Duration> values;
    std::uint64_t count = 0;
    Duration last{0};
  };

  void note_item(const std::string& table, const std::string& key);
  void note_lag(const RegionName& to, TrueTime at, const v1::Apply& apply);

  std::map<RegionName, std::uint64_t> writes_;
  std::map<std::pair<RegionName, RegionName>, Samples> samples_;
  std::deque<WrittenItem> written_;
};

}  // namespace lastwrite
