// Small histories, judged, for the tests of what a page shows.
#pragma once

#include <boost/json.hpp>

#include "analysis/page/json_text.h"
#include "analysis/report/strategy_run.h"
#include "tests/analysis/planted_run.h"

namespace lastwrite {

/// Two regions 80 ms apart put one item at once, a second after measuring began: #2 of eu is lost
/// to #3 of us, and what #4 computed from it is lost with it. A refused write (#5) and two reads
/// follow. Measured are 2 s.
inline PlantedRun two_regions_meet() {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("warm-up");
  run.at(1000).phase("measure");
  const Planted zero = run.at(1100).write("eu", {.session = 1, .key = "cart-1"});
  run.at(1180).deliver(zero, "us", 70);
  run.at(1500).fault("partition eu", true);
  const Planted a =
      run.at(2000).write("eu", {.session = 1, .key = "cart-1", .from = zero, .conditional = true});
  const Planted b =
      run.at(2010).write("us", {.session = 2, .key = "cart-1", .from = zero, .conditional = true});
  const Planted after =
      run.at(2020).write("eu", {.session = 1, .key = "cart-1", .from = a, .stamp = 2005});
  run.at(2030).refused("us", {.session = 3, .key = "cart-1", .from = zero, .conditional = true});
  run.at(2040).read("us", 3, "cart-1");
  run.at(2081).deliver(a, "us", 70);
  run.at(2091).deliver(b, "eu", 70);
  run.at(2101).deliver(after, "us", 70);
  run.at(2200).fault("partition eu", false);
  const Planted late = run.at(2990).write("eu", {.session = 1, .key = "cart-2"});
  run.at(3000).phase("heal");
  run.at(3100).deliver(late, "us", 70);
  run.at(3200).phase("quiesce").settle();
  return run;
}

/// What `write` puts into an object, read again.
template <typename Write>
boost::json::object written(Write write) {
  JsonText json;
  json.begin_object();
  write(json);
  json.end_object();
  return boost::json::parse(std::move(json).text()).as_object();
}

}  // namespace lastwrite
