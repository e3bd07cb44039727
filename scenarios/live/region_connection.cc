#include "scenarios/live/region_connection.h"

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <set>

#include <grpcpp/grpcpp.h>

#include "proto/control.grpc.pb.h"
#include "proto/region.grpc.pb.h"
#include "region/api/proto_request.h"
#include "region/runtime/grpc_keep_alive.h"
#include "region/value/item_codec.h"
#include "region/value/proto_value.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

// A broken connection or a deadline says nothing of what the region did.
Error error_of(const grpc::Status& status) {
  if (status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED) {
    return {ErrorCode::kTimeout, "no answer in time"};
  }
  if (status.error_code() == grpc::StatusCode::NOT_FOUND) {
    return {ErrorCode::kResourceNotFound, status.error_message()};
  }
  return {ErrorCode::kUnavailable, status.error_message()};
}

void link_to_proto(const LinkSpec& link, v1::LinkSpec* out) {
  out->set_latency(link.latency.to_text());
  out->set_pipeline(link.pipeline.to_text());
  out->set_jitter_ns(link.jitter.count());
  out->set_loss_ppm(link.loss_ppm);
  out->set_retransmit_ns(link.retransmit.count());
  out->set_duplicate_ppm(link.duplicate_ppm);
  out->set_reorder_ppm(link.reorder_ppm);
  out->set_bytes_per_second(link.bytes_per_second);
  out->set_paused(link.paused);
  out->set_partitioned(link.partitioned);
}

Result<RegionState> state_from_proto(const v1::StatusResponse& in) {
  RegionState state;
  state.region = RegionName(in.region());
  state.head = in.head();
  state.clock_offset = Duration(in.clock_offset_ns());
  for (const v1::PeerStatus& peer : in.peers()) {
    state.peers.push_back({RegionName(peer.region()), peer.connected(), peer.outstanding_records(),
                           Duration(peer.oldest_outstanding_ns()), peer.applied(), peer.asked()});
  }
  state.tables.assign(in.tables().begin(), in.tables().end());
  return state;
}

std::map<std::string, KeySchema> key_schemas_from_proto(const v1::StatusResponse& in) {
  std::map<std::string, KeySchema> out;
  for (int i = 0; i < std::min(in.tables_size(), in.key_schemas_size()); ++i) {
    Result<KeySchema> schema = key_schema_from_proto(in.key_schemas(i));
    if (schema) out[in.tables(i)] = *std::move(schema);
  }
  return out;
}

Result<HeldVersion> held_from_proto(const v1::VersionEntry& in) {
  Result<Stamp> version = stamp_from_proto(in.version());
  if (!version) return propagate(version);
  HeldVersion held{in.key(), std::move(*version), std::nullopt};
  if (in.tombstone()) return held;
  if (in.has_attributes()) {
    Result<AttributeStamps> attributes = stamps_from_proto(in.attributes());
    if (!attributes) return propagate(attributes);
    held.attributes = std::move(*attributes);
  }
  Result<Item> item = decode_item(in.item());
  if (!item) return propagate(item);
  held.item = std::move(*item);
  return held;
}

Result<void> done_from_proto(const v1::ControlResponse& in) {
  if (!in.error().empty()) return fail(ErrorCode::kUsage, "{}", in.error());
  return {};
}

Result<void> table_from_proto(const v1::TableResponse& in) {
  if (in.has_error()) return Failure(from_proto(in.error()));
  return {};
}

}  // namespace

// The calls under way. Shared with gRPC's threads.
class RegionConnection::Calls : public std::enable_shared_from_this<Calls> {
 public:
  Calls(Scheduler& loop, const std::string& address, Duration deadline)
      : loop_(loop), deadline_(deadline) {
    keep_grpc_running();
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 10'000);  // also the time to connect in
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 500);
    const auto channel =
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
    data = v1::RegionService::NewStub(channel);
    control = v1::ControlService::NewStub(channel);
  }

  // Makes one unary call; `start(context, request, response, callback)` begins it,
  // `convert(response)` turns the answer into the reply's value.
  template <typename Response, typename T, typename Request, typename Start, typename Convert>
  void unary(Request request, Start start, Convert convert, Reply<T> reply) {
    struct Call {
      grpc::ClientContext context;
      Request request;
      Response response;
      Reply<T> reply;
    };
    auto call = std::make_shared<Call>();
    call->request = std::move(request);
    call->reply = std::move(reply);
    enter(&call->context);
    start(&call->context, &call->request, &call->response,
          [self = shared_from_this(), call, convert](const grpc::Status& status) {
            self->on_loop([call, convert, status] {
              if (status.ok()) {
                call->reply(convert(call->response));
              } else {
                call->reply(Failure(error_of(status)));
              }
            });
            self->leave(&call->context);
          });
  }

  void list(const TableName& table, Reply<std::vector<HeldVersion>> reply);

  template <typename Task>
  void on_loop(Task task) {
    loop_.post(std::move(task));
  }

  void enter(grpc::ClientContext* context) {
    context->set_deadline(std::chrono::system_clock::now() + deadline_);
    const std::lock_guard lock(mutex_);
    under_way_.insert(context);
  }
  void leave(grpc::ClientContext* context) {
    const std::lock_guard lock(mutex_);
    under_way_.erase(context);
    if (under_way_.empty()) empty_.notify_all();
  }
  void close() {
    std::unique_lock lock(mutex_);
    for (grpc::ClientContext* context : under_way_) context->TryCancel();
    empty_.wait(lock, [this] { return under_way_.empty(); });
  }

  std::unique_ptr<v1::RegionService::Stub> data;
  std::unique_ptr<v1::ControlService::Stub> control;

 private:
  class Listing;

  Scheduler& loop_;
  const Duration deadline_;
  std::mutex mutex_;
  std::condition_variable empty_;
  std::set<grpc::ClientContext*> under_way_;
};

// Gathers a stream of versions.
class RegionConnection::Calls::Listing final : public grpc::ClientReadReactor<v1::VersionEntry> {
 public:
  Listing(std::shared_ptr<Calls> calls, const TableName& table,
          Reply<std::vector<HeldVersion>> reply)
      : calls_(std::move(calls)), reply_(std::move(reply)) {
    request_.set_table(table.text);
    calls_->enter(&context_);
    calls_->control->async()->ListVersions(&context_, &request_, this);
    StartRead(&entry_);
    StartCall();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    auto held = held_from_proto(entry_);
    if (held) {
      versions_.push_back(std::move(*held));
    } else {
      damage_ = held.error();
    }
    StartRead(&entry_);
  }
  void OnDone(const grpc::Status& status) override {
    Result<std::vector<HeldVersion>> result = std::move(versions_);
    if (!status.ok()) result = Failure(error_of(status));
    if (damage_) result = Failure(*damage_);
    calls_->on_loop([reply = std::move(reply_), result = std::move(result)]() mutable {
      reply(std::move(result));
    });
    calls_->leave(&context_);
    delete this;
  }

 private:
  std::shared_ptr<Calls> calls_;
  Reply<std::vector<HeldVersion>> reply_;
  grpc::ClientContext context_;
  v1::ListVersionsRequest request_;
  v1::VersionEntry entry_;
  std::vector<HeldVersion> versions_;
  std::optional<Error> damage_;
};

void RegionConnection::Calls::list(const TableName& table, Reply<std::vector<HeldVersion>> reply) {
  new Listing(shared_from_this(), table, std::move(reply));  // deletes itself when the call is over
}

RegionConnection::RegionConnection(Scheduler& loop, const std::string& address, Duration deadline)
    : calls_(std::make_shared<Calls>(loop, address, deadline)) {}

RegionConnection::~RegionConnection() {
  calls_->close();
}

// One method of a service, as Calls::unary starts it.
#define LW_START(stub, Method)                                            \
  [calls = calls_.get()](auto* context, auto* in, auto* out, auto done) { \
    calls->stub->async()->Method(context, in, out, std::move(done));      \
  }

void RegionConnection::get_item(const GetItemInput& input, Reply<GetItemOutput> reply) {
  v1::GetItemRequest request;
  to_proto(input, &request);
  calls_->unary<v1::GetItemResponse>(
      std::move(request), LW_START(data, GetItem),
      [](const v1::GetItemResponse& response) { return from_proto(response); }, std::move(reply));
}

void RegionConnection::put_item(const PutItemInput& input, Reply<WriteOutput> reply) {
  v1::PutItemRequest request;
  to_proto(input, &request);
  calls_->unary<v1::WriteResponse>(
      std::move(request), LW_START(data, PutItem),
      [](const v1::WriteResponse& response) { return from_proto(response); }, std::move(reply));
}

void RegionConnection::update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) {
  v1::UpdateItemRequest request;
  to_proto(input, &request);
  calls_->unary<v1::WriteResponse>(
      std::move(request), LW_START(data, UpdateItem),
      [](const v1::WriteResponse& response) { return from_proto(response); }, std::move(reply));
}

void RegionConnection::delete_item(const DeleteItemInput& input, Reply<WriteOutput> reply) {
  v1::DeleteItemRequest request;
  to_proto(input, &request);
  calls_->unary<v1::WriteResponse>(
      std::move(request), LW_START(data, DeleteItem),
      [](const v1::WriteResponse& response) { return from_proto(response); }, std::move(reply));
}

void RegionConnection::transact_puts(const TransactPutsInput& input,
                                     Reply<std::vector<WriteOutput>> reply) {
  v1::TransactPutsRequest request;
  to_proto(input, &request);
  calls_->unary<v1::TransactPutsResponse>(
      std::move(request), LW_START(data, TransactPuts),
      [](const v1::TransactPutsResponse& response) { return from_proto(response); },
      std::move(reply));
}

void RegionConnection::create_table(const CreateTableInput& input, Reply<void> reply) {
  v1::CreateTableRequest request;
  to_proto(input, &request);
  calls_->unary<v1::TableResponse>(std::move(request), LW_START(data, CreateTable),
                                   table_from_proto, std::move(reply));
}

void RegionConnection::set_time_to_live(const TimeToLiveInput& input, Reply<void> reply) {
  v1::UpdateTimeToLiveRequest request;
  to_proto(input, &request);
  calls_->unary<v1::TableResponse>(std::move(request), LW_START(data, UpdateTimeToLive),
                                   table_from_proto, std::move(reply));
}

void RegionConnection::set_peer(const RegionName& peer, const std::string& address,
                                Reply<void> reply) {
  v1::SetPeerRequest request;
  request.set_region(peer.text);
  request.set_address(address);
  calls_->unary<v1::ControlResponse>(std::move(request), LW_START(control, SetPeer),
                                     done_from_proto, std::move(reply));
}

void RegionConnection::set_link(const RegionName& to, const LinkSpec& link, Reply<void> reply) {
  v1::SetLinkRequest request;
  request.set_to(to.text);
  link_to_proto(link, request.mutable_link());
  request.set_base_directory(std::filesystem::current_path().string());
  calls_->unary<v1::ControlResponse>(std::move(request), LW_START(control, SetLink),
                                     done_from_proto, std::move(reply));
}

void RegionConnection::set_clock(const ClockSkew& skew, Reply<void> reply) {
  v1::SetClockRequest request;
  request.set_offset_ns(skew.offset.count());
  request.set_drift_ppm(skew.drift_ppm);
  request.set_amplitude_ns(skew.periodic.amplitude.count());
  request.set_period_ns(skew.periodic.period.count());
  request.set_noise_sd_ns(skew.noise_sd.count());
  calls_->unary<v1::ControlResponse>(std::move(request), LW_START(control, SetClock),
                                     done_from_proto, std::move(reply));
}

void RegionConnection::step_clock(Duration delta, Reply<void> reply) {
  v1::SetClockRequest request;
  request.set_offset_ns(delta.count());
  request.set_step(true);
  calls_->unary<v1::ControlResponse>(std::move(request), LW_START(control, SetClock),
                                     done_from_proto, std::move(reply));
}

void RegionConnection::set_commit_delay(Duration delay, Reply<void> reply) {
  v1::SetDiskRequest request;
  request.set_commit_delay_ns(delay.count());
  calls_->unary<v1::ControlResponse>(std::move(request), LW_START(control, SetDisk),
                                     done_from_proto, std::move(reply));
}

void RegionConnection::state(Reply<RegionState> reply) {
  calls_->unary<v1::StatusResponse>(
      v1::StatusRequest(), LW_START(control, GetStatus),
      [keys = key_schemas_](const v1::StatusResponse& response) {
        *keys = key_schemas_from_proto(response);
        return state_from_proto(response);
      },
      std::move(reply));
}

void RegionConnection::versions(const TableName& table, Reply<std::vector<HeldVersion>> reply) {
  calls_->list(table, std::move(reply));
}

#undef LW_START

}  // namespace lastwrite
