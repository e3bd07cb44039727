#include "region/api/session_book.h"

#include <gtest/gtest.h>

#include "region/api/session_name.h"
#include "region/api/session_observer.h"
#include "region/base/manual_clock.h"

namespace lastwrite {
namespace {

const TableName kBookTable{"Orders"};
const ItemKey kItem{"a"};
const ItemKey kOther{"b"};
const Stamp kVersion{WallTime{7}, 0, RegionName("eu-west-1")};

class Sessions : public testing::Test {
 protected:
  void read(const std::string& session, const ItemKey& key,
            const std::optional<Stamp>& version = kVersion) {
    const SessionScope scope(&book_, session);
    book_.note_read(kBookTable, key, version);
  }
  std::optional<Caller> write(const std::string& session, const ItemKey& key) {
    const SessionScope scope(&book_, session);
    return book_.take_caller(kBookTable, key);
  }

  ManualClock clock_;
  SessionBook book_{clock_, {.sessions = 2, .items = 2, .patience = 60s}};
};

TEST_F(Sessions, AWriteAfterAReadNamesTheVersionRead) {
  read("s", kItem);
  const auto by = write("s", kItem);
  ASSERT_TRUE(by);
  EXPECT_EQ(by->session, "s");
  EXPECT_TRUE(by->derived);
  EXPECT_EQ(by->base, kVersion);
}

TEST_F(Sessions, AWriteAfterAReadOfNothingIsDerivedFromNothing) {
  read("s", kItem, std::nullopt);
  const auto by = write("s", kItem);
  EXPECT_TRUE(by->derived);
  EXPECT_FALSE(by->base);
}

TEST_F(Sessions, AWriteTakesTheReadWithIt) {
  read("s", kItem);
  write("s", kItem);
  EXPECT_FALSE(write("s", kItem)->derived);
}

TEST_F(Sessions, ReadsOfOtherItemsAndOtherSessionsDoNotCount) {
  read("s", kOther);
  read("t", kItem);
  EXPECT_FALSE(write("s", kItem)->derived);
}

TEST_F(Sessions, AReadIsForgottenAfterAWhile) {
  read("s", kItem);
  clock_.advance(61s);
  EXPECT_FALSE(write("s", kItem)->derived);
}

TEST_F(Sessions, TheItemsReadLongestAgoGoFirst) {
  for (const char* key : {"a", "b", "c"}) read("s", ItemKey{key});
  EXPECT_FALSE(write("s", kItem)->derived);
  EXPECT_TRUE(write("s", ItemKey{"c"})->derived);
}

TEST_F(Sessions, TheSessionsUsedLongestAgoGoFirst) {
  for (const char* session : {"s", "t", "u"}) read(session, kItem);
  EXPECT_FALSE(write("s", kItem)->derived);
  EXPECT_TRUE(write("u", kItem)->derived);
}

TEST_F(Sessions, OutsideARequestThereIsNobody) {
  book_.note_read(kBookTable, kItem, kVersion);
  EXPECT_FALSE(book_.take_caller(kBookTable, kItem));
}

HttpRequest request(std::vector<std::pair<std::string, std::string>> headers) {
  HttpRequest out;
  out.headers = std::move(headers);
  out.connection = 3;
  return out;
}

TEST(SessionName, IsTheCredentialAndTheConnection) {
  const HttpRequest signed_one =
      request({{"authorization", "AWS4-HMAC-SHA256 Credential=AKID/20260101/x, Signature=y"}});
  EXPECT_EQ(session_of(signed_one, RegionName("eu-west-1")), "AKID#3@eu-west-1");
  EXPECT_EQ(session_of(request({}), RegionName("eu-west-1")), "anonymous#3@eu-west-1");
}

TEST(SessionName, IsWhatTheClientSaysMadePlain) {
  EXPECT_EQ(session_of(request({{"x-lastwrite-session", "chat 7\n"}}), RegionName("a")), "chat_7_");
  const HttpRequest long_one = request({{"x-lastwrite-session", std::string(1'000, 'x')}});
  EXPECT_EQ(session_of(long_one, RegionName("a")).size(), kSessionNameBytesMax);
}

// Keeps what it is told.
class Told final : public Observer {
 public:
  void on_accept(const AcceptEvent& event) override {
    if (event.by != nullptr) by = *event.by;
  }
  void on_apply(const ApplyEvent&) override {}
  void on_coalesced(const CoalescedEvent&) override {}
  void flush() override {}

  std::optional<Caller> by;
};

TEST_F(Sessions, TheObserverHearsWhoWroteAndWhatTheyHadRead) {
  Told told;
  SessionObserver observer(told, book_);
  ChangeRecord record;
  record.table = kBookTable;
  record.key = kItem;
  const std::string text = "s:a";
  const std::optional<Stamp> none;
  observer.on_accept({record, text, none, true, false, false});
  EXPECT_FALSE(told.by) << "a write that no session made";
  {
    const SessionScope scope(&book_, "s");
    observer.on_read({kBookTable, kItem, kVersion});
    observer.on_accept({record, text, none, true, false, false});
  }
  ASSERT_TRUE(told.by);
  EXPECT_EQ(told.by->base, kVersion);
}

}  // namespace
}  // namespace lastwrite
