#include "region/api/version_lister.h"

#include <deque>

#include <grpcpp/grpcpp.h>

#include "proto/control.pb.h"
#include "region/value/item_codec.h"
#include "region/version/proto_stamp.h"

namespace lastwrite {
namespace {

constexpr std::size_t kPage = 500;

// Alternates between the loop (which fills `page_`) and gRPC's threads (which empty it): never both
// at once.
class VersionLister final : public grpc::ServerWriteReactor<v1::VersionEntry> {
 public:
  VersionLister(Scheduler& loop, Engine& engine, TableName table)
      : loop_(loop), engine_(engine), table_(std::move(table)) {}

  void read_page() {
    loop_.post([this] {
      const grpc::Status status = fill();
      if (!status.ok() || page_.empty()) {
        Finish(status);
      } else {
        StartWrite(&page_.front());
      }
    });
  }

  void OnWriteDone(bool ok) override {
    page_.pop_front();
    if (!ok) {
      Finish(grpc::Status::CANCELLED);
    } else if (!page_.empty()) {
      StartWrite(&page_.front());
    } else {
      read_page();
    }
  }
  void OnDone() override { delete this; }

 private:
  grpc::Status fill() {
    const auto table = engine_.catalog().find(table_);
    if (!table) return {grpc::StatusCode::NOT_FOUND, table.error().message};
    const auto page = engine_.store().items().scan(table_, after_, kPage);
    if (!page) return {grpc::StatusCode::INTERNAL, page.error().message};
    for (const auto& [key, stored] : *page) {
      v1::VersionEntry& entry = page_.emplace_back();
      entry.set_key(key_text((*table)->key_schema, key));
      to_proto(stored.version, entry.mutable_version());
      entry.set_operation(static_cast<std::uint64_t>(stored.operation));
      entry.set_tombstone(!stored.item);
      if (stored.item) entry.set_item(encode_item(*stored.item));
      if (stored.attributes) to_proto(*stored.attributes, entry.mutable_attributes());
      after_ = key;
    }
    return grpc::Status::OK;
  }

  Scheduler& loop_;
  Engine& engine_;
  const TableName table_;
  std::optional<ItemKey> after_;
  std::deque<v1::VersionEntry> page_;
};

}  // namespace

grpc::ServerWriteReactor<v1::VersionEntry>* list_versions(Scheduler& loop, Engine& engine,
                                                          TableName table) {
  auto* lister = new VersionLister(loop, engine, std::move(table));
  lister->read_page();
  return lister;
}

}  // namespace lastwrite
