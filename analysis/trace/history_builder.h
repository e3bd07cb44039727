// Joins trace events into a History.
//
//   HistoryBuilder builder({RegionName("eu-west-1"), RegionName("us-east-1")});
//   builder.add("eu-west-1", event);      // one region's events in their order, incarnation by
//   incarnation builder.add("driver", event); History history = std::move(builder).finish();
//
// The files may come in any order. Contradictions (a version accepted twice, a reply without its
// request) become findings: they are bugs of Lastwrite, never reasons to stop. Threading: one
// thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "analysis/trace/history.h"

namespace lastwrite {

namespace v1 {
class Accept;
class Apply;
class AttributeEffect;
class AttributeStamps;
class Complete;
class Final;
class Invoke;
class Stamp;
class TraceEvent;
}  // namespace v1

class HistoryBuilder {
 public:
  explicit HistoryBuilder(const std::vector<RegionName>& regions);

  /// Takes the next event of `producer` (a region's name or "driver"). A header begins a region's
  /// next life.
  void add(const std::string& producer, const v1::TraceEvent& event);
  /// A file ended in the middle of a message.
  void add_torn_file() { ++history_.torn_files; }

  History finish() &&;

 private:
  using VersionKey = std::tuple<std::uint32_t, std::int64_t, std::uint32_t, std::uint32_t>;

  void add_life(const std::string& producer);
  void add_accept(std::uint32_t region, TrueTime at, const v1::Accept& accept);
  void add_apply(std::uint32_t region, TrueTime at, const v1::Apply& apply);
  void add_invoke(TrueTime at, const v1::Invoke& invoke);
  void add_complete(TrueTime at, const v1::Complete& complete);
  void add_final(const v1::Final& final);
  /// Of the event of `region` that has just been added.
  void add_effect(std::uint32_t region, const v1::AttributeEffect& effect);
  void add_seen(std::uint32_t by, std::uint32_t item, const v1::AttributeStamps& stamps,
                std::vector<AttributeSeen>& out);
  void add_mark(TrueTime at, const v1::TraceEvent& event);
  void join();
  void finding(std::string text) { history_.findings.push_back(std::move(text)); }

  std::uint32_t region_index(const std::string& name);
  std::uint32_t item_index(const std::string& table, const std::string& key);
  std::uint32_t version_index(std::uint32_t item, const v1::Stamp& stamp);
  std::uint64_t attribute_bit(const std::string& name);
  std::uint32_t attribute_index(const std::string& name);

  History history_;
  std::map<std::string, std::uint32_t> region_indices_;
  std::map<ItemName, std::uint32_t> item_indices_;
  std::map<std::string, std::uint64_t> attribute_bits_;
  std::map<VersionKey, std::uint32_t> version_indices_;
  std::map<std::uint64_t, std::uint32_t> operation_indices_;
};

}  // namespace lastwrite
