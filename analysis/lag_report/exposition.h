// Prometheus' text exposition format, version 0.0.4, as numbers by name and labels.
//
//   Result<std::vector<MetricSample>> samples = parse_exposition(text, "http://…");
//
// Source: https://prometheus.io/docs/instrumenting/exposition_formats/. Threading: pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "region/base/result.h"

namespace lastwrite {

struct MetricSample {
  std::string name;
  std::map<std::string, std::string> labels;
  double value = 0;
};

/// Comments and time stamps are passed over. Errors: kValidation, with `name` and the line.
Result<std::vector<MetricSample>> parse_exposition(std::string_view text, const std::string& name);

}  // namespace lastwrite
