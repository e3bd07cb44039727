#include "analysis/page/json_text.h"

#include <limits>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace lastwrite {
namespace {

TEST(JsonText, WritesMembersColumnsAndNulls) {
  JsonText json;
  json.begin_object();
  json.member("name", "eu");
  json.member("yes", true);
  json.column("t_s", std::vector<double>{0, 0.5, 3600.25});
  json.column("p50", std::vector<std::optional<std::int64_t>>{7, std::nullopt});
  json.column("installed", std::vector<bool>{true, false});
  json.key("none");
  json.begin_array();
  json.end_array();
  json.member("last", std::uint64_t{18446744073709551615U});
  json.end_object();
  EXPECT_EQ(std::move(json).text(),
            R"({"name":"eu","yes":true,"t_s":[0,0.5,3600.25],"p50":[7,null],)"
            R"("installed":[true,false],"none":[],"last":18446744073709551615})");
}

TEST(JsonText, NothingThatItWritesCanEndAnElementOfAPage) {
  JsonText json;
  json.begin_object();
  json.member("</script><script>", "</script>\"\\\n\x01");
  json.key("as it is");
  json.verbatim("{\"a\":\"<!--\"}\n");
  json.end_object();
  const std::string text = std::move(json).text();
  EXPECT_EQ(text.find('<'), std::string::npos) << text;
  const boost::json::object read = boost::json::parse(text).as_object();
  EXPECT_EQ(read.at("</script><script>"), "</script>\"\\\n\x01");
  EXPECT_EQ(read.at("as it is").as_object().at("a"), "<!--");
}

TEST(JsonText, WhatIsNoNumberIsNull) {
  JsonText json;
  json.column("x", std::vector<double>{std::numeric_limits<double>::infinity(),
                                       std::numeric_limits<double>::quiet_NaN()});
  EXPECT_EQ(std::move(json).text(), R"("x":[null,null])");
}

}  // namespace
}  // namespace lastwrite
