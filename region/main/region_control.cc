#include "region/main/region_control.h"

#include "proto/control.pb.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

constexpr std::uint32_t kMillion = 1'000'000;

Result<LinkSpec> link_from_proto(const v1::LinkSpec& in, const std::string& base_directory) {
  LinkSpec link;
  const auto latency =
      parse_distribution(in.latency().empty() ? "0ms" : in.latency(), base_directory);
  if (!latency) return propagate(latency);
  const auto pipeline =
      parse_distribution(in.pipeline().empty() ? "0ms" : in.pipeline(), base_directory);
  if (!pipeline) return propagate(pipeline);
  if (in.loss_ppm() > kMillion || in.duplicate_ppm() > kMillion || in.reorder_ppm() > kMillion ||
      in.jitter_ns() < 0 || in.retransmit_ns() < 0) {
    return fail(ErrorCode::kUsage,
                "a link's rates lie between 0 and 1,000,000 ppm, its times above 0");
  }
  link.latency = *latency;
  link.pipeline = *pipeline;
  link.jitter = Duration(in.jitter_ns());
  link.loss_ppm = in.loss_ppm();
  link.retransmit = Duration(in.retransmit_ns());
  link.duplicate_ppm = in.duplicate_ppm();
  link.reorder_ppm = in.reorder_ppm();
  link.bytes_per_second = in.bytes_per_second();
  link.paused = in.paused();
  link.partitioned = in.partitioned();
  return link;
}

}  // namespace

Result<void> RegionControl::set_peer(const v1::SetPeerRequest& request) {
  Result<RegionName> peer = parse_region_name(request.region());
  if (!peer) return propagate(peer);
  transport_.set_address(*peer, request.address());
  return {};
}

Result<void> RegionControl::set_link(const v1::SetLinkRequest& request) {
  Result<RegionName> to = parse_region_name(request.to());
  if (!to) return propagate(to);
  const Result<LinkSpec> link = link_from_proto(request.link(), request.base_directory());
  if (!link) return propagate(link);
  node_.links().set_link(*to, *link);
  return {};
}

Result<void> RegionControl::set_clock(const v1::SetClockRequest& request) {
  if (request.step()) {
    clock_.step(Duration(request.offset_ns()));
    return {};
  }
  if (request.period_ns() < 0 || request.noise_sd_ns() < 0) {
    return fail(ErrorCode::kUsage, "a clock's period and noise are not below 0");
  }
  clock_.set({.offset = Duration(request.offset_ns()),
              .drift_ppm = request.drift_ppm(),
              .periodic = {Duration(request.amplitude_ns()), Duration(request.period_ns())},
              .noise_sd = Duration(request.noise_sd_ns())});
  return {};
}

Result<void> RegionControl::set_disk(const v1::SetDiskRequest& request) {
  if (request.commit_delay_ns() < 0)
    return fail(ErrorCode::kUsage, "a commit cannot take less than no time");
  node_.commits().set_commit_delay(Duration(request.commit_delay_ns()));
  return {};
}

void RegionControl::status(v1::StatusResponse* response) {
  Engine& engine = node_.engine();
  response->set_region(engine.region().text);
  response->set_head(engine.head());
  response->set_clock_offset_ns(clock_.offset().count());
  const auto first = node_.source().first();
  response->set_records_retained(first ? engine.head() + 1 - *first : 0);
  for (const TableName& name : engine.catalog().names()) {
    const auto table = engine.catalog().find(name);
    if (!table || (*table)->status == TableStatus::kDeleting) continue;
    response->add_tables(name.text);
    to_proto((*table)->key_schema, response->add_key_schemas());
  }
  for (const PeerBacklog& backlog : node_.backlogs()) {
    v1::PeerStatus* peer = response->add_peers();
    peer->set_region(backlog.progress.peer.text);
    peer->set_connected(backlog.progress.connected);
    peer->set_sent_acknowledged(backlog.progress.acknowledged);
    peer->set_applied(backlog.progress.applied);
    peer->set_asked(backlog.progress.asked);
    peer->set_outstanding_records(backlog.outstanding_records);
    peer->set_oldest_outstanding_ns(backlog.oldest_outstanding.count());
  }
}

}  // namespace lastwrite
