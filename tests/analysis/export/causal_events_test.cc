// Vector clocks against happens-before, event by event.
#include "analysis/export/causal_events.h"

#include <algorithm>

#include "tests/analysis/export/exported_text.h"

namespace lastwrite {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(CausalOrder, RespectsWhatMustComeBefore) {
  ExportedText out(concurrent_puts());
  const CausalEvents causal = causal_events(out.view());
  const std::vector<std::uint32_t> order = causal_order(causal);
  ASSERT_EQ(order.size(), causal.events.size());
  std::vector<std::size_t> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
  std::vector<std::uint32_t> last(causal.hosts.size(), kAbsent);
  int links = 0;
  for (std::uint32_t e = 0; e < causal.events.size(); ++e) {
    const CausalEvent& event = causal.events[e];
    if (last[event.host] != kAbsent) {
      EXPECT_LT(place[last[event.host]], place[e]) << event.text;
    }
    last[event.host] = e;
    if (event.after == kAbsent) continue;
    ++links;
    EXPECT_NE(causal.events[event.after].host, event.host) << event.text;
    EXPECT_LT(place[event.after], place[e]) << event.text;
  }
  EXPECT_GE(links, 6);
}

TEST(CausalOrder, EndsThoughEventsWaitForOneAnother) {
  CausalEvents causal{{"a", "b"}, {}};
  causal.events.push_back({0, TrueTime{1}, 1, "waits for b"});
  causal.events.push_back({1, TrueTime{2}, 0, "waits for a"});
  EXPECT_THAT(causal_order(causal), ::testing::ElementsAre(0u, 1u));
}

TEST(ShiViz, AReceiptKnowsAllThatItsSenderKnew) {
  ExportedText out(concurrent_puts());
  ASSERT_TRUE(export_shiviz(out.view(), out));
  const auto lines = out.lines("shiviz-version-check.log");
  ASSERT_EQ(lines.size() % 2, 0u);
  EXPECT_EQ(lines[0], "client:1 {\"client:1\":1}");
  EXPECT_EQ(lines[1], "10.000 ms #1: asks eu to put k");
  EXPECT_EQ(lines[2], "eu {\"eu\":1,\"client:1\":1}");
  const auto discards = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.find("#1: from eu after 50.000 ms, discarded as older") != std::string::npos;
  });
  ASSERT_NE(discards, lines.end());
  // us knows eu's first event and, through it, the client's.
  EXPECT_THAT(*(discards - 1), StartsWith("us {\"eu\":1,\"us\":"));
  EXPECT_THAT(*(discards - 1), HasSubstr("\"client:1\":1"));
}

TEST(ShiViz, OfOneItemCountsItsEventsAlone) {
  ExportedText out(concurrent_puts(), "other");
  ASSERT_TRUE(export_shiviz(out.view(), out));
  const auto lines = out.lines("shiviz-version-check.log");
  ASSERT_GE(lines.size(), 4u);
  EXPECT_EQ(lines[2], "us {\"us\":1,\"client:2\":1}");
}

}  // namespace
}  // namespace lastwrite
