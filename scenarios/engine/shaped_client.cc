#include "scenarios/engine/shaped_client.h"

#include <algorithm>
#include <utility>

namespace lastwrite {
namespace {

// One open call: answered once, by whichever of the reply and the timeout comes first.
template <typename Output>
struct OpenCall {
  Scheduler& scheduler;
  Reply<Output> reply;
  TimerId timeout = TimerId::kNone;
  bool answered = false;

  void answer(Result<Output> result) {
    if (std::exchange(answered, true)) return;
    scheduler.cancel(timeout);
    reply(std::move(result));
  }
};

// With a loss of 100 % a message would be sent again for ever; it has timed out long before.
constexpr int kTransmissionsMax = 1000;

}  // namespace

Duration client_transit(const LinkSpec& link, Random& random) {
  Duration total = link.latency.sample(random);
  if (link.jitter.count() > 0) {
    const auto span = static_cast<std::uint64_t>(2 * link.jitter.count() + 1);
    total += Duration(static_cast<std::int64_t>(random.below(span))) - link.jitter;
  }
  for (int sent = 0; sent < kTransmissionsMax && random.chance_ppm(link.loss_ppm); ++sent) {
    total += link.retransmit;
  }
  return std::max(total, Duration(0));
}

class ShapedClient::Core : public std::enable_shared_from_this<Core> {
 public:
  Core(RegionClient& inner, const LinkTable& links, Scheduler& scheduler, Way way, Random random)
      : inner_(inner),
        links_(links),
        scheduler_(scheduler),
        way_(std::move(way)),
        random_(random) {}

  template <typename Input, typename Output>
  void call(void (RegionClient::*method)(const Input&, Reply<Output>), const Input& input,
            Reply<Output> reply) {
    auto open = std::make_shared<OpenCall<Output>>(OpenCall<Output>{scheduler_, std::move(reply)});
    open->timeout = scheduler_.call_after(way_.timeout, [weak = weak_from_this(), open] {
      const auto self = weak.lock();
      if (self) open->answer(self->timed_out());
    });
    travel(way_.from, way_.to, [this, method, input, open] {
      (inner_.*method)(input, [weak = weak_from_this(), open](Result<Output> result) {
        if (const auto self = weak.lock()) self->come_back(open, std::move(result));
      });
    });
  }

 private:
  template <typename Output>
  void come_back(const std::shared_ptr<OpenCall<Output>>& open, Result<Output> result) {
    travel(way_.to, way_.from,
           [open, result = std::move(result)]() mutable { open->answer(std::move(result)); });
  }

  // Runs `arrive` once the message is over, or never.
  template <typename Arrive>
  void travel(const RegionName& from, const RegionName& to, Arrive arrive) {
    if (from == to) return arrive();
    if (links_.now(from, to).partitioned) return;
    scheduler_.call_after(
        client_transit(links_.now(from, to), random_),
        [weak = weak_from_this(), from, to, arrive = std::move(arrive)]() mutable {
          const auto self = weak.lock();
          if (self && !self->links_.now(from, to).partitioned) arrive();
        });
  }

  Failure timed_out() const {
    return fail(ErrorCode::kTimeout, "no answer from {} within {}", way_.to,
                duration_text(way_.timeout));
  }

  RegionClient& inner_;
  const LinkTable& links_;
  Scheduler& scheduler_;
  Way way_;
  Random random_;
};

ShapedClient::ShapedClient(RegionClient& inner, const LinkTable& links, Scheduler& scheduler,
                           Way way, Random random)
    : core_(std::make_shared<Core>(inner, links, scheduler, std::move(way), random)) {}

void ShapedClient::get_item(const GetItemInput& input, Reply<GetItemOutput> reply) {
  core_->call(&RegionClient::get_item, input, std::move(reply));
}
void ShapedClient::put_item(const PutItemInput& input, Reply<WriteOutput> reply) {
  core_->call(&RegionClient::put_item, input, std::move(reply));
}
void ShapedClient::update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) {
  core_->call(&RegionClient::update_item, input, std::move(reply));
}
void ShapedClient::delete_item(const DeleteItemInput& input, Reply<WriteOutput> reply) {
  core_->call(&RegionClient::delete_item, input, std::move(reply));
}
void ShapedClient::transact_puts(const TransactPutsInput& input,
                                 Reply<std::vector<WriteOutput>> reply) {
  core_->call(&RegionClient::transact_puts, input, std::move(reply));
}

}  // namespace lastwrite
