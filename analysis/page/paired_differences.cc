#include "analysis/page/paired_differences.h"

#include <exception>
#include <vector>

#include <boost/json.hpp>

namespace lastwrite {
namespace {

struct PairedDifference {
  std::string a;
  std::string b;
  double estimate = 0;
  double low = 0;
  double high = 0;
};

// Throws on what is not as over_seeds_json() writes it; differences without an interval are left
// out.
std::vector<PairedDifference> differences_in(const std::string& over_seeds) {
  std::vector<PairedDifference> out;
  const boost::json::value root = boost::json::parse(over_seeds);
  const boost::json::array& strategies = root.as_object().at("strategies").as_array();
  for (std::size_t i = 1; i < strategies.size(); ++i) {
    const boost::json::object& one = strategies[i].as_object();
    if (one.at("difference_low").is_null() || one.at("difference_high").is_null()) continue;
    out.push_back({std::string(one.at("name").as_string()),
                   std::string(strategies[0].as_object().at("name").as_string()),
                   one.at("difference").to_number<double>(),
                   one.at("difference_low").to_number<double>(),
                   one.at("difference_high").to_number<double>()});
  }
  return out;
}

std::vector<PairedDifference> differences_or_none(const std::string& over_seeds) {
  if (over_seeds.empty()) return {};
  try {
    return differences_in(over_seeds);
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace

void write_paired(const std::string& over_seeds, JsonText& json) {
  json.key("paired");
  json.begin_array();
  for (const PairedDifference& difference : differences_or_none(over_seeds)) {
    json.begin_object();
    json.member("a", difference.a);
    json.member("b", difference.b);
    json.member("metric", "lost_update_rate");
    json.member("estimate", difference.estimate);
    json.member("low", difference.low);
    json.member("high", difference.high);
    json.end_object();
  }
  json.end_array();
}

}  // namespace lastwrite
