#include "replicator/transport/grpc_transport.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>

#include <fmt/format.h>
#include <grpcpp/grpcpp.h>

#include "proto/replication.grpc.pb.h"
#include "replicator/transport/in_use.h"
#include "replicator/transport/peer_channel.h"
#include "replicator/transport/proto_message.h"
#include "replicator/transport/write_queue.h"

namespace lastwrite {
namespace {

using Wire = v1::ReplicationMessage;

constexpr Duration kBackoffMin = 50ms;
constexpr Duration kBackoffMax = 1s;

Wire hello(std::uint32_t protocol, const RegionName& self) {
  Wire message;
  message.mutable_hello()->set_protocol(protocol);
  message.mutable_hello()->set_region(self.text);
  return message;
}

}  // namespace

// What both kinds of streams and the transport share. Everything but the constants is used on the
// loop only; streams reach it by posting.
class GrpcTransport::Core : public std::enable_shared_from_this<Core>,
                            public v1::ReplicationService::CallbackService {
 public:
  class OriginStream;    // a peer has subscribed here
  class ReceiverStream;  // this region has subscribed at a peer
  struct Peer {
    std::string address;
    std::unique_ptr<v1::ReplicationService::Stub> stub;
    std::shared_ptr<ReceiverStream> receiver;
    std::shared_ptr<OriginStream> origin;
    Duration backoff = kBackoffMin;
    TimerId retry = TimerId::kNone;
    std::string complaint;  // the last one about what it sent
  };

  Core(RegionName self, const std::vector<RegionName>& peers, Scheduler& loop, Random random,
       std::uint32_t protocol, std::optional<TlsIdentity> tls)
      : self_(std::move(self)),
        protocol_(protocol),
        tls_(std::move(tls)),
        loop_(loop),
        random_(random) {
    for (const RegionName& name : peers) peers_[name];
  }

  grpc::ServerBidiReactor<Wire, Wire>* Subscribe(grpc::CallbackServerContext* context) override;

  void set_address(const RegionName& name, const std::string& address);
  void start(Receiver& receiver);
  void send(const RegionName& to, Message message);
  void stop();

  template <typename Task>
  void post(Task task) {
    loop_.post([core = shared_from_this(), task = std::move(task)]() mutable {
      if (!core->stopped_) task(*core);
    });
  }

  void connect(const RegionName& name);
  void on_receiver_hello(const std::shared_ptr<ReceiverStream>& stream);
  void on_receiver_done(const std::shared_ptr<ReceiverStream>& stream, const grpc::Status& status);
  void on_origin_hello(const RegionName& peer, std::shared_ptr<OriginStream> stream);
  void on_origin_done(const RegionName& peer, const std::shared_ptr<OriginStream>& stream);
  void on_refusal(const RegionName& peer, const std::string& why) {
    if (receiver_ && refused_.insert(peer).second)
      receiver_->on_refused(peer, {ErrorCode::kProtocol, why});
  }
  // Says once what is wrong with what a peer sends: it will come again, and replication stands
  // still.
  void complain(const RegionName& peer, const std::string& damage) {
    if (std::exchange(peers_.at(peer).complaint, damage) == damage) return;
    fmt::print(stderr,
               "warning: region {} cannot read what region {} sends, and asks for it again: {}\n",
               self_, peer, damage);
  }
  // A peer may reach the server before start(), is told that this region is up, and says so only
  // once.
  void deliver(const RegionName& from, Message message) {
    if (receiver_) {
      receiver_->on_message(from, std::move(message));
    } else {
      early_.emplace_back(from, std::move(message));
    }
  }
  // Ends a stream in its OnDone, on a thread of gRPC's. The stream goes first, and stop() may
  // return only then: were the stream's the last share of the core, its channels would end here,
  // and gRPC would wait for this very thread to end (it does not, and frees what the thread still
  // uses).
  template <typename Stream>
  static void let_go(Core& core, std::shared_ptr<Stream>& self) {
    std::exchange(self, nullptr).reset();
    core.in_use_.leave();
  }
  /// Empty when the hello is in order, else what is wrong with it.
  std::string objection_to(const Wire& first) const;
  std::string protocol_objection(const v1::Hello& said) const;
  /// A stranger that speaks another protocol is no reason to stop; a peer is.
  bool is_peer_of_other_protocol(const v1::Hello& said) const {
    return said.protocol() != protocol_ && peers_.contains(RegionName(said.region()));
  }

  const RegionName self_;
  const std::uint32_t protocol_;
  const std::optional<TlsIdentity> tls_;
  Scheduler& loop_;
  InUse in_use_;
  Receiver* receiver_ = nullptr;

 private:
  Random random_;
  std::map<RegionName, Peer> peers_;  // the keys never change
  std::set<RegionName>
      refused_;  // peers of which the receiver was told so: both streams find it out
  std::vector<std::pair<RegionName, Message>> early_;  // what came before start()
  bool stopped_ = false;
};

// --- a peer's subscription, served here
// ------------------------------------------------------------

class GrpcTransport::Core::OriginStream final : public grpc::ServerBidiReactor<Wire, Wire> {
 public:
  OriginStream(std::shared_ptr<Core> core, grpc::CallbackServerContext* context)
      : core_(std::move(core)), context_(context), writes_(*this) {
    core_->in_use_.enter();
  }

  void begin(std::shared_ptr<OriginStream> self) {
    self_ = std::move(self);
    StartRead(&incoming_);
  }
  void write(Wire message) { writes_.write(std::move(message)); }
  void cancel() {
    const std::lock_guard lock(mutex_);
    if (!done_) context_->TryCancel();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return finish(grpc::Status::OK);
    if (peer_.empty()) {
      const std::string objection = core_->objection_to(incoming_);
      if (!objection.empty()) {
        if (core_->is_peer_of_other_protocol(incoming_.hello())) {
          peer_ = RegionName(incoming_.hello().region());
          refusal_ = objection;
        }
        return finish({grpc::StatusCode::FAILED_PRECONDITION, objection});
      }
      peer_ = RegionName(incoming_.hello().region());
      write(hello(core_->protocol_, core_->self_));
      core_->post([peer = peer_, self = self_](Core& core) { core.on_origin_hello(peer, self); });
    } else if (auto message = message_from_proto(incoming_)) {
      core_->post([peer = peer_, message = std::move(*message)](Core& core) mutable {
        core.deliver(peer, std::move(message));
      });
    } else {
      return finish({grpc::StatusCode::INVALID_ARGUMENT, message.error().message});
    }
    incoming_.Clear();
    StartRead(&incoming_);
  }
  void OnWriteDone(bool ok) override { writes_.on_write_done(ok); }
  void OnCancel() override { finish({grpc::StatusCode::CANCELLED, "cancelled"}); }
  void OnDone() override {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;  // the context goes with the call
    }
    // Told here only, once the peer has its answer: this region may end because of it.
    core_->post([peer = peer_, self = self_](Core& core) {
      core.on_origin_done(peer, self);
      if (!self->refusal_.empty()) core.on_refusal(peer, self->refusal_);
    });
    let_go(*core_, self_);
  }

 private:
  void finish(const grpc::Status& status) {
    if (writes_.close()) Finish(status);
  }

  std::shared_ptr<Core> core_;
  std::shared_ptr<OriginStream> self_;  // until gRPC is done with it
  grpc::CallbackServerContext* context_;
  WriteQueue<OriginStream, Wire> writes_;
  Wire incoming_;
  RegionName peer_;
  std::string refusal_;  // why a peer of this region was sent away for good
  std::mutex mutex_;
  bool done_ = false;
};

// --- this region's subscription at a peer
// ------------------------------------------------------------

class GrpcTransport::Core::ReceiverStream final : public grpc::ClientBidiReactor<Wire, Wire> {
 public:
  ReceiverStream(std::shared_ptr<Core> core, RegionName peer)
      : core_(std::move(core)), peer_(std::move(peer)), writes_(*this) {
    core_->in_use_.enter();
  }

  void begin(std::shared_ptr<ReceiverStream> self, v1::ReplicationService::Stub& stub) {
    self_ = std::move(self);
    stub.async()->Subscribe(&context_, this);
    AddHold();  // for writes from the loop; released when the stream ends
    writes_.write(hello(core_->protocol_, core_->self_));
    StartRead(&incoming_);
    StartCall();
  }
  void write(Wire message) { writes_.write(std::move(message)); }
  void cancel() { context_.TryCancel(); }
  const RegionName& peer() const { return peer_; }

  void OnReadDone(bool ok) override {
    if (!ok) {
      if (writes_.close()) RemoveHold();
      return;
    }
    if (!greeted_) {
      greeted_ = true;
      if (incoming_.hello().region() != peer_.text) {
        context_.TryCancel();  // another region has the address now: wait for the peer to have a
                               // new one
      } else if (core_->is_peer_of_other_protocol(incoming_.hello())) {
        refusal_ = core_->protocol_objection(incoming_.hello());
        context_.TryCancel();
      } else {
        core_->post([self = self_](Core& core) { core.on_receiver_hello(self); });
      }
    } else if (auto message = message_from_proto(incoming_)) {
      core_->post([peer = peer_, message = std::move(*message)](Core& core) mutable {
        core.deliver(peer, std::move(message));
      });
    } else {
      damage_ = message.error().message;
      context_.TryCancel();  // a new stream begins from the durable cursor
    }
    incoming_.Clear();
    StartRead(&incoming_);
  }
  void OnWriteDone(bool ok) override { writes_.on_write_done(ok); }
  void OnDone(const grpc::Status& status) override {
    core_->post([self = self_, status](Core& core) {
      if (!self->refusal_.empty()) return core.on_refusal(self->peer_, self->refusal_);
      if (!self->damage_.empty()) core.complain(self->peer_, self->damage_);
      core.on_receiver_done(self, status);
    });
    let_go(*core_, self_);
  }

 private:
  std::shared_ptr<Core> core_;
  const RegionName peer_;
  std::shared_ptr<ReceiverStream> self_;  // until gRPC is done with it
  grpc::ClientContext context_;
  WriteQueue<ReceiverStream, Wire> writes_;
  Wire incoming_;
  bool greeted_ = false;
  std::string refusal_;  // why this region will not listen to the peer
  std::string damage_;   // what is wrong with what the peer sent
};

// --- the shared part
// -----------------------------------------------------------------------------------

std::string GrpcTransport::Core::objection_to(const Wire& first) const {
  const v1::Hello& said = first.hello();
  if (!first.has_hello()) return fmt::format("region {} expects a Hello first", self_);
  if (said.protocol() != protocol_) return protocol_objection(said);
  if (!peers_.contains(RegionName(said.region()))) {
    return fmt::format("region {} does not replicate with '{}': name it among its peers", self_,
                       said.region());
  }
  return {};
}

std::string GrpcTransport::Core::protocol_objection(const v1::Hello& said) const {
  return fmt::format(
      "region {} speaks replication protocol {}, region {} speaks {}: run the same version of "
      "lastwrite in all "
      "regions",
      self_, protocol_, said.region(), said.protocol());
}

grpc::ServerBidiReactor<Wire, Wire>* GrpcTransport::Core::Subscribe(
    grpc::CallbackServerContext* context) {
  auto stream = std::make_shared<OriginStream>(shared_from_this(), context);
  stream->begin(stream);
  return stream.get();
}

void GrpcTransport::Core::set_address(const RegionName& name, const std::string& address) {
  const auto found = peers_.find(name);
  if (found == peers_.end() || found->second.address == address) return;
  Peer& peer = found->second;
  peer.address = address;
  peer.stub = v1::ReplicationService::NewStub(open_peer_channel(name, address, tls_));
  if (peer.receiver) {
    peer.receiver->cancel();  // its end connects to the new address
  } else {
    connect(name);
  }
}

void GrpcTransport::Core::start(Receiver& receiver) {
  receiver_ = &receiver;
  for (auto& [from, message] : std::exchange(early_, {})) {
    post([from = from, message = std::move(message)](Core& core) mutable {
      core.deliver(from, std::move(message));
    });
  }
  for (const auto& [name, peer] : peers_) connect(name);
}

void GrpcTransport::Core::connect(const RegionName& name) {
  Peer& peer = peers_.at(name);
  loop_.cancel(std::exchange(peer.retry, TimerId::kNone));
  if (!receiver_ || !peer.stub || peer.receiver) return;
  peer.receiver = std::make_shared<ReceiverStream>(shared_from_this(), name);
  peer.receiver->begin(peer.receiver, *peer.stub);
}

void GrpcTransport::Core::on_receiver_hello(const std::shared_ptr<ReceiverStream>& stream) {
  Peer& peer = peers_.at(stream->peer());
  if (peer.receiver != stream) return;
  peer.backoff = kBackoffMin;
  receiver_->on_peer_up(stream->peer());
}

void GrpcTransport::Core::on_receiver_done(const std::shared_ptr<ReceiverStream>& stream,
                                           const grpc::Status& status) {
  const RegionName& name = stream->peer();
  Peer& peer = peers_.at(name);
  if (peer.receiver != stream) return;
  peer.receiver.reset();
  if (receiver_) receiver_->on_peer_down(name);
  if (status.error_code() == grpc::StatusCode::FAILED_PRECONDITION) {
    return on_refusal(name, status.error_message());
  }
  const auto jittered = Duration(static_cast<std::int64_t>(
      static_cast<double>(peer.backoff.count()) * (0.5 + 0.5 * random_.uniform())));
  peer.backoff = std::min(2 * peer.backoff, kBackoffMax);
  peer.retry = loop_.call_after(jittered, [core = shared_from_this(), name] {
    if (!core->stopped_) core->connect(name);
  });
}

void GrpcTransport::Core::on_origin_hello(const RegionName& peer,
                                          std::shared_ptr<OriginStream> stream) {
  if (const auto& before = peers_.at(peer).origin) before->cancel();  // the peer has come anew
  peers_.at(peer).origin = std::move(stream);
}

void GrpcTransport::Core::on_origin_done(const RegionName& peer,
                                         const std::shared_ptr<OriginStream>& stream) {
  const auto found = peers_.find(peer);
  if (found != peers_.end() && found->second.origin == stream) found->second.origin.reset();
}

void GrpcTransport::Core::send(const RegionName& to, Message message) {
  const auto found = peers_.find(to);
  if (found == peers_.end() || stopped_) return;
  Wire wire;
  to_proto(message, &wire);
  if (is_from_origin(message)) {
    if (found->second.origin) found->second.origin->write(std::move(wire));
  } else if (found->second.receiver) {
    found->second.receiver->write(std::move(wire));
  }
}

void GrpcTransport::Core::stop() {
  stopped_ = true;
  for (auto& [name, peer] : peers_) {
    loop_.cancel(peer.retry);
    if (peer.receiver) peer.receiver->cancel();
    if (peer.origin) peer.origin->cancel();
    peer.receiver.reset();
    peer.origin.reset();
  }
  in_use_.wait();
}

GrpcTransport::GrpcTransport(RegionName self, std::vector<RegionName> peers, Scheduler& loop,
                             Random random, std::uint32_t protocol, std::optional<TlsIdentity> tls)
    : core_(
          std::make_shared<Core>(std::move(self), peers, loop, random, protocol, std::move(tls))) {}

GrpcTransport::~GrpcTransport() {
  stop();
}

grpc::Service* GrpcTransport::service() {
  return core_.get();
}

void GrpcTransport::set_address(const RegionName& peer, const std::string& address) {
  core_->set_address(peer, address);
}

void GrpcTransport::start(Receiver& receiver) {
  core_->start(receiver);
}

void GrpcTransport::send(const RegionName& to, Message message) {
  core_->send(to, std::move(message));
}

void GrpcTransport::stop() {
  core_->stop();
}

}  // namespace lastwrite
