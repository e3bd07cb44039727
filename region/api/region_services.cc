#include "region/api/region_services.h"

#include <grpcpp/grpcpp.h>

#include "proto/control.grpc.pb.h"
#include "proto/region.grpc.pb.h"
#include "region/api/proto_request.h"
#include "region/api/version_lister.h"
#include "region/engine/delete_item.h"
#include "region/engine/get_item.h"
#include "region/engine/put_item.h"
#include "region/engine/set_time_to_live.h"
#include "region/engine/transact_puts.h"
#include "region/engine/update_item.h"
#include "region/value/proto_value.h"

namespace lastwrite {
namespace {

using Context = grpc::CallbackServerContext;
using Reactor = grpc::ServerUnaryReactor;

void describe(const TableDescription& table, v1::TableResponse* out) {
  out->set_table(table.table.text);
  to_proto(table.key_schema, out->mutable_key_schema());
}

}  // namespace

// --- data
// ------------------------------------------------------------------------------------------------

class RegionServices::Data final : public v1::RegionService::CallbackService {
 public:
  Data(Scheduler& loop, GroupCommit& commits, Engine& engine)
      : loop_(loop), commits_(commits), engine_(engine) {}

  Reactor* PutItem(Context* context, const v1::PutItemRequest* request,
                   v1::WriteResponse* out) override {
    return run<WriteOutput>(context, from_proto(*request), out, put_item);
  }
  Reactor* UpdateItem(Context* context, const v1::UpdateItemRequest* request,
                      v1::WriteResponse* out) override {
    return run<WriteOutput>(context, from_proto(*request), out, update_item);
  }
  Reactor* DeleteItem(Context* context, const v1::DeleteItemRequest* request,
                      v1::WriteResponse* out) override {
    return run<WriteOutput>(context, from_proto(*request), out, delete_item);
  }
  Reactor* GetItem(Context* context, const v1::GetItemRequest* request,
                   v1::GetItemResponse* out) override {
    return run<GetItemOutput>(context, from_proto(*request), out, get_item);
  }
  Reactor* TransactPuts(Context* context, const v1::TransactPutsRequest* request,
                        v1::TransactPutsResponse* out) override {
    return run<std::vector<WriteOutput>>(context, from_proto(*request), out, transact_puts);
  }
  Reactor* CreateTable(Context* context, const v1::CreateTableRequest* request,
                       v1::TableResponse* out) override {
    return run<TableDescription>(
        context, from_proto(*request), out, [](Engine& engine, const CreateTableInput& input) {
          return engine.catalog().create(engine.store().facts(), input, engine.clock().wall_now());
        });
  }
  Reactor* UpdateTimeToLive(Context* context, const v1::UpdateTimeToLiveRequest* request,
                            v1::TableResponse* out) override {
    return run<TableDescription>(context, from_proto(*request), out, set_time_to_live);
  }
  Reactor* DescribeTable(Context* context, const v1::DescribeTableRequest* request,
                         v1::TableResponse* out) override {
    return run<TableDescription>(
        context, Result<TableName>(TableName(request->table())), out,
        [](Engine& engine, const TableName& name) -> Result<TableDescription> {
          const auto table = engine.catalog().find(name);
          if (!table) return propagate(table);
          return **table;
        });
  }
  Reactor* ListTables(Context* context, const v1::ListTablesRequest*,
                      v1::ListTablesResponse* out) override {
    using Names = std::vector<TableName>;
    return run<Names>(context, Result<bool>(true), out, [](Engine& engine, bool) -> Result<Names> {
      return engine.catalog().names();
    });
  }

 private:
  // Runs an operation in the next turn of the loop and answers after its commit.
  template <typename Output, typename Input, typename Response, typename Operation>
  Reactor* run(Context* context, Result<Input> input, Response* out, Operation operation) {
    Reactor* reactor = context->DefaultReactor();
    if (!input) {
      to_proto(input.error(), out->mutable_error());
      reactor->Finish(grpc::Status::OK);
      return reactor;
    }
    loop_.post([this, reactor, out, operation, input = std::move(*input)]() mutable {
      commits_.submit<Output>(
          [this, operation, input = std::move(input)] { return operation(engine_, input); },
          [reactor, out](Result<Output> result) {
            if (result) {
              answer(*result, out);
            } else {
              to_proto(result.error(), out->mutable_error());
            }
            reactor->Finish(grpc::Status::OK);
          });
    });
    return reactor;
  }

  static void answer(const WriteOutput& output, v1::WriteResponse* out) { to_proto(output, out); }
  static void answer(const GetItemOutput& output, v1::GetItemResponse* out) {
    to_proto(output, out);
  }
  static void answer(const std::vector<WriteOutput>& outputs, v1::TransactPutsResponse* out) {
    to_proto(outputs, out);
  }
  static void answer(const TableDescription& output, v1::TableResponse* out) {
    describe(output, out);
  }
  static void answer(const std::vector<TableName>& output, v1::ListTablesResponse* out) {
    for (const TableName& name : output) out->add_tables(name.text);
  }

  Scheduler& loop_;
  GroupCommit& commits_;
  Engine& engine_;
};

// --- control
// -----------------------------------------------------------------------------------------------

class RegionServices::Controls final : public v1::ControlService::CallbackService {
 public:
  Controls(Scheduler& loop, Engine& engine, Control& control)
      : loop_(loop), engine_(engine), control_(control) {}

  Reactor* SetPeer(Context* context, const v1::SetPeerRequest* request,
                   v1::ControlResponse* out) override {
    return run(context, request, out, &Control::set_peer);
  }
  Reactor* SetLink(Context* context, const v1::SetLinkRequest* request,
                   v1::ControlResponse* out) override {
    return run(context, request, out, &Control::set_link);
  }
  Reactor* SetClock(Context* context, const v1::SetClockRequest* request,
                    v1::ControlResponse* out) override {
    return run(context, request, out, &Control::set_clock);
  }
  Reactor* SetDisk(Context* context, const v1::SetDiskRequest* request,
                   v1::ControlResponse* out) override {
    return run(context, request, out, &Control::set_disk);
  }
  Reactor* GetStatus(Context* context, const v1::StatusRequest*, v1::StatusResponse* out) override {
    Reactor* reactor = context->DefaultReactor();
    loop_.post([this, reactor, out] {
      control_.status(out);
      reactor->Finish(grpc::Status::OK);
    });
    return reactor;
  }
  Reactor* Shutdown(Context* context, const v1::ShutdownRequest*, v1::ControlResponse*) override {
    Reactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    loop_.post([this] { control_.shut_down(); });
    return reactor;
  }
  grpc::ServerWriteReactor<v1::VersionEntry>* ListVersions(
      Context*, const v1::ListVersionsRequest* request) override {
    return list_versions(loop_, engine_, TableName(request->table()));
  }

 private:
  // The request outlives the call's end only through the reactor, which the loop finishes.
  template <typename Request>
  Reactor* run(Context* context, const Request* request, v1::ControlResponse* out,
               Result<void> (Control::*action)(const Request&)) {
    Reactor* reactor = context->DefaultReactor();
    loop_.post([this, reactor, request, out, action] {
      const Result<void> done = (control_.*action)(*request);
      if (!done) out->set_error(done.error().message);
      reactor->Finish(grpc::Status::OK);
    });
    return reactor;
  }

  Scheduler& loop_;
  Engine& engine_;
  Control& control_;
};

RegionServices::RegionServices(Scheduler& loop, GroupCommit& commits, Engine& engine,
                               Control& control)
    : data_(std::make_unique<Data>(loop, commits, engine)),
      controls_(std::make_unique<Controls>(loop, engine, control)) {}

RegionServices::~RegionServices() = default;

std::vector<grpc::Service*> RegionServices::all() {
  return {data_.get(), controls_.get()};
}

}  // namespace lastwrite
