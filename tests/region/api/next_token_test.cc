// Tokens of pages: what they carry, and that no other text is one.
#include "region/api/next_token.h"

#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(NextToken, CarriesAPlaceFromAnswerToQuestion) {
  const ReadPlace within{3, Item{{"id", "a"}, {"line", Number(7)}}};
  EXPECT_EQ(parse_next_token(next_token_text(within, 5), 5), within);
  const ReadPlace between{2, std::nullopt};
  EXPECT_EQ(parse_next_token(next_token_text(between, 5), 5), between);
}

TEST(NextToken, IsOfOneRequest) {
  const auto other = parse_next_token(next_token_text({1}, 5), 6);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().message, "NextToken does not match request");
}

TEST(NextToken, NoChangedTextIsOne) {
  const std::string text = next_token_text({1, Item{{"id", "a"}}}, 5);
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(parse_next_token(changed, 5)) << at;
    EXPECT_FALSE(parse_next_token(text.substr(0, at), 5)) << at;
  }
}

}  // namespace
}  // namespace lastwrite
