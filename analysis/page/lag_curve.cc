#include "analysis/page/lag_curve.h"

#include <algorithm>
#include <cmath>

#include "analysis/lag/survival.h"

namespace lastwrite {
namespace {

LagCurve thinned(const std::vector<Survival::Step>& steps, std::size_t points, double count) {
  LagCurve out;
  const double decades = std::log10(count + 1);
  std::size_t next = 0;  // the first step not yet taken
  for (std::size_t i = 0; i < points && next < steps.size(); ++i) {
    const double part =
        static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(points - 1, 1));
    const double target = 1 - std::pow(10, -part * decades);
    const auto from = steps.begin() + static_cast<std::ptrdiff_t>(next);
    auto step = std::partition_point(from, steps.end(),
                                     [&](const Survival::Step& s) { return s.share < target; });
    if (i + 1 == points || step == steps.end()) step = steps.end() - 1;
    out.lag.push_back(step->at.count());
    out.share.push_back(step->share);
    next = static_cast<std::size_t>(step - steps.begin()) + 1;
  }
  return out;
}

LagCurve curve_of(std::vector<Wait> waits, std::size_t points) {
  const auto count = static_cast<double>(waits.size());
  return thinned(Survival(std::move(waits)).steps(), points, count);
}

}  // namespace

LagCurve measured_curve(const std::vector<Passage>& passages, const Window& window,
                        std::size_t points) {
  std::vector<Wait> waits;
  for (const Passage& p : passages) {
    if (!window.contains(p.accepted)) continue;
    const bool ended = p.arrived && *p.arrived < window.end;
    waits.push_back({(ended ? *p.arrived : window.end) - p.accepted, ended});
  }
  return curve_of(std::move(waits), points);
}

LagCurve injected_curve(const std::vector<Passage>& passages, const Window& window,
                        std::size_t points) {
  std::vector<Wait> waits;
  bool any = false;
  for (const Passage& p : passages) {
    if (!p.arrived || !window.contains(p.accepted)) continue;
    waits.push_back({p.injected, true});
    any = any || p.injected > 0ns;
  }
  return any ? curve_of(std::move(waits), points) : LagCurve{};
}

void write_curve(const LagCurve& curve, JsonText& json) {
  json.begin_object();
  json.column("lag", curve.lag);
  json.column("share", curve.share);
  json.end_object();
}

}  // namespace lastwrite
