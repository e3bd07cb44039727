#include "scenarios/sim/trace_files.h"

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kEventsBetweenFlushes = 4096;  // bounds what is buffered in memory

std::string file_name(const std::pair<std::string, std::uint32_t>& name) {
  if (name.first == "driver") return "driver.lwtrace";
  return fmt::format("{}.{}.lwtrace", name.first, name.second);
}

}  // namespace

void TraceFiles::add(const TraceSource& source, const v1::TraceEvent& event) {
  if (!outcome_) return;
  const Name name(source.producer, source.incarnation);
  if (event.has_header()) return begin(name, event);
  const auto found = writers_.find(name);
  if (found != writers_.end()) found->second.write(event);
  if (++events_ % kEventsBetweenFlushes == 0) note(finish());
}

void TraceFiles::begin(const Name& name, const v1::TraceEvent& event) {
  Result<TraceWriter> writer =
      TraceWriter::create(folder_ + "/" + file_name(name), event.header(), TrueTime{event.at_ns()});
  if (!writer) return note(propagate(writer));
  writers_.emplace(name, *std::move(writer));
}

Result<void> TraceFiles::finish() {
  for (auto& [name, writer] : writers_) note(writer.flush());
  return outcome_;
}

void TraceFiles::note(Result<void> result) {
  if (outcome_ && !result) outcome_ = std::move(result);
}

}  // namespace lastwrite
