// The streams of an engine against a model of what was installed, over random writes of this region
// and of a peer, for each view at once.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "region/base/manual_clock.h"
#include "region/engine/apply_replicated.h"
#include "region/engine/change_table.h"
#include "region/engine/delete_item.h"
#include "region/engine/known_streams.h"
#include "region/engine/put_item.h"
#include "region/observer/observer.h"
#include "region/store/memory_store.h"
#include "tests/support/property.h"

namespace lastwrite {
namespace {

const RegionName kModelHere("eu-west-1");
const RegionName kThere("us-east-1");
const KeySchema kSchema{.partition = {"id", KeyType::kString}, .sort = std::nullopt};
constexpr StreamView kViews[] = {StreamView::kKeysOnly, StreamView::kNewImage,
                                 StreamView::kOldImage, StreamView::kNewAndOldImages};

/// One thing that happens to an item, in the table of each view alike.
struct Event {
  enum class Kind { kPut, kDelete, kPeerPut, kPeerDelete, kBackfill, kRestart };
  Kind kind;
  int key;
  int value;    // few, so that equal items are put again
  int when_ms;  // of a peer's stamp: from before to after the present

  friend std::ostream& operator<<(std::ostream& out, const Event& event) {
    return out << '{' << static_cast<int>(event.kind) << ' ' << event.key << ' ' << event.value
               << ' ' << event.when_ms << '}';
  }
};

rc::Gen<Event> any_event() {
  return rc::gen::build<Event>(
      rc::gen::set(&Event::kind, rc::gen::map(rc::gen::inRange(0, 6),
                                              [](int n) { return static_cast<Event::Kind>(n); })),
      rc::gen::set(&Event::key, rc::gen::inRange(0, 3)),
      rc::gen::set(&Event::value, rc::gen::inRange(0, 3)),
      rc::gen::set(&Event::when_ms, rc::gen::inRange(-3, 4)));
}

class World {
 public:
  World() {
    boot();
    for (const StreamView view : kViews) {
      TableDescription table{table_of(view), kSchema};
      table.stream = StreamSettings{view, clock_.wall_now()};
      RC_ASSERT(change_table(*engine_, table));
    }
    RC_ASSERT(store_.commit());
  }

  void play(const Event& event) {
    clock_.advance(1ms);
    if (event.kind == Event::Kind::kRestart) return boot();
    for (const StreamView view : kViews) play_on(view, event);
    RC_ASSERT(store_.commit());
  }

  void check() {
    for (const StreamView view : kViews) {
      const auto table = *engine_->catalog().find(table_of(view));
      const auto read =
          Streams::read(store_, stream_id(table->table, *table->stream), 0, SIZE_MAX, SIZE_MAX);
      RC_ASSERT(*read == model_[view]);
    }
  }

 private:
  static TableName table_of(StreamView view) {
    return TableName(fmt::format("View{}", static_cast<int>(view)));
  }
  void boot() {
    engine_ = Engine::open({kModelHere, StampRule::kWall, 7}, store_, clock_, observer_).value();
  }
  std::optional<Item> at(StreamView view, const Item& key) {
    const auto stored = store_.items().get(table_of(view), kSchema.key_of(key).value());
    return *stored ? (*stored)->item : std::nullopt;
  }

  void play_on(StreamView view, const Event& event) {
    const Item key{{"id", String(1, static_cast<char>('a' + event.key))}};
    Item item = key;
    item["value"] = Number(event.value);
    const auto before = at(view, key);
    write(view, event, key, item);
    const auto after = at(view, key);
    if (event.kind != Event::Kind::kBackfill && before != after) expect(view, key, before, after);
  }

  void write(StreamView view, const Event& event, const Item& key, const Item& item) {
    switch (event.kind) {
      case Event::Kind::kPut:
        RC_ASSERT(put_item(*engine_, {table_of(view), item}));
        return;
      case Event::Kind::kDelete:
        RC_ASSERT(delete_item(*engine_, {table_of(view), key}));
        return;
      default:
        break;
    }
    const bool deletes = event.kind == Event::Kind::kPeerDelete;
    const bool backfill = event.kind == Event::Kind::kBackfill;
    const WallTime when = clock_.wall_now() + std::chrono::milliseconds(event.when_ms);
    const ChangeRecord record{++peer_sequence_,
                              table_of(view),
                              kSchema.key_of(key).value(),
                              {when, 0, kThere},
                              deletes ? std::nullopt : std::optional(item),
                              {}};
    RC_ASSERT(
        apply_replicated(*engine_, record, backfill ? Provenance::kBackfill : Provenance::kStream));
  }

  void expect(StreamView view, const Item& key, std::optional<Item> before,
              std::optional<Item> after) {
    auto& records = model_[view];
    StreamRecord record;
    record.sequence = records.size() + 1;
    record.event =
        !before ? StreamEvent::kInsert : (after ? StreamEvent::kModify : StreamEvent::kRemove);
    record.at = clock_.wall_now();
    record.keys = key;
    if (view == StreamView::kOldImage || view == StreamView::kNewAndOldImages)
      record.old_image = std::move(before);
    if (view == StreamView::kNewImage || view == StreamView::kNewAndOldImages)
      record.new_image = std::move(after);
    records.push_back(std::move(record));
  }

  ManualClock clock_;
  NullObserver observer_;
  MemoryStore store_;
  std::unique_ptr<Engine> engine_;
  std::uint64_t peer_sequence_ = 0;
  std::map<StreamView, std::vector<StreamRecord>> model_;
};

TEST(StreamModel, EveryInstalledChangeIsToldOnceInOrderByEachView) {
  expect_property([] {
    World world;
    for (const Event& event : *rc::gen::container<std::vector<Event>>(any_event()))
      world.play(event);
    world.check();
  });
}

}  // namespace
}  // namespace lastwrite
