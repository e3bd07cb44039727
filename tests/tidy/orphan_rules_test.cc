#include "tests/tidy/orphan_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* kTable = "orphans.txt";

TEST(Untested, ASourceThatNoTestKnowsIsFound) {
  const SourceTree tree = {{"region/base/ids.cc", "\n"}, {"tests/region/idle_test.cc", "\n"}};
  EXPECT_THAT(texts(check_untested(tree, kTable)),
              ElementsAre("region/base/ids.cc: no test includes its header or bears its name"));
}

TEST(Untested, AnIncludeOrANameIsEnough) {
  const SourceTree tree = {{"region/base/ids.cc", "\n"},
                           {"region/base/random.cc", "\n"},
                           {"region/base/distribution_parse.cc", "\n"},
                           {"region/main/main.cc", "\n"},
                           {"tests/region/base/names_test.cc", "#include \"region/base/ids.h\"\n"},
                           {"tests/region/base/random_test.cc", "\n"},
                           {"tests/region/base/distribution_parse_errors_test.cc", "\n"}};
  EXPECT_THAT(texts(check_untested(tree, kTable)), IsEmpty());
}

TEST(Untested, ASourceWithoutAHeaderBelongsToTheShorterName) {
  const SourceTree tree = {
      {"region/base/distribution.h", "\n"},
      {"region/base/distribution_parse.cc", "\n"},
      {"region/value/proto_value.h", "\n"},
      {"region/value/proto_value_read.cc", "\n"},
      {"region/value/proto_value_read.h", "\n"},
      {"tests/region/base/all_test.cc", "#include \"region/base/distribution.h\"\n"},
      {"tests/region/base/proto_test.cc", "#include \"region/value/proto_value.h\"\n"}};
  EXPECT_THAT(
      texts(check_untested(tree, kTable)),
      ElementsAre(
          "region/value/proto_value_read.cc: no test includes its header or bears its name"));
}

TEST(Untested, ANamedExceptionIsEnoughUntilItIsNotNeeded) {
  const SourceTree tree = {
      {"region/base/ids.cc", "\n"},
      {"region/base/time.cc", "\n"},
      {"tests/region/time_test.cc", "\n"},
      {kTable, "region/base/ids.cc tables only\nregion/base/time.cc once untested\n"}};
  EXPECT_THAT(texts(check_untested(tree, kTable)),
              ElementsAre("orphans.txt:2: region/base/time.cc needs no exception any more"));
}

TEST(Protos, OneThatNobodyUsesIsFound) {
  const SourceTree tree = {{"proto/trace.proto", "import \"proto/value.proto\";\n"},
                           {"proto/value.proto", "\n"},
                           {"proto/region.proto", "\n"},
                           {"analysis/trace/a.cc", "#include \"proto/trace.pb.h\"\n"}};
  EXPECT_THAT(texts(check_protos(tree)), ElementsAre("proto/region.proto: no source uses it"));
}

TEST(Protos, AServiceUsesItsMessages) {
  const SourceTree tree = {{"proto/region.proto", "\n"},
                           {"region/main/a.cc", "#include \"proto/region.grpc.pb.h\"\n"}};
  EXPECT_THAT(texts(check_protos(tree)), IsEmpty());
}

}  // namespace
}  // namespace lastwrite::tidy
