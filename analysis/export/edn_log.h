// The lines of a Jepsen history: maps with :index and :time, one to a line.
//
//   EdnLog log(sink, begin);
//   log.line(at, ":type :invoke, :process 3, :f :read, :value [\"k\" nil]");
//
// Threading: one owner.
#pragma once

#include <algorithm>

#include "analysis/export/export_target.h"
#include "region/base/time.h"

namespace lastwrite {

class EdnLog {
 public:
  EdnLog(ExportSink& out, TrueTime begin) : out_(out), begin_(begin) {}

  /// Times never go back in a history.
  void line(TrueTime at, const std::string& members) {
    last_ns_ = std::max(last_ns_, (at - begin_).count());
    out_.print("{{:index {}, :time {}, {}}}\n", index_++, last_ns_, members);
  }

 private:
  ExportSink& out_;
  TrueTime begin_;
  std::int64_t last_ns_ = 0;
  std::int64_t index_ = 0;
};

}  // namespace lastwrite
