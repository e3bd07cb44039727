// Plants a history, step by step, as the traces of a run. Each region is a last-writer-wins map, so
// that `previous` and outcomes come out right by themselves; what a bug would write is planted with
// raw().
//
//   PlantedRun run({"eu", "us"});
//   run.phase("measure");
//   Planted a = run.at(10).write("eu", {.session = 1});
//   Planted b = run.at(20).write("us", {.session = 2});    // concurrent: a has not arrived
//   run.at(60).deliver(a, "us").deliver(b, "eu");
//   run.at(90).settle();                                   // delivers the rest, quiesces, reads
//   finally History history = run.history();
//
// Times are milliseconds. Stamps are the accepting region's clock: at() plus its skew.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/trace/history.h"
#include "proto/trace.pb.h"

namespace lastwrite {

/// A version that was planted, and the operation that made or read it.
struct Planted {
  std::uint64_t operation = 0;
  std::string key;
  std::optional<v1::Stamp> stamp;  // reads: nothing there
};

struct WriteOptions {
  std::uint32_t session = 1;
  std::string key = "k";
  std::string kind = "put";
  std::string client = "";           // region of the client; empty: the target
  std::optional<Planted> from = {};  // computed from this (its stamp may be missing)
  bool conditional = false;
  bool atomic = false;                     // computed inside the region
  std::optional<std::int64_t> stamp = {};  // in milliseconds, in place of the clock
  v1::Complete::Outcome outcome = v1::Complete::OK;
  bool accepted = true;  // false: no Accept is written
  bool replied = true;   // false: no Complete is written
  bool stored = true;    // false: the region was killed before the commit
  std::int64_t increment = 0;
  std::optional<std::uint64_t> task = {};
  std::optional<double> intended = {};  // in milliseconds
  std::string token = "";
  std::string logical_key = "";  // the workload's key, where `key` is one of several items for it
  bool bookkeeping = false;
  std::vector<std::string> changed = {};  // attributes, as its region tells
  bool expired = false;                   // nobody asked for it: see expire()
};

class PlantedRun {
 public:
  explicit PlantedRun(std::vector<std::string> regions);

  PlantedRun& at(double ms);
  PlantedRun& skew(const std::string& region, double ms);
  PlantedRun& phase(const std::string& name);
  PlantedRun& fault(const std::string& text, bool begins);

  Planted write(const std::string& region, WriteOptions options = {});
  /// `region` deletes the item by itself: its time to live is up.
  Planted expire(const std::string& region, WriteOptions options = {});
  /// A get that returns what `region` holds.
  Planted read(const std::string& region, std::uint32_t session, const std::string& key = "k");
  /// A write that its condition refused.
  void refused(const std::string& region, WriteOptions options = {});
  PlantedRun& deliver(const Planted& write, const std::string& to, double injected_ms = 0);
  PlantedRun& coalesce(const Planted& write, const Planted& by, const std::string& to);

  /// Delivers everything that has not arrived, to every region not in `missing`; quiesces; reads
  /// finally.
  PlantedRun& settle(const std::vector<std::string>& missing = {}, bool reached = true);
  PlantedRun& quiesce(bool reached, const std::vector<std::string>& missing = {});
  PlantedRun& finals(const std::vector<std::string>& missing = {});
  /// What `region` holds of a counter: increments summed along what they were computed from.
  std::int64_t counter(const std::string& region, const std::string& key = "k") const;

  /// Appends an event as it is to the file of `producer`.
  PlantedRun& raw(const std::string& producer, v1::TraceEvent event);

  History history() const;
  /// Writes `<directory>/<producer>.0.lwtrace` for every producer.
  void write_files(const std::string& directory) const;

  std::int64_t now_ns() const { return now_ns_; }

 private:
  struct Held {
    v1::Stamp stamp;
    bool deleted = false;
    std::int64_t counter = 0;
    std::uint64_t operation = 0;
  };
  using Replica = std::map<std::string, Held>;
  struct Made {
    Planted planted;
    std::string origin;
    std::int64_t accepted_ns = 0;
    Held held;
    std::set<std::string> received;
  };

  v1::TraceEvent event() const;
  void append(const std::string& producer, const v1::TraceEvent& event);
  void invoke(std::uint64_t operation, const std::string& region, const WriteOptions& options);
  void complete(std::uint64_t operation, const WriteOptions& options,
                const std::optional<v1::Stamp>& version);
  v1::Stamp stamp_for(const std::string& region, const WriteOptions& options);
  void accept(std::uint64_t operation, const std::string& region, const WriteOptions& options,
              const v1::Stamp& stamp);
  std::int64_t counter_after(const Replica& replica, const WriteOptions& options) const;

  std::vector<std::string> regions_;
  std::int64_t now_ns_ = 0;
  std::map<std::string, std::int64_t> skew_ns_;
  std::map<std::string, Replica> replicas_;
  std::map<std::string, std::uint32_t> counters_;
  std::map<std::uint64_t, Made> made_;
  std::uint64_t next_operation_ = 1;
  std::vector<std::pair<std::string, std::vector<v1::TraceEvent>>> files_;
};

}  // namespace lastwrite
