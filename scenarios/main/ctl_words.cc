#include "scenarios/main/ctl_words.h"

#include <algorithm>

#include <boost/json.hpp>

#include "analysis/report/text_table.h"
#include "analysis/report/timeline.h"
#include "region/base/printable.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kColumns = 100;

Result<json::object> parsed(const std::string& answer) {
  boost::system::error_code error;
  json::value value = json::parse(answer, error);
  if (error || !value.is_object())
    return fail(ErrorCode::kUnavailable, "the cluster's answer is no JSON: is it of this version?");
  return std::move(value.get_object());
}

// The member, or what stands for "not there".
std::string text(const json::object& in, std::string_view name) {
  const json::value* const value = in.if_contains(name);
  if (value == nullptr) return "–";
  return value->is_string() ? printable(std::string(value->get_string())) : json::serialize(*value);
}

double number(const json::object& in, std::string_view name) {
  const json::value* const value = in.if_contains(name);
  return value != nullptr && value->is_number() ? value->to_number<double>() : 0;
}

const json::array& list(const json::object& in, std::string_view name) {
  static const json::array kNone;
  const json::value* const value = in.if_contains(name);
  return value != nullptr && value->is_array() ? value->get_array() : kNone;
}

std::string percent(double share) {
  return fmt::format("{:.1f}", 100 * share);
}

std::string line(const std::string& sentence) {
  return wrapped(sentence, kColumns, 4) + "\n";
}

std::string totals_line(const json::object& in) {
  const json::value* const rate = in.if_contains("rate");
  std::string words =
      fmt::format("{} writes told OK, {} lost", text(in, "writes"), text(in, "lost"));
  if (rate != nullptr && rate->is_object() && number(in, "writes") > 0) {
    const json::object& share = rate->get_object();
    words += fmt::format(": {} % (95 % interval {}–{})", percent(number(share, "estimate")),
                         percent(number(share, "low")), percent(number(share, "high")));
  }
  words += fmt::format("; {} superseded, {} stand, {} open", text(in, "superseded"),
                       text(in, "standing"), text(in, "open"));
  if (number(in, "given_up") > 0) words += fmt::format(", {} forgotten", text(in, "given_up"));
  return line(words + ".");
}

// A peer that has not asked yet, as after a restart, may have everything: that is no backlog.
bool asked(const json::object& peer) {
  const json::value* const value = peer.if_contains("asked");
  return value == nullptr || !value->is_bool() || value->get_bool();
}

// How many changes the peers still lack; the one that lacks most counts.
std::string backlog_cell(const json::object& region) {
  double most = 0;
  for (const json::value& value : list(region, "peers")) {
    const json::object& peer = value.as_object();
    if (asked(peer)) most = std::max(most, number(peer, "outstanding"));
  }
  return most == 0 ? "–" : fmt::format("{:.0f}", most);
}

// "us-east-1 → eu-west-1: 4 changes not there yet, the oldest for 120 ms", for those who lack any.
std::string backlog_lines(const json::object& in) {
  std::string lines;
  for (const json::value& value : list(in, "regions")) {
    const json::object& region = value.as_object();
    for (const json::value& one : list(region, "peers")) {
      const json::object& peer = one.as_object();
      if (number(peer, "outstanding") == 0) continue;
      const std::string link = fmt::format("{} → {}: ", text(region, "region"), text(peer, "peer"));
      lines += !asked(peer)
                   ? link + "what it lacks is not known yet (it has not asked since the start)\n"
                   : fmt::format("{}{} changes not there yet, the oldest for {:.0f} ms\n", link,
                                 text(peer, "outstanding"), number(peer, "oldest_ms"));
    }
  }
  return lines;
}

std::string region_table(const json::object& in) {
  TextTable table({{"region", Align::kLeft},
                   {"endpoint", Align::kLeft},
                   {"head"},
                   {"clock ms"},
                   {"writes"},
                   {"lost"},
                   {"lost %"},
                   {"not yet\nreplicated"}});
  std::string down;
  for (const json::value& value : list(in, "regions")) {
    const json::object& region = value.as_object();
    const double writes = number(region, "writes");
    const bool runs = !region.contains("down");
    table.add({text(region, "region"), text(region, "endpoint"), text(region, "head"),
               runs ? fmt::format("{:+.1f}", number(region, "clock_offset_ms")) : "–",
               text(region, "writes"), text(region, "lost"),
               writes > 0 ? percent(number(region, "lost") / writes) : "–",
               runs ? backlog_cell(region) : "down"});
    if (!runs)
      down += line(fmt::format("{} is down: {}", text(region, "region"), text(region, "down")));
    if (region.contains("silent"))
      down += line(fmt::format("{} runs and does not answer; this is what it said before",
                               text(region, "region")));
  }
  return table.text(kColumns) + down;
}

// Links that something was done to.
std::string link_lines(const json::object& in) {
  std::string lines;
  for (const json::value& value : list(in, "links")) {
    const json::object& link = value.as_object();
    const bool cut = text(link, "partitioned") == "true";
    if (!cut && text(link, "paused") != "true") continue;
    lines +=
        fmt::format("{} → {}: {}\n", text(link, "from"), text(link, "to"), cut ? "cut" : "paused");
  }
  return lines;
}

}  // namespace

Result<std::string> status_words(const std::string& answer) {
  const Result<json::object> in = parsed(answer);
  if (!in) return propagate(in);
  std::string words =
      region_table(*in) + backlog_lines(*in) + link_lines(*in) + "\n" + totals_line(*in);
  if (in->contains("broken"))
    words += line(fmt::format("A trace is followed no more: {}", text(*in, "broken")));
  return words;
}

Result<LossWords> loss_words(const std::string& answer, bool colour) {
  const Result<json::object> in = parsed(answer);
  if (!in) return propagate(in);
  LossWords out;
  for (const json::value& value : list(*in, "losses")) {
    bool first = true;
    for (const json::value& line : list(value.as_object(), "story")) {
      const std::string words = printable(std::string(line.as_string()));
      out.stories += colour && first ? "\x1b[1m" + words + "\x1b[0m\n" : words + "\n";
      first = false;
    }
  }
  out.totals = totals_line(*in);
  out.last = static_cast<std::uint64_t>(number(*in, "last"));
  return out;
}

Result<std::string> done_words(const std::string& answer) {
  const Result<json::object> in = parsed(answer);
  if (!in) return propagate(in);
  return wrapped(text(*in, "done"), kColumns, 4);
}

}  // namespace lastwrite
