// The DynamoDB API of one region in memory, in virtual time: requests as JSON texts, answers as
// JSON.
//
//   ApiFixture api;
//   api.answer("PutItem", R"({"TableName":"Orders","Item":{"id":{"S":"a"}}})");
//   api.error("DynamoDBStreams_20120810.GetRecords", "{}")     // "ValidationException: …"
//
// It has a table Orders with the key id. Threading: one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "region/api/dynamo_dispatcher.h"
#include "region/engine/change_table.h"
#include "region/observer/observer.h"
#include "region/store/memory_store.h"
#include "tests/support/manual_scheduler.h"

namespace lastwrite {

class ApiFixture : public testing::Test {
 protected:
  using Json = boost::json::object;

  ApiFixture() : ApiFixture(EngineOptions{RegionName("eu-west-1"), StampRule::kWall, 7}) {}
  explicit ApiFixture(const EngineOptions& options)
      : engine_(Engine::open(options, store_, scheduler_, observer_).value()),
        commits_(scheduler_, *engine_, [] {}),
        dispatcher_({scheduler_, commits_, *engine_}) {
    EXPECT_TRUE(engine_->catalog().create(
        store_.facts(), {kTable, KeySchema{{"id", KeyType::kString}, std::nullopt}}));
    EXPECT_TRUE(store_.commit());
  }

  /// `operation`: with its target's prefix, or one of DynamoDB's own.
  HttpResponse call(const std::string& operation, const std::string& body) {
    const bool whole = operation.find('.') != std::string::npos;
    const std::string target = whole ? operation : "DynamoDB_20120810." + operation;
    std::optional<HttpResponse> response;
    dispatcher_.handle({"POST",
                        "/",
                        {{"content-type", "application/x-amz-json-1.0"}, {"x-amz-target", target}},
                        body},
                       [&](HttpHandler::Render render) { response = render(); });
    scheduler_.run_for(Duration(0));
    EXPECT_TRUE(response) << "no answer";
    return response.value_or(HttpResponse{});
  }
  /// Of a request that succeeds.
  Json answer(const std::string& operation, const std::string& body) {
    const HttpResponse response = call(operation, body);
    EXPECT_EQ(response.status, 200) << operation << ' ' << body << ": " << response.body;
    return boost::json::parse(response.body).as_object();
  }
  /// "ValidationException: its message", of a request that is refused.
  std::string error(const std::string& operation, const std::string& body) {
    const HttpResponse response = call(operation, body);
    EXPECT_EQ(response.status, 400) << response.body;
    const Json told = boost::json::parse(response.body).as_object();
    const std::string type(told.at("__type").as_string());
    const boost::json::value* message = told.if_contains("message");
    return type.substr(type.find('#') + 1) + ": " +
           (message ? std::string(message->as_string()) : "");
  }

  TableDescription table() { return **engine_->catalog().find(kTable); }
  void change(const TableDescription& table) { EXPECT_TRUE(change_table(*engine_, table)); }

  const TableName kTable{"Orders"};
  ManualScheduler scheduler_;
  MemoryStore store_;
  NullObserver observer_;
  std::unique_ptr<Engine> engine_;
  GroupCommit commits_;
  DynamoDispatcher dispatcher_;
};

}  // namespace lastwrite
