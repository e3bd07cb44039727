#include "scenarios/control/control_commands.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "region/api/table_request.h"
#include "scenarios/engine/did_you_mean.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

using Done = ClusterControl::Done;

// The members of a command's JSON; the first mistake is kept, and what no reader asked for is one.
class Members {
 public:
  Members(const ClusterControl& control, const std::string& body) : control_(control) {
    boost::system::error_code error;
    const json::value value = json::parse(body.empty() ? "{}" : body, error);
    if (error || !value.is_object()) {
      note({ErrorCode::kUsage, "a command's body is a JSON object"});
    } else {
      object_ = value.get_object();
    }
  }

  bool flag(std::string_view name) {
    const json::value* const value = member(name);
    if (value == nullptr) return false;
    if (value->is_bool()) return value->get_bool();
    note({ErrorCode::kUsage, fmt::format("'{}' is true or false", name)});
    return false;
  }
  std::optional<std::string> text(std::string_view name) {
    const json::value* const value = member(name);
    if (value == nullptr) return std::nullopt;
    if (value->is_string()) return std::string(value->get_string());
    note({ErrorCode::kUsage, fmt::format("'{}' is a text", name)});
    return std::nullopt;
  }
  RegionName region(std::string_view name) { return known(text(name).value_or("")); }
  std::vector<RegionName> regions(std::string_view name) {
    std::vector<RegionName> out;
    const json::value* const value = member(name);
    if (value == nullptr) return out;
    if (!value->is_array()) {
      note({ErrorCode::kUsage, fmt::format("'{}' is a list of regions", name)});
      return out;
    }
    for (const json::value& one : value->get_array())
      out.push_back(known(one.is_string() ? std::string(one.get_string()) : ""));
    return out;
  }
  /// The member, as `parse` understands it.
  template <typename T>
  std::optional<T> parsed(std::string_view name, Result<T> (*parse)(std::string_view)) {
    const auto words = text(name);
    if (!words) return std::nullopt;
    Result<T> value = parse(*words);
    if (value) return *std::move(value);
    note({ErrorCode::kUsage, fmt::format("{}: {}", name, value.error().message)});
    return std::nullopt;
  }
  /// The whole body, which somebody else checks.
  const json::object& all() {
    for (const auto& member : object_) asked_.emplace_back(member.key());
    return object_;
  }
  void note(Error error) {
    if (!mistake_) mistake_ = std::move(error);
  }
  /// Refuses the command where something was wrong. To be called once all members were read.
  bool refuse(Done& done) {
    note_unknown();
    if (mistake_) done(Failure(*mistake_));
    return mistake_.has_value();
  }

 private:
  const json::value* member(std::string_view name) {
    asked_.emplace_back(name);
    return object_.if_contains(name);
  }
  void note_unknown() {
    for (const auto& member : object_) {
      const std::string name(member.key());
      if (std::find(asked_.begin(), asked_.end(), name) == asked_.end())
        note({ErrorCode::kUsage,
              fmt::format("this command has no member '{}'{}", name, did_you_mean(name, asked_))});
    }
  }
  RegionName known(const std::string& name) {
    const Result<RegionName> region = control_.region_named(name);
    if (region) return *region;
    note(region.error());
    return RegionName();
  }

  const ClusterControl& control_;
  json::object object_;
  std::vector<std::string> asked_;  // the members that the command has
  std::optional<Error> mistake_;
};

// Whoever may change the cluster may not read this machine's files through its error messages.
Result<Distribution> distribution(std::string_view text) {
  if (text.find("file") != std::string_view::npos)
    return fail(ErrorCode::kUsage, "a latency from a file can be set in a scenario, not here");
  return parse_distribution(text, ".");
}

Result<Duration> not_negative(std::string_view text) {
  const Result<Duration> value = parse_duration(text);
  if (value && value->count() < 0) return fail(ErrorCode::kUsage, "{} is below 0", text);
  return value;
}

LinkChange change_of(Members& in) {
  LinkChange change;
  change.latency = in.parsed<Distribution>("latency", distribution);
  change.pipeline = in.parsed<Distribution>("pipeline", distribution);
  change.jitter = in.parsed<Duration>("jitter", not_negative);
  change.loss_ppm = in.parsed<std::uint32_t>("loss", parse_share);
  change.retransmit = in.parsed<Duration>("retransmit", not_negative);
  change.duplicate_ppm = in.parsed<std::uint32_t>("duplicate", parse_share);
  change.reorder_ppm = in.parsed<std::uint32_t>("reorder", parse_share);
  change.bytes_per_second = in.parsed<std::uint64_t>("bandwidth", parse_bandwidth);
  return change;
}

// `from` and `to`, and the way back where both are asked for; with `from` alone all of its links.
std::vector<LinkPair> pairs_of(Members& in, const ClusterControl& control) {
  const RegionName from = in.region("from");
  const bool both = in.flag("both");
  if (!in.text("to")) return control.links_of(from);
  const RegionName to = in.region("to");
  if (from == to) in.note({ErrorCode::kUsage, "a link joins two different regions"});
  std::vector<LinkPair> pairs = {{from, to}};
  if (both) pairs.emplace_back(to, from);
  return pairs;
}

void link(ClusterControl& control, Members& in, Done done) {
  const auto pairs = pairs_of(in, control);
  const LinkChange change = change_of(in);
  if (change == LinkChange{})
    in.note(
        {ErrorCode::kUsage, "nothing to change: say a latency, such as 200ms, or another setting"});
  if (!in.refuse(done)) control.change_links(pairs, change, std::move(done));
}

void partition(ClusterControl& control, Members& in, Done done) {
  const auto side = in.regions("side");
  const auto other = in.regions("other");
  if (!in.refuse(done)) control.partition(side, other, std::move(done));
}

void heal(ClusterControl& control, Members& in, Done done) {
  const bool links = in.flag("links");
  if (!in.refuse(done)) control.heal(links, std::move(done));
}

void pause(ClusterControl& control, Members& in, Done done) {
  const auto pairs = pairs_of(in, control);
  const bool resume = in.flag("resume");
  if (!in.refuse(done)) control.pause(pairs, !resume, std::move(done));
}

void clock(ClusterControl& control, Members& in, Done done) {
  const RegionName region = in.region("region");
  const auto step = in.parsed<Duration>("step", parse_clock_shift);
  const auto offset = in.parsed<Duration>("offset", parse_clock_shift);
  const auto drift = in.parsed<double>("drift", parse_drift);
  if (step.has_value() == (offset || drift))
    in.note({ErrorCode::kUsage, "say an offset, a drift or both, or a step alone"});
  if (in.refuse(done)) return;
  if (step) return control.step_clock(region, *step, std::move(done));
  ClockSkew skew;
  skew.offset = offset.value_or(Duration(0));
  skew.drift_ppm = drift.value_or(0);
  control.set_clock(region, skew, std::move(done));
}

void kill(ClusterControl& control, Members& in, Done done) {
  const RegionName region = in.region("region");
  if (!in.refuse(done)) control.kill(region, std::move(done));
}

void restart(ClusterControl& control, Members& in, Done done) {
  const RegionName region = in.region("region");
  if (!in.refuse(done)) control.restart(region, std::move(done));
}

// What CreateTable takes, made in all regions.
void table(ClusterControl& control, Members& in, Done done) {
  auto input = create_table_input(in.all());
  if (!input) in.note({ErrorCode::kUsage, input.error().message});
  if (in.refuse(done)) return;
  control.create_table(*input, std::move(done));
}

struct Row {
  std::string_view name;
  void (*run)(ClusterControl&, Members&, Done);
};

constexpr std::array<Row, 8> kCommands = {{{"link", link},
                                           {"partition", partition},
                                           {"heal", heal},
                                           {"pause", pause},
                                           {"clock", clock},
                                           {"kill", kill},
                                           {"restart", restart},
                                           {"table", table}}};

}  // namespace

void run_command(ClusterControl& control, const std::string& command, const std::string& body,
                 ClusterControl::Done done) {
  Members in(control, body);
  for (const Row& row : kCommands) {
    if (row.name == command) return row.run(control, in, std::move(done));
  }
  done(fail(ErrorCode::kUsage, "there is no command '{}'", command));
}

}  // namespace lastwrite
