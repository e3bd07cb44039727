#include "region/node/region_node.h"

#include <utility>

namespace lastwrite {

Result<std::unique_ptr<RegionNode>> RegionNode::open(const NodeOptions& options,
                                                     const NodeSurroundings& surroundings,
                                                     Random links) {
  auto engine =
      Engine::open({options.region, options.stamp_rule, options.new_generation,
                    options.conflict_rule, options.granularity, options.peers, options.throttle},
                   surroundings.store, surroundings.clock, surroundings.observer);
  if (!engine) return propagate(engine);
  return std::unique_ptr<RegionNode>(
      new RegionNode(options, surroundings, links, *std::move(engine)));
}

RegionNode::RegionNode(const NodeOptions& options, const NodeSurroundings& surroundings,
                       Random links, std::unique_ptr<Engine> engine)
    : clock_(surroundings.clock),
      retention_(options.retention),
      engine_(std::move(engine)),
      commits_(surroundings.scheduler, *engine_, [this] { on_commit(); }),
      indexes_(surroundings.scheduler, *engine_, commits_),
      source_(*engine_),
      sink_(*engine_, commits_),
      wrapped_sink_(options.wrap_sink ? options.wrap_sink(sink_, surroundings.scheduler) : nullptr),
      links_(surroundings.transport, surroundings.scheduler, surroundings.clock, links),
      replicator_({options.peers, options.limits, options.on_refused}, surroundings.scheduler,
                  links_, source_, wrapped_sink_ ? *wrapped_sink_ : sink_),
      maintenance_(retention_, surroundings.scheduler, *engine_, commits_, replicator_),
      table_worker_(surroundings.scheduler, *engine_, commits_, replicator_) {}

void RegionNode::start() {
  replicator_.start();
  start_upkeep();
}

void RegionNode::start_upkeep() {
  maintenance_.start();
  table_worker_.start();
  indexes_.wake();
}

void RegionNode::on_commit() {
  replicator_.on_log_grown();
  table_worker_.on_commit();
  indexes_.wake();
}

std::vector<PeerBacklog> RegionNode::backlogs() {
  std::vector<PeerBacklog> all;
  for (PeerProgress& progress : replicator_.progress()) {
    const std::uint64_t acknowledged = progress.acknowledged;
    PeerBacklog backlog{std::move(progress), engine_->head() - acknowledged, Duration(0)};
    if (backlog.outstanding_records > 0) {
      const auto oldest = source_.read(acknowledged, 1, 1);
      if (oldest && !oldest->empty()) {
        backlog.oldest_outstanding = clock_.now() - oldest->front().observer.accepted_at;
      }
    }
    all.push_back(std::move(backlog));
  }
  return all;
}

}  // namespace lastwrite
