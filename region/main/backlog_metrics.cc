#include "region/main/backlog_metrics.h"

namespace lastwrite {

void write_region_info(const RegionName& region, MetricText& text) {
  text.family("lastwrite_region_info", "gauge", "Which region this is; always 1.");
  text.sample("lastwrite_region_info", {{"region", region.text}}, std::uint64_t{1});
}

void write_backlogs(std::uint64_t head, const std::vector<PeerBacklog>& backlogs,
                    MetricText& text) {
  text.family("lastwrite_records_accepted", "gauge", "Sequence of the last change accepted here.");
  text.sample("lastwrite_records_accepted", {}, head);
  text.family("lastwrite_records_acknowledged", "gauge",
              "Changes of here that the peer has applied.");
  for (const PeerBacklog& one : backlogs)
    text.sample("lastwrite_records_acknowledged", {{"peer", one.progress.peer.text}},
                one.progress.acknowledged);
  text.family("lastwrite_records_outstanding", "gauge",
              "Changes of here that the peer has not acknowledged.");
  for (const PeerBacklog& one : backlogs)
    text.sample("lastwrite_records_outstanding", {{"peer", one.progress.peer.text}},
                one.outstanding_records);
  text.family("lastwrite_oldest_outstanding_seconds", "gauge", "Age of the oldest of them.");
  for (const PeerBacklog& one : backlogs)
    text.sample("lastwrite_oldest_outstanding_seconds", {{"peer", one.progress.peer.text}},
                to_seconds(one.oldest_outstanding));
  text.family("lastwrite_peer_connected", "gauge", "1: this region hears the peer.");
  for (const PeerBacklog& one : backlogs)
    text.sample("lastwrite_peer_connected", {{"peer", one.progress.peer.text}},
                std::uint64_t{one.progress.connected ? 1U : 0U});
}

}  // namespace lastwrite
