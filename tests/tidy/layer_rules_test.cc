#include "tests/tidy/layer_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lastwrite::tidy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

LayerTable table() {
  Findings findings;
  LayerTable result = parse_layer_table("layers.txt",
                                        "region/base:\n"
                                        "region/value: region/base proto  # a remark\n"
                                        "region/engine: region/base\n"
                                        "region/engine: region/value\n"
                                        "replicator/core: region/base region/engine/requests.h\n"
                                        "region/main: region/** replicator/**\n"
                                        "library generated proto/: region/**.cc\n"
                                        "library asio boost/asio: region/main/*.cc\n"
                                        "library grpc grpcpp/: region/main/*.cc\n"
                                        "library sqlite sqlite3.h: region/store/sqlite_*.cc\n"
                                        "library light fmt/: **\n",
                                        findings);
  EXPECT_THAT(texts(findings), IsEmpty());
  return result;
}

TEST(Layers, TheEngineMayNotIncludeTheReplicator) {
  const SourceTree tree = {
      {"region/engine/put_item.cc", "#include <string>\n\n#include \"replicator/core/inbox.h\"\n"}};
  EXPECT_THAT(texts(check_layers(tree, table())),
              ElementsAre("region/engine/put_item.cc:3: region/engine may not include "
                          "replicator/core/inbox.h"));
}

TEST(Layers, OwnFolderAndNamedFoldersAreFine) {
  const SourceTree tree = {{"region/engine/put_item.cc",
                            "#include \"region/engine/engine.h\"\n#include \"region/base/ids.h\"\n"
                            "#include \"region/value/number.h\"\n"},
                           {"region/main/main.cc", "#include \"replicator/core/inbox.h\"\n"}};
  EXPECT_THAT(texts(check_layers(tree, table())), IsEmpty());
}

TEST(Layers, AFileMayBeNamedWithoutItsFolder) {
  const SourceTree tree = {{"replicator/core/a.cc",
                            "#include \"region/engine/requests.h\"\n"
                            "#include \"region/engine/engine.h\"\n"}};
  EXPECT_THAT(texts(check_layers(tree, table())),
              ElementsAre("replicator/core/a.cc:2: replicator/core may not include "
                          "region/engine/engine.h"));
}

TEST(Layers, AnIncludeInACommentDoesNotCount) {
  const SourceTree tree = {{"region/base/a.h", "// #include \"region/value/number.h\"\n"}};
  EXPECT_THAT(texts(check_layers(tree, table())), IsEmpty());
}

TEST(Layers, AFolderWithoutALineIsReported) {
  const SourceTree tree = {{"region/surprise/a.cc", "#include \"region/base/ids.h\"\n"}};
  EXPECT_THAT(texts(check_layers(tree, table())),
              ElementsAre("region/surprise/a.cc: its folder has no line in the table of layers"));
}

TEST(Layers, TestsMayIncludeAnyHeader) {
  const SourceTree tree = {{"tests/region/a_test.cc", "#include \"replicator/core/inbox.h\"\n"}};
  EXPECT_THAT(texts(check_layers(tree, table())), IsEmpty());
}

TEST(Libraries, AHeavyOneIsInItsFilesAlone) {
  const SourceTree tree = {{"region/value/x.h", "#include <sqlite3.h>\n"},
                           {"region/store/sqlite_store.cc", "#include <sqlite3.h>\n"}};
  EXPECT_THAT(
      texts(check_libraries(tree, table())),
      ElementsAre("region/value/x.h:1: sqlite3.h (sqlite) is only for region/store/sqlite_*.cc"));
}

TEST(Libraries, NotEvenTheRightFolderMayHaveOneInAHeader) {
  const SourceTree tree = {{"region/main/loop.h", "#include <boost/asio/io_context.hpp>\n"},
                           {"region/main/loop.cc", "#include <boost/asio/io_context.hpp>\n"}};
  EXPECT_THAT(texts(check_libraries(tree, table())),
              ElementsAre("region/main/loop.h:1: boost/asio/io_context.hpp (asio) is only for "
                          "region/main/*.cc"));
}

TEST(Libraries, GeneratedMessagesAreInNoHeader) {
  const SourceTree tree = {{"region/value/codec.h", "#include \"proto/value.pb.h\"\n"},
                           {"region/value/codec.cc", "#include \"proto/value.pb.h\"\n"}};
  EXPECT_THAT(
      texts(check_libraries(tree, table())),
      ElementsAre("region/value/codec.h:1: proto/value.pb.h (generated) is only for region/**.cc"));
}

TEST(Libraries, AGeneratedServiceCountsAsGrpc) {
  const SourceTree tree = {{"region/value/codec.cc", "#include \"proto/region.grpc.pb.h\"\n"}};
  EXPECT_THAT(texts(check_libraries(tree, table())), ElementsAre(HasSubstr("(grpc) is only for")));
}

TEST(Libraries, AnUnknownOneIsReported) {
  const SourceTree tree = {
      {"region/base/a.cc", "#include <spdlog/spdlog.h>\n#include <fmt/core.h>\n"}};
  EXPECT_THAT(texts(check_libraries(tree, table())),
              ElementsAre("region/base/a.cc:1: spdlog/spdlog.h is of no library in the table"));
}

TEST(Cycles, OfFilesWithinAFolderAreFound) {
  const SourceTree tree = {{"region/base/a.h", "#include \"region/base/b.h\"\n"},
                           {"region/base/b.h", "#include \"region/base/a.h\"\n"}};
  EXPECT_THAT(
      texts(check_cycles(tree)),
      ElementsAre(
          "region/base/a.h: is on the cycle region/base/a.h → region/base/b.h → region/base/a.h"));
}

TEST(Cycles, OfFoldersAreFoundThoughNoFileIsOnOne) {
  const SourceTree tree = {{"region/base/a.h", "#include \"region/value/b.h\"\n"},
                           {"region/value/b.h", "\n"},
                           {"region/value/c.h", "#include \"region/base/d.h\"\n"}};
  EXPECT_THAT(texts(check_cycles(tree)),
              ElementsAre("region/base: is on the cycle region/base → region/value → region/base"));
}

TEST(Cycles, ADiamondIsNone) {
  const SourceTree tree = {
      {"region/base/a.h", "#include \"region/base/b.h\"\n#include \"region/base/c.h\"\n"},
      {"region/base/b.h", "#include \"region/base/d.h\"\n"},
      {"region/base/c.h", "#include \"region/base/d.h\"\n"}};
  EXPECT_THAT(texts(check_cycles(tree)), IsEmpty());
}

TEST(IncludeStyle, NoSourceFileAndNoRelativePath) {
  const SourceTree tree = {{"region/base/a.cc",
                            "#include \"region/base/b.cc\"\n#include \"a.h\"\n"
                            "#include <region/base/a.h>\n#include <string>\n"}};
  EXPECT_THAT(texts(check_include_style(tree)),
              ElementsAre("region/base/a.cc:1: includes a source file, region/base/b.cc",
                          "region/base/a.cc:2: a.h does not start at the project's root",
                          "region/base/a.cc:3: region/base/a.h is the project's own: use quotes"));
}

TEST(LayerTable, SaysWhichLineItCannotRead) {
  Findings findings;
  static_cast<void>(parse_layer_table("layers.txt", "region/base\nlibrary x: y\n", findings));
  EXPECT_THAT(texts(findings),
              ElementsAre("layers.txt:1: is no 'folder: …' and no 'library NAME PREFIX…: …'",
                          "layers.txt:2: is no 'folder: …' and no 'library NAME PREFIX…: …'"));
}

TEST(LayerTable, ASecondLineAddsToTheFirst) {
  Findings findings;
  const LayerTable two =
      parse_layer_table("layers.txt", "library x x/: a/*.cc\nlibrary x x/: b/*.cc\n", findings);
  ASSERT_EQ(two.libraries.size(), 1U);
  EXPECT_THAT(two.libraries[0].users, ElementsAre("a/*.cc", "b/*.cc"));
}

TEST(LayerTable, MayNotAllowACycle) {
  Findings findings;
  static_cast<void>(parse_layer_table("layers.txt", "a/b: a/c\na/c: a/d\na/d: a/b\n", findings));
  EXPECT_THAT(texts(findings), ElementsAre("layers.txt: allows the cycle a/b → a/c → a/d → a/b"));
}

}  // namespace
}  // namespace lastwrite::tidy
