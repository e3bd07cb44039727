// Two ends, a-1 and b-1, of one kind of transport, and what drives them: the same for every kind,
// so that one body of tests runs on all. Threading: called from the test's thread; run() goes to
// the ends' loop.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "replicator/core/transport.h"

namespace lastwrite {

inline const RegionName kA("a-1");
inline const RegionName kB("b-1");

class TransportRig {
 public:
  virtual ~TransportRig() = default;
  virtual Transport& a() = 0;
  virtual Transport& b() = 0;
  /// Ends b as a killed process does, and puts a new one, not yet started, where a finds it.
  virtual void restart_b() = 0;
  /// Runs `task` on the loop of both ends.
  virtual void run(std::function<void()> task) = 0;
  /// Lets the loop run until `holds`; false when it never does.
  virtual bool eventually(std::function<bool()> holds) = 0;
};

/// Remembers what it is told, and refuses to be told inside a send().
class Inbound final : public Transport::Receiver {
 public:
  void on_message(const RegionName& from, Message message) override {
    check();
    senders.push_back(from);
    messages.push_back(std::move(message));
  }
  void on_peer_up(const RegionName& peer) override {
    check();
    ups.push_back(peer);
  }
  void on_refused(const RegionName& peer, const Error& why) override {
    check();
    refusals.emplace_back(peer, why);
  }

  std::vector<RegionName> senders;
  std::vector<Message> messages;
  std::vector<RegionName> ups;
  std::vector<std::pair<RegionName, Error>> refusals;
  bool sending = false;  // true while this region's own send() runs
  bool told_inside_send = false;

 private:
  void check() { told_inside_send = told_inside_send || sending; }
};

struct RigKind {
  std::string name;
  std::unique_ptr<TransportRig> (*make)();
  friend void PrintTo(const RigKind& kind, std::ostream* out) { *out << kind.name; }
};

std::unique_ptr<TransportRig> make_loopback_rig();
std::unique_ptr<TransportRig> make_shaped_rig();
std::unique_ptr<TransportRig> make_grpc_rig();

}  // namespace lastwrite
