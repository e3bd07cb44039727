// Replication over TLS: regions that show a certificate of their authority and of their own name
// talk, others do not.
#include "replicator/transport/peer_channel.h"

#include <array>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/replicator/transport/grpc_end.h"
#include "tests/replicator/transport/sample_messages.h"
#include "tests/replicator/transport/transport_rig.h"
#include "tests/support/temp_directory.h"

namespace lastwrite {
namespace {

// An authority of its own, which signs certificates for names.
class Authority {
 public:
  explicit Authority(std::string folder) : folder_(std::move(folder)) {
    run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=authority "
        "-keyout {0}/ca.key -out {0}/ca.pem");
  }
  TlsFiles sign(const std::string& name) {
    run("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN={1} "
        "-addext subjectAltName=DNS:{1} -keyout {0}/{1}.key -out {0}/{1}.csr",
        name);
    run("x509 -req -days 2 -in {0}/{1}.csr -CA {0}/ca.pem -CAkey {0}/ca.key -CAcreateserial "
        "-copy_extensions copy -out {0}/{1}.pem",
        name);
    return {folder_ + "/" + name + ".pem", folder_ + "/" + name + ".key", folder_ + "/ca.pem"};
  }
  TlsIdentity identity(const std::string& name) { return read_tls_identity(sign(name)).value(); }

 private:
  void run(const std::string& words, const std::string& name = "") {
    const std::string command = "openssl " + fmt::format(fmt::runtime(words), folder_, name) +
                                " >>" + folder_ + "/openssl.log 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }

  std::string folder_;
};

class PeerChannel : public testing::Test {
 protected:
  // Starts a, of identity `a`, and b, of identity `b`; `then` looks at what they hear.
  void start(const TlsIdentity& a, const TlsIdentity& b,
             const std::function<void(const Inbound& at_a, const Inbound& at_b)>& then) {
    Inbound at_a, at_b;
    GrpcEnd end_a(loop_, kA, {kB}, kReplicationProtocol, a);
    GrpcEnd end_b(loop_, kB, {kA}, kReplicationProtocol, b);
    end_a.start(at_a);
    end_b.start(at_b);
    end_a.find(kB, end_b.address());
    end_b.find(kA, end_a.address());
    then(at_a, at_b);
  }
  void expect_talk(const TlsIdentity& a, const TlsIdentity& b) {
    start(a, b, [this](const Inbound& at_a, const Inbound& at_b) {
      EXPECT_TRUE(loop_.eventually([&] { return !at_a.ups.empty() && !at_b.ups.empty(); }));
    });
  }
  // a does not come to hear b, within several times what expect_talk() takes.
  void expect_silence(const TlsIdentity& a, const TlsIdentity& b) {
    start(a, b, [this](const Inbound& at_a, const Inbound&) {
      int looks = 0;
      EXPECT_TRUE(loop_.eventually([&] { return ++looks > 1'000 || !at_a.ups.empty(); }));
      loop_.run([&] { EXPECT_TRUE(at_a.ups.empty()); });
    });
  }

  TempDirectory ours_;
  TempDirectory theirs_;
  LiveLoop loop_;
};

TEST_F(PeerChannel, RegionsOfOneAuthorityTalk) {
  Authority authority(ours_.path().string());
  expect_talk(authority.identity("a-1"), authority.identity("b-1"));
}

TEST_F(PeerChannel, ACertificateOfAnotherAuthorityIsNotBelieved) {
  Authority authority(ours_.path().string());
  Authority stranger(theirs_.path().string());
  expect_silence(authority.identity("a-1"), stranger.identity("b-1"));
}

TEST_F(PeerChannel, ACertificateOfAnotherNameIsNotBelieved) {
  Authority authority(ours_.path().string());
  expect_silence(authority.identity("a-1"), authority.identity("c-1"));
}

TEST_F(PeerChannel, WhatIsNoIdentityIsToldInASentence) {
  Authority authority(ours_.path().string());
  TlsFiles files = authority.sign("a-1");
  files.private_key.clear();
  EXPECT_THAT(read_tls_identity(files).error().message, testing::HasSubstr("--tls-key"));
  files.private_key = ours_.file("nowhere");
  EXPECT_THAT(read_tls_identity(files).error().message, testing::HasSubstr("nowhere"));
  files.private_key = ours_.file("openssl.log");
  EXPECT_THAT(read_tls_identity(files).error().message, testing::HasSubstr("no PEM"));
}

}  // namespace
}  // namespace lastwrite
