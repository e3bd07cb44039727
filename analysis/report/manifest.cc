#include "analysis/report/manifest.h"

#include <exception>
#include <stdexcept>

#include <boost/json.hpp>

#include "region/base/plain_file.h"
#include "region/base/printable.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

// Texts come out as a terminal may show them. Reading throws on the first field that is wrong;
// read_manifest() is the adapter that turns it into a value.
std::string text(const json::object& object, const char* name, const char* fallback = nullptr) {
  const json::value* value = object.if_contains(name);
  if ((value == nullptr || value->is_null()) && fallback != nullptr) return fallback;
  if (value == nullptr || !value->is_string()) {
    throw std::runtime_error(fmt::format("\"{}\" must be a string", name));
  }
  return printable(std::string(value->as_string()));
}

double number(const json::value& value, const char* name) {
  boost::system::error_code error;
  const double out = value.to_number<double>(error);
  if (error) throw std::runtime_error(fmt::format("\"{}\" must be a number", name));
  return out;
}

std::int64_t whole(const json::object& object, const char* name, std::int64_t fallback = 0) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return fallback;
  if (value->is_uint64()) return static_cast<std::int64_t>(value->as_uint64());
  boost::system::error_code error;
  const auto out = value->to_number<std::int64_t>(error);
  if (error) throw std::runtime_error(fmt::format("\"{}\" must be a whole number", name));
  return out;
}

const json::array& list(const json::object& object, const char* name) {
  static const json::array kNothing;
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return kNothing;
  if (!value->is_array()) throw std::runtime_error(fmt::format("\"{}\" must be a list", name));
  return value->as_array();
}

ManifestWorkload workload_from(const json::object& object) {
  ManifestWorkload out;
  out.operation = text(object, "operation", "");
  out.arrivals = text(object, "arrivals", "");
  const json::value* rate = object.if_contains("arrival_rate_per_region_per_s");
  if (rate != nullptr && !rate->is_null()) {
    out.arrival_rate_per_region_per_s = number(*rate, "arrival_rate_per_region_per_s");
  }
  out.keys = text(object, "keys", "");
  out.key_count = static_cast<std::uint64_t>(whole(object, "key_count"));
  const json::value* uniform = object.if_contains("uniform_keys");
  out.uniform_keys = uniform != nullptr && uniform->is_bool() && uniform->as_bool();
  out.expires = whole(object, "time_to_live_ns") != 0;
  return out;
}

ManifestLink link_from(const json::object& object) {
  ManifestLink link{text(object, "from"), text(object, "to"), text(object, "latency", ""),
                    text(object, "pipeline", ""), std::nullopt};
  if (object.contains("constant_ns")) link.constant = Duration(whole(object, "constant_ns"));
  return link;
}

void read_lists(const json::object& root, Manifest& out) {
  for (const json::value& name : list(root, "regions")) {
    out.regions.push_back(RegionName(std::string(name.as_string())));
  }
  for (const json::value& name : list(root, "strategies")) {
    out.strategies.emplace_back(name.as_string());
  }
  for (const json::value& link : list(root, "links"))
    out.links.push_back(link_from(link.as_object()));
  for (const json::value& value : list(root, "faults")) {
    const json::object& fault = value.as_object();
    out.faults.push_back({Duration(whole(fault, "at_ns")), Duration(whole(fault, "for_ns")),
                          text(fault, "text", "")});
  }
  for (const json::value& value : list(root, "expect")) {
    const json::object& expectation = value.as_object();
    out.expect.push_back({static_cast<int>(whole(expectation, "line")), text(expectation, "text")});
  }
  if (const json::value* hashes = root.if_contains("trajectories")) {
    for (const auto& hash : hashes->as_object()) {
      out.trajectories[std::string(hash.key())] = std::string(hash.value().as_string());
    }
  }
  if (const json::value* sizes = root.if_contains("trace_bytes")) {
    for (const auto& size : sizes->as_object()) {
      out.trace_bytes[std::string(size.key())] = size.value().to_number<std::uint64_t>();
    }
  }
  if (const json::value* clocks = root.if_contains("clock_offsets_ns")) {
    for (const auto& clock : clocks->as_object()) {
      out.clock_offsets[std::string(clock.key())] =
          Duration(clock.value().to_number<std::int64_t>());
    }
  }
}

Manifest manifest_from(const json::object& root) {
  Manifest out;
  out.scenario = text(root, "scenario");
  out.question = text(root, "question", "");
  out.runtime = text(root, "runtime", "live");
  out.seed = static_cast<std::uint64_t>(whole(root, "seed"));
  out.detail = text(root, "detail", "full");
  out.command = text(root, "command", "");
  out.lastwrite_version = text(root, "lastwrite_version", "");
  out.started_utc = text(root, "started_utc", "");
  out.warm_up = Duration(whole(root, "warm_up_ns"));
  out.measure = Duration(whole(root, "measure_ns"));
  out.stamp_rule = text(root, "stamp_rule", "wall");
  out.granularity = text(root, "granularity", "item");
  out.incomplete = text(root, "incomplete", "");
  if (const json::value* workload = root.if_contains("workload")) {
    out.workload = workload_from(workload->as_object());
  }
  read_lists(root, out);
  return out;
}

}  // namespace

Result<Manifest> parse_manifest(const std::string& bytes, const std::string& path) {
  try {
    boost::system::error_code damage;
    const json::value root = json::parse(bytes, damage);
    if (damage) throw std::runtime_error(damage.message());
    const std::int64_t format = whole(root.as_object(), "format");
    if (format != 1) {
      return fail(ErrorCode::kProtocol, "{} has format {}, this build reads format 1", path,
                  format);
    }
    return manifest_from(root.as_object());
  } catch (const std::exception& error) {
    return fail(ErrorCode::kCorrupt, "{} is damaged: {}", path, error.what());
  }
}

Result<Manifest> read_manifest(const std::string& run_directory) {
  const std::string path = run_directory + "/manifest.json";
  constexpr std::size_t kBytesMax = 64 << 20;  // far more than any run writes
  const Result<std::string> bytes = read_plain_file(path, kBytesMax);
  if (!bytes)
    return fail(bytes.error().code, "{} is no run directory: {}", run_directory,
                bytes.error().message);
  return parse_manifest(*bytes, path);
}

}  // namespace lastwrite
