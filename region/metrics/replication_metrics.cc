#include "region/metrics/replication_metrics.h"

namespace lastwrite {
namespace {

constexpr std::array<std::string_view, 3> kOutcomes = {"installed", "discarded_older", "duplicate"};

}  // namespace

void ReplicationMetrics::on_accept(const AcceptEvent& event) {
  ++(event.installed ? installed_ : stillborn_);
  below_.on_accept(event);
}

void ReplicationMetrics::on_apply(const ApplyEvent& event) {
  Source& source = sources_[event.record.stamp.region];
  ++source.outcomes[static_cast<std::size_t>(event.outcome)];
  if (!event.backfill) source.lags.add(clock_.now() - event.record.observer.accepted_at);
  below_.on_apply(event);
}

void ReplicationMetrics::write(MetricText& text) const {
  text.family("lastwrite_writes_accepted_total", "counter",
              "Writes acknowledged here; stillborn: a newer version stood there already.");
  text.sample("lastwrite_writes_accepted_total", {{"outcome", "installed"}}, installed_);
  text.sample("lastwrite_writes_accepted_total", {{"outcome", "stillborn"}}, stillborn_);
  text.family("lastwrite_records_applied_total", "counter",
              "Changes received from a peer, by what became of them.");
  for (const auto& [region, source] : sources_) {
    for (std::size_t i = 0; i < kOutcomes.size(); ++i)
      text.sample("lastwrite_records_applied_total",
                  {{"source", region.text}, {"outcome", kOutcomes[i]}}, source.outcomes[i]);
  }
  text.family("lastwrite_replication_latency_seconds", "histogram",
              "From acceptance in the source until decided here, in true time.");
  for (const auto& [region, source] : sources_)
    text.histogram("lastwrite_replication_latency_seconds", {{"source", region.text}}, source.lags);
}

}  // namespace lastwrite
