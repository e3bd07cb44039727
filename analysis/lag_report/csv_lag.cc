#include "analysis/lag_report/csv_lag.h"

#include <algorithm>
#include <array>

#include "analysis/lag_report/csv_table.h"
#include "analysis/lag_report/moment.h"
#include "region/base/utf8.h"

namespace lastwrite {
namespace {

struct Unit {
  std::string_view suffix;
  double ns;
};
constexpr std::array<Unit, 4> kUnits = {{{"_ns", 1}, {"_us", 1e3}, {"_ms", 1e6}, {"_s", 1e9}}};

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

// A column of times; `unit_ns` is 0 where it holds ISO 8601.
struct TimeColumn {
  std::size_t index = kNoColumn;
  double unit_ns = 0;

  bool there() const { return index != kNoColumn; }
};

std::size_t find_column(const std::vector<std::string>& header,
                        std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    const auto at = std::find(header.begin(), header.end(), name);
    if (at != header.end()) return static_cast<std::size_t>(at - header.begin());
  }
  return kNoColumn;
}

TimeColumn find_times(const std::vector<std::string>& header, const std::string& name) {
  for (const Unit& unit : kUnits) {
    const std::size_t index = find_column(header, {name + std::string(unit.suffix)});
    if (index != kNoColumn) return {index, unit.ns};
  }
  return {find_column(header, {name, name + "_at"}), 0};
}

class LagCsv {
 public:
  LagCsv(std::string_view text, const std::string& name, LagInput& input)
      : table_(text), name_(name), input_(input) {}

  Result<void> read() {
    if (!table_.next()) return bad("it is empty: the first line must name the columns");
    if (const auto header = read_header(); !header) return header;
    while (table_.next()) {
      if (const auto row = read_row(); !row) return row;
    }
    if (!table_.error().empty()) return bad("{}", table_.error());
    note_waiting();
    if (negative_ > 0)
      input_.remarks.push_back(fmt::format(
          "{}: {} records were applied before they were accepted: the clocks of the places differ.",
          name_, negative_));
    return {};
  }

 private:
  template <typename... Args>
  Failure bad(fmt::format_string<Args...> format, Args&&... args) const {
    return fail(ErrorCode::kValidation, "{}:{}: {}", name_, std::max<std::size_t>(1, table_.line()),
                fmt::format(format, std::forward<Args>(args)...));
  }

  Result<void> read_header() {
    std::vector<std::string> header = table_.fields();
    if (header.front().starts_with("\xEF\xBB\xBF")) header.front().erase(0, 3);
    width_ = header.size();
    source_ = find_column(header, {"source", "from", "origin"});
    destination_ = find_column(header, {"destination", "to", "receiving_region"});
    lag_ = find_times(header, "lag");
    accepted_ = find_times(header, "accepted");
    applied_ = find_times(header, "applied");
    sample_ = find_column(header, {"sample"});
    if (source_ == kNoColumn) return bad("there is no column \"source\" (or from, origin)");
    if (destination_ == kNoColumn) return bad("there is no column \"destination\" (or to)");
    if (lag_.there() && lag_.unit_ns == 0)
      return bad("the column \"lag\" needs its unit: lag_ns, lag_us, lag_ms or lag_s");
    if (!lag_.there() && !(accepted_.there() && applied_.there()))
      return bad(
          "there is neither a column lag_ms (lag_ns, lag_us, lag_s) nor both of accepted and "
          "applied");
    return {};
  }

  // The field as nanoseconds; nullopt: it is empty.
  Result<std::optional<std::int64_t>> time_of(const TimeColumn& column, const char* what) const {
    if (!column.there()) return std::nullopt;
    const std::string& text = table_.fields()[column.index];
    if (text.empty()) return std::nullopt;
    const auto ns = column.unit_ns == 0 ? parse_moment(text) : parse_scaled(text, column.unit_ns);
    if (ns) return ns;
    return bad("{} is \"{}\": {}", what, text,
               column.unit_ns == 0 ? "no time such as 2026-01-01T00:00:00.082Z" : "no number");
  }

  Result<void> read_row() {
    const std::vector<std::string>& fields = table_.fields();
    if (fields.size() != width_)
      return bad("{} fields, but the header names {} columns", fields.size(), width_);
    if (sample_ != kNoColumn && (fields[sample_] == "false" || fields[sample_] == "0")) return {};
    if (fields[source_].empty() || fields[destination_].empty())
      return bad("source and destination must say something");
    if (!is_utf8(fields[source_]) || !is_utf8(fields[destination_]))
      return bad("source and destination must be UTF-8");
    const auto lag = time_of(lag_, "lag");
    if (!lag) return propagate(lag);
    const auto accepted = time_of(accepted_, "accepted");
    if (!accepted) return propagate(accepted);
    const auto applied = time_of(applied_, "applied");
    if (!applied) return propagate(applied);
    return add(*lag, *accepted, *applied);
  }

  Result<void> add(std::optional<std::int64_t> lag, std::optional<std::int64_t> accepted,
                   std::optional<std::int64_t> applied) {
    const auto& fields = table_.fields();
    PairInput& pair = input_.pair(fields[source_], fields[destination_]);
    for (const auto& at : {accepted, applied}) {
      if (at) latest_ = std::max(latest_.value_or(*at), *at);
    }
    if (!lag && accepted && applied) lag = *applied - *accepted;
    if (!applied && accepted && lag) applied = *accepted + *lag;
    if (!lag) {
      if (!accepted) return bad("neither lag nor accepted is told");
      waiting_.push_back({fields[source_], fields[destination_], *accepted});
      return {};
    }
    if (*lag < 0) ++negative_;
    pair.samples.push_back({Duration(*lag), applied});
    return {};
  }

  // What was accepted and not applied: how old it was at the last moment that the file knows.
  void note_waiting() {
    for (const Waiting& one : waiting_) {
      PairInput& pair = input_.pair(one.source, one.destination);
      if (!pair.waiting) pair.waiting.emplace();
      ++pair.waiting->records;
      pair.waiting->oldest_age =
          std::max(pair.waiting->oldest_age, Duration(*latest_ - one.accepted_ns));
    }
  }

  struct Waiting {
    std::string source;
    std::string destination;
    std::int64_t accepted_ns = 0;
  };

  CsvTable table_;
  const std::string& name_;
  LagInput& input_;
  std::size_t width_ = 0;
  std::size_t source_ = kNoColumn;
  std::size_t destination_ = kNoColumn;
  std::size_t sample_ = kNoColumn;
  TimeColumn lag_, accepted_, applied_;
  std::optional<std::int64_t> latest_;
  std::uint64_t negative_ = 0;
  std::vector<Waiting> waiting_;
};

}  // namespace

Result<void> read_lag_csv(std::string_view text, const std::string& name, LagInput& input) {
  return LagCsv(text, name, input).read();
}

}  // namespace lastwrite
