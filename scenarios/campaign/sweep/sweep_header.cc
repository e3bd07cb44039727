#include "scenarios/campaign/sweep/sweep_header.h"

#include <algorithm>

#include <boost/json.hpp>

#include "analysis/report/metric.h"
#include "region/base/printable.h"

namespace lastwrite {
namespace {

namespace json = boost::json;

constexpr int kFormat = 1;

json::array array_of(const std::vector<std::string>& texts) {
  json::array out;
  for (const std::string& text : texts) out.emplace_back(text);
  return out;
}

std::vector<std::string> texts_of(const json::value& value) {
  std::vector<std::string> out;
  for (const json::value& one : value.as_array()) out.emplace_back(one.as_string().c_str());
  return out;
}

json::array array_of(const std::vector<Axis>& axes) {
  json::array out;
  for (const Axis& axis : axes) {
    out.push_back(json::object{{"path", axis.path}, {"values", array_of(axis.values)}});
  }
  return out;
}

std::string text_at(const json::object& object, const char* key) {
  return object.at(key).as_string().c_str();
}

// Throws what Boost.JSON throws where a field is not there or of another type.
SweepHeader header_of(const json::object& object) {
  SweepHeader header;
  header.id = text_at(object, "id");
  header.version = text_at(object, "version");
  header.scenario = text_at(object, "scenario");
  header.question = text_at(object, "question");
  header.sets = texts_of(object.at("sets"));
  for (const json::value& axis : object.at("axes").as_array()) {
    header.axes.push_back({text_at(axis.as_object(), "path"), texts_of(axis.at("values"))});
  }
  header.strategies = texts_of(object.at("strategies"));
  header.first_seed = object.at("first_seed").to_number<std::uint64_t>();
  header.seeds = object.at("seeds").to_number<std::uint64_t>();
  header.metrics = texts_of(object.at("metrics"));
  return header;
}

// What is shown of a sweep is one line each.
bool all_plain(const std::vector<std::string>& texts) {
  return std::none_of(texts.begin(), texts.end(),
                      [](const std::string& text) { return has_control_character(text); });
}

bool whole(const SweepHeader& header) {
  for (const Axis& axis : header.axes) {
    const bool plain = all_plain(axis.values) && all_plain({axis.path});
    if (!axis.varies() || !plain) return false;
  }
  for (const std::string& metric : header.metrics) {
    if (find_metric(metric) == nullptr) return false;
  }
  return all_plain(header.strategies) && !header.strategies.empty() && !header.metrics.empty() &&
         header.seeds > 0;
}

}  // namespace

std::size_t SweepHeader::combinations() const {
  std::size_t product = 1;
  for (const Axis& axis : axes) product *= axis.values.size();
  return product;
}

std::vector<std::string> SweepHeader::values(std::size_t combination) const {
  std::vector<std::string> out(axes.size());
  std::size_t rest = combination;
  for (std::size_t a = axes.size(); a-- > 0;) {
    out[a] = axes[a].values[rest % axes[a].values.size()];
    rest /= axes[a].values.size();
  }
  return out;
}

std::string header_json(const SweepHeader& header) {
  return json::serialize(json::object{{"lastwrite_sweep", kFormat},
                                      {"id", header.id},
                                      {"version", header.version},
                                      {"scenario", header.scenario},
                                      {"question", header.question},
                                      {"sets", array_of(header.sets)},
                                      {"axes", array_of(header.axes)},
                                      {"strategies", array_of(header.strategies)},
                                      {"first_seed", header.first_seed},
                                      {"seeds", header.seeds},
                                      {"metrics", array_of(header.metrics)}});
}

Result<SweepHeader> parse_header_json(std::string_view text) {
  try {
    const json::value value = json::parse({text.data(), text.size()});
    const json::object& object = value.as_object();
    const auto format = object.at("lastwrite_sweep").to_number<int>();
    if (format != kFormat) {
      return fail(ErrorCode::kProtocol, "it has format {}, and this lastwrite reads format {}",
                  format, kFormat);
    }
    SweepHeader header = header_of(object);
    if (whole(header)) return header;
  } catch (const std::exception&) {
    // Whatever it was: it is not what we write.
  }
  return fail(ErrorCode::kCorrupt, "its first line does not describe a sweep");
}

}  // namespace lastwrite
