// The services of a region over a real gRPC server, its loop on a thread of its own.
#include "region/api/region_services.h"

#include <atomic>
#include <future>
#include <thread>

#include <gmock/gmock.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include "proto/control.grpc.pb.h"
#include "proto/region.grpc.pb.h"
#include "region/api/proto_request.h"
#include "region/api/version_lister.h"
#include "region/base/system_clock.h"
#include "region/engine/delete_item.h"
#include "region/engine/put_item.h"
#include "region/runtime/grpc_server.h"
#include "region/store/memory_store.h"
#include "tests/support/live_loop.h"

namespace lastwrite {
namespace {

const TableName kTable("Orders");
const KeySchema kKey{.partition = {"id", KeyType::kString}, .sort = std::nullopt};

// Remembers what it is asked; refuses what is asked of the peer "bad-1".
class FakeControl final : public Control {
 public:
  Result<void> set_peer(const v1::SetPeerRequest& request) override {
    return note("peer " + request.region());
  }
  Result<void> set_link(const v1::SetLinkRequest& request) override {
    return note("link " + request.to());
  }
  Result<void> set_clock(const v1::SetClockRequest& request) override {
    return note(fmt::format("clock {}", request.offset_ns()));
  }
  Result<void> set_disk(const v1::SetDiskRequest& request) override {
    return note(fmt::format("disk {}", request.commit_delay_ns()));
  }
  void status(v1::StatusResponse* response) override { response->set_head(17); }
  void shut_down() override { asked.emplace_back("shut down"); }

  std::vector<std::string> asked;

 private:
  Result<void> note(std::string what) {
    asked.push_back(std::move(what));
    if (asked.back().ends_with("bad-1")) return fail(ErrorCode::kUsage, "no such peer: bad-1");
    return {};
  }
};

class RegionServicesTest : public testing::Test {
 protected:
  RegionServicesTest() {
    loop_.run([&] {
      engine_ =
          Engine::open({RegionName("eu-west-1"), StampRule::kHlc, 7}, store_, clock_, observer_)
              .value();
      commits_ = std::make_unique<GroupCommit>(loop_.scheduler(), *engine_, [] {});
      services_ =
          std::make_unique<RegionServices>(loop_.scheduler(), *commits_, *engine_, control_);
    });
    server_ = GrpcServer::start("127.0.0.1:0", services_->all()).value();
    const auto channel =
        grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials());
    data_ = v1::RegionService::NewStub(channel);
    controls_ = v1::ControlService::NewStub(channel);
  }
  ~RegionServicesTest() override {
    server_->stop();
    loop_.run([&] {
      services_.reset();
      commits_.reset();
      engine_.reset();
    });
  }

  /// One call, with a deadline so that a test cannot hang.
  template <typename Stub, typename Request, typename Response>
  grpc::Status call(Stub& stub,
                    grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response* response) {
    grpc::ClientContext context;
    context.set_deadline(deadline());
    return (stub.*method)(&context, request, response);
  }
  static std::chrono::system_clock::time_point deadline() {
    return std::chrono::system_clock::now() + std::chrono::seconds(30);
  }

  template <typename Input, typename Request>
  static Request wire(const Input& input) {
    Request request;
    to_proto(input, &request);
    return request;
  }
  Result<WriteOutput> put(const PutItemInput& input) {
    v1::WriteResponse response;
    EXPECT_TRUE(call(*data_, &v1::RegionService::Stub::PutItem,
                     wire<PutItemInput, v1::PutItemRequest>(input), &response)
                    .ok());
    return from_proto(response);
  }
  Result<WriteOutput> update(const UpdateItemInput& input) {
    v1::WriteResponse response;
    EXPECT_TRUE(call(*data_, &v1::RegionService::Stub::UpdateItem,
                     wire<UpdateItemInput, v1::UpdateItemRequest>(input), &response)
                    .ok());
    return from_proto(response);
  }
  Result<WriteOutput> remove(const DeleteItemInput& input) {
    v1::WriteResponse response;
    EXPECT_TRUE(call(*data_, &v1::RegionService::Stub::DeleteItem,
                     wire<DeleteItemInput, v1::DeleteItemRequest>(input), &response)
                    .ok());
    return from_proto(response);
  }
  Result<GetItemOutput> get(const GetItemInput& input) {
    v1::GetItemResponse response;
    EXPECT_TRUE(call(*data_, &v1::RegionService::Stub::GetItem,
                     wire<GetItemInput, v1::GetItemRequest>(input), &response)
                    .ok());
    return from_proto(response);
  }
  v1::TableResponse create(const TableName& table) {
    v1::TableResponse response;
    EXPECT_TRUE(call(*data_, &v1::RegionService::Stub::CreateTable,
                     wire<CreateTableInput, v1::CreateTableRequest>({table, kKey}), &response)
                    .ok());
    return response;
  }
  std::pair<grpc::Status, std::vector<v1::VersionEntry>> list_versions(const std::string& table) {
    grpc::ClientContext context;
    context.set_deadline(deadline());
    v1::ListVersionsRequest request;
    request.set_table(table);
    const auto reader = controls_->ListVersions(&context, request);
    std::vector<v1::VersionEntry> entries;
    for (v1::VersionEntry entry; reader->Read(&entry);) entries.push_back(entry);
    return {reader->Finish(), std::move(entries)};
  }
  /// Writes `count` items whose ids have at least `width` bytes, every third of them deleted again.
  void fill(int count, int width = 6) {
    loop_.run([&] {
      for (int i = 0; i < count; ++i) {
        const std::string id = fmt::format("k{:0{}}", i, width - 1);
        ASSERT_TRUE(put_item(
            *engine_, {kTable, Item{{"id", id}}, {}, OperationId{static_cast<std::uint64_t>(i)}}));
        if (i % 3 != 0) continue;
        ASSERT_TRUE(delete_item(*engine_, {kTable, Item{{"id", id}}}));
      }
      ASSERT_TRUE(store_.commit());
    });
  }

  static Item item(const std::string& id, std::int64_t count) {
    return Item{{"id", id}, {"count", Number(count)}};
  }
  static Item key(const std::string& id) { return Item{{"id", id}}; }

  LiveLoop loop_;
  SystemClock clock_;
  NullObserver observer_;
  MemoryStore store_;
  FakeControl control_;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<GroupCommit> commits_;
  std::unique_ptr<RegionServices> services_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<v1::RegionService::Stub> data_;
  std::unique_ptr<v1::ControlService::Stub> controls_;
};

TEST_F(RegionServicesTest, TablesAreCreatedDescribedAndListed) {
  const v1::TableResponse created = create(kTable);
  EXPECT_FALSE(created.has_error());
  EXPECT_EQ(created.table(), "Orders");
  EXPECT_EQ(created.key_schema().partition().name(), "id");
  create(TableName("Another"));

  v1::DescribeTableRequest describe;
  describe.set_table("Orders");
  v1::TableResponse described;
  ASSERT_TRUE(call(*data_, &v1::RegionService::Stub::DescribeTable, describe, &described).ok());
  EXPECT_EQ(described.SerializeAsString(), created.SerializeAsString());

  v1::ListTablesResponse listed;
  ASSERT_TRUE(
      call(*data_, &v1::RegionService::Stub::ListTables, v1::ListTablesRequest(), &listed).ok());
  EXPECT_THAT(listed.tables(), testing::ElementsAre("Another", "Orders"));
}

TEST_F(RegionServicesTest, AnItemIsPutReadUpdatedAndDeleted) {
  create(kTable);
  const auto written = put({kTable, item("a", 1)});
  ASSERT_TRUE(written);
  EXPECT_EQ(written->new_item, item("a", 1));
  EXPECT_EQ(written->version.region, RegionName("eu-west-1"));
  EXPECT_EQ(get({kTable, key("a")})->version, written->version);
  const auto updated =
      update({kTable, key("a"), Update{{AddAction{attribute("count"), Number(2)}}}});
  ASSERT_TRUE(updated);
  EXPECT_EQ(get({kTable, key("a")})->item, item("a", 3));
  const auto deleted = remove({kTable, key("a")});
  ASSERT_TRUE(deleted);
  const auto gone = get({kTable, key("a")});
  EXPECT_EQ(gone->item, std::nullopt);
  EXPECT_EQ(gone->version, deleted->version);
  EXPECT_EQ(get({kTable, key("never")})->version, std::nullopt);
}

TEST_F(RegionServicesTest, ErrorsComeAsValuesByTheirAwsNames) {
  create(kTable);
  EXPECT_EQ(put({TableName("Nothing"), item("a", 1)}).error().code, ErrorCode::kResourceNotFound);
  EXPECT_EQ(put({kTable, Item{{"count", Number(1)}}}).error().code, ErrorCode::kValidation);
  EXPECT_EQ(put({kTable, item("a", 1), Condition::exists(attribute("id"))}).error().code,
            ErrorCode::kConditionalCheckFailed);
  Item large = item("a", 1);
  large["body"] = String(401 * 1024, 'x');
  EXPECT_EQ(put({kTable, large}).error().code, ErrorCode::kValidation);
  EXPECT_EQ(create(kTable).error().name(), "ResourceInUseException");
  EXPECT_EQ(create(TableName("x")).error().name(), "ValidationException");
  EXPECT_EQ(get({TableName("Nothing"), key("a")}).error().code, ErrorCode::kResourceNotFound);
  EXPECT_EQ(remove({kTable, Item{}}).error().code, ErrorCode::kValidation);
}

TEST_F(RegionServicesTest, ARequestThatCannotBeReadIsAnsweredAndTouchesNothing) {
  create(kTable);
  v1::UpdateItemRequest request =
      wire<UpdateItemInput, v1::UpdateItemRequest>({kTable, key("a"), {}});
  request.add_actions()->set_verb("EXPLODE");
  v1::WriteResponse response;
  ASSERT_TRUE(call(*data_, &v1::RegionService::Stub::UpdateItem, request, &response).ok());
  EXPECT_EQ(response.error().name(), "ValidationException");
  EXPECT_EQ(get({kTable, key("a")})->version, std::nullopt);
}

TEST_F(RegionServicesTest, ConcurrentAtomicUpdatesAllCount) {
  create(kTable);
  std::vector<std::thread> clients;
  for (int c = 0; c < 6; ++c) {
    clients.emplace_back([&] {
      for (int i = 0; i < 40; ++i) {
        EXPECT_TRUE(update({kTable, key("a"), Update{{AddAction{attribute("count"), Number(1)}}}}));
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(get({kTable, key("a")})->item, item("a", 240));
}

// --- versions ----------------------------------------------------------------------------------

TEST_F(RegionServicesTest, ListVersionsStreamsEveryVersionInKeyOrderOverManyPages) {
  create(kTable);
  fill(1'200);
  const auto [status, entries] = list_versions("Orders");
  EXPECT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(entries.size(), 1'200U);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ASSERT_EQ(entries[i].key(), fmt::format("k{:05}", i));
    ASSERT_EQ(entries[i].tombstone(), i % 3 == 0);
    ASSERT_EQ(entries[i].item().empty(), i % 3 == 0);
    ASSERT_EQ(entries[i].operation(), i % 3 == 0 ? 0 : i);
    ASSERT_EQ(entries[i].version().region(), "eu-west-1");
  }
}

TEST_F(RegionServicesTest, ListVersionsOfExactlyOnePageEnds) {
  create(kTable);
  fill(500);
  EXPECT_EQ(list_versions("Orders").second.size(), 500U);
}

TEST_F(RegionServicesTest, ListVersionsOfAnEmptyOrUnknownTable) {
  create(kTable);
  const auto [ok, none] = list_versions("Orders");
  EXPECT_TRUE(ok.ok() && none.empty());
  const auto [missing, nothing] = list_versions("Nothing");
  EXPECT_EQ(missing.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_THAT(missing.error_message(), testing::HasSubstr("Nothing"));
}

TEST_F(RegionServicesTest, AListingThatIsCancelledLeavesTheRegionServing) {
  create(kTable);
  fill(1'200);
  {
    grpc::ClientContext context;
    v1::ListVersionsRequest request;
    request.set_table("Orders");
    const auto reader = controls_->ListVersions(&context, request);
    v1::VersionEntry entry;
    ASSERT_TRUE(reader->Read(&entry));
    context.TryCancel();
    while (reader->Read(&entry)) {
    }
    EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  EXPECT_EQ(list_versions("Orders").second.size(), 1'200U);
}

// --- control -----------------------------------------------------------------------------------

TEST_F(RegionServicesTest, ControlCallsReachTheProcessAndItsErrorsComeBack) {
  v1::ControlResponse response;
  v1::SetPeerRequest peer;
  peer.set_region("us-east-1");
  ASSERT_TRUE(call(*controls_, &v1::ControlService::Stub::SetPeer, peer, &response).ok());
  EXPECT_EQ(response.error(), "");
  v1::SetLinkRequest link;
  link.set_to("bad-1");
  ASSERT_TRUE(call(*controls_, &v1::ControlService::Stub::SetLink, link, &response).ok());
  EXPECT_EQ(response.error(), "no such peer: bad-1");
  v1::SetClockRequest clock;
  clock.set_offset_ns(5);
  ASSERT_TRUE(call(*controls_, &v1::ControlService::Stub::SetClock, clock, &response).ok());
  v1::SetDiskRequest disk;
  disk.set_commit_delay_ns(6);
  ASSERT_TRUE(call(*controls_, &v1::ControlService::Stub::SetDisk, disk, &response).ok());
  v1::StatusResponse status;
  ASSERT_TRUE(
      call(*controls_, &v1::ControlService::Stub::GetStatus, v1::StatusRequest(), &status).ok());
  EXPECT_EQ(status.head(), 17U);
  ASSERT_TRUE(
      call(*controls_, &v1::ControlService::Stub::Shutdown, v1::ShutdownRequest(), &response).ok());
  ASSERT_TRUE(loop_.eventually([&] { return control_.asked.size() == 5; }));
  loop_.run([&] {
    EXPECT_EQ(control_.asked, (std::vector<std::string>{"peer us-east-1", "link bad-1", "clock 5",
                                                        "disk 6", "shut down"}));
  });
}

// --- stopping ----------------------------------------------------------------------------------

TEST_F(RegionServicesTest, StopEndsEveryCallUnderWay) {
  create(kTable);
  loop_.run([&] { commits_->set_commit_delay(300ms); });
  constexpr int kCalls = 50;
  std::atomic<int> ended = 0;
  std::promise<void> all_ended;
  struct Call {
    grpc::ClientContext context;
    v1::PutItemRequest request;
    v1::WriteResponse response;
  };
  std::vector<std::unique_ptr<Call>> calls;
  for (int i = 0; i < kCalls; ++i) {
    calls.push_back(std::make_unique<Call>());
    Call& one = *calls.back();
    one.context.set_deadline(deadline());
    to_proto(PutItemInput{kTable, item(std::to_string(i), i)}, &one.request);
    data_->async()->PutItem(&one.context, &one.request, &one.response, [&](const grpc::Status&) {
      if (++ended == kCalls) all_ended.set_value();
    });
  }
  ASSERT_TRUE(loop_.eventually([&] { return engine_->head() > 0; }));
  server_->stop();
  EXPECT_EQ(all_ended.get_future().wait_for(std::chrono::seconds(30)), std::future_status::ready);
}

TEST_F(RegionServicesTest, StopEndsAListingThatNobodyReads) {
  create(kTable);
  fill(4'000,
       2'000);  // eight megabytes: more than the connection holds for a reader that does not read
  grpc::ClientContext context;
  v1::ListVersionsRequest request;
  request.set_table("Orders");
  const auto reader = controls_->ListVersions(&context, request);
  v1::VersionEntry entry;
  ASSERT_TRUE(reader->Read(&entry));
  server_->stop();
  while (reader->Read(&entry)) {
  }
  EXPECT_FALSE(reader->Finish().ok());
}

}  // namespace
}  // namespace lastwrite
