#include "tests/live/support/live_regions.h"

#include <filesystem>

#include "scenarios/experiment/quiescer.h"
#include "tests/live/support/program.h"
#include "tests/live/support/waiting.h"

namespace lastwrite {
namespace {

std::string make_folder(const Sandbox& sandbox, const std::string& name) {
  std::filesystem::create_directories(sandbox.file(name));
  return sandbox.file(name);
}

}  // namespace

KeySchema orders_key() {
  return {{"orderId", KeyType::kString}, std::nullopt};
}

LiveRegions::LiveRegions(const Sandbox& sandbox, const std::vector<std::string>& names,
                         const std::vector<std::string>& region_arguments)
    : trace_directory_(make_folder(sandbox, "trace")) {
  for (const std::string& name : names) names_.emplace_back(name);
  LiveClusterOptions options;
  options.executable = program_path();
  options.regions = names_;
  options.data_directory = make_folder(sandbox, "data");
  options.trace_directory = trace_directory_;
  options.log_directory = make_folder(sandbox, "logs");
  options.region_arguments = region_arguments;
  cluster_ = std::make_unique<LiveCluster>(std::move(options), loop_);
  thread_ = std::thread([this] { loop_.run(); });
}

LiveRegions::~LiveRegions() {
  loop_.stop();
  thread_.join();
}

Result<void> LiveRegions::start() {
  Result<void> started =
      ask<void>([this](Reply<void> reply) { cluster_->start(std::move(reply)); });
  if (!started) return started;
  return ask<void>([this](Reply<void> reply) {
    cluster_->create_table({kOrders, orders_key()}, std::move(reply));
  });
}

Result<RegionState> LiveRegions::state(const std::string& region) {
  return ask<RegionState>([this, name = RegionName(region)](Reply<RegionState> reply) {
    cluster_->state(name, std::move(reply));
  });
}

std::vector<RegionState> LiveRegions::states() {
  std::vector<RegionState> all;
  for (const RegionName& name : names_) {
    if (auto one = state(name.text)) all.push_back(std::move(*one));
  }
  return all;
}

Result<std::vector<HeldVersion>> LiveRegions::versions(const std::string& region) {
  using Held = std::vector<HeldVersion>;
  return ask<Held>([this, name = RegionName(region)](Reply<Held> reply) {
    cluster_->versions(name, kOrders, std::move(reply));
  });
}

Result<WriteOutput> LiveRegions::put(const std::string& region, const Item& item) {
  return ask<WriteOutput>([this, name = RegionName(region), item](Reply<WriteOutput> reply) {
    cluster_->client(name).put_item({kOrders, item}, std::move(reply));
  });
}

Result<void> LiveRegions::set_link(const std::string& from, const std::string& to,
                                   const LinkSpec& link) {
  return ask<void>([this, from = RegionName(from), to = RegionName(to), link](Reply<void> reply) {
    cluster_->set_link(from, to, link, std::move(reply));
  });
}

Result<void> LiveRegions::kill(const std::string& region) {
  return ask<void>([this, name = RegionName(region)](Reply<void> reply) {
    cluster_->kill(name, CrashMode::kProcess, std::move(reply));
  });
}

Result<void> LiveRegions::restart(const std::string& region) {
  return ask<void>([this, name = RegionName(region)](Reply<void> reply) {
    cluster_->restart(name, std::move(reply));
  });
}

bool LiveRegions::wait_until_quiet(Duration patience) {
  return wait_until(
      [this] {
        const std::vector<RegionState> all = states();
        return all.size() == names_.size() && is_quiet(all);
      },
      patience);
}

void LiveRegions::on_loop(const std::function<void()>& task) {
  std::promise<void> done;
  loop_.post([&] {
    task();
    done.set_value();
  });
  done.get_future().wait();
}

}  // namespace lastwrite
