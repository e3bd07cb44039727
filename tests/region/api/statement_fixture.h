// The fixture of the tests of PartiQL over the API: a table Lines with the keys id and line beside
// Orders, and sessions whose reads and writes an observer hears of.
//
//   answer(execute("SELECT * FROM Orders WHERE id = ?", R"([{"S":"a"}])"))
//
// Threading: one thread.
#pragma once

#include <vector>

#include "region/api/session_observer.h"
#include "tests/region/api/api_fixture.h"

namespace lastwrite {

class StatementFixture : public testing::Test {
 protected:
  using Json = boost::json::object;

  struct Accepted {
    std::string key;
    bool conditional = false;
    bool computed = false;
    bool derived = false;  // from what its session had read
    std::optional<Stamp> base;
  };

  StatementFixture() {
    make({TableName("Orders"), KeySchema{{"id", KeyType::kString}, std::nullopt}});
    CreateTableInput lines{TableName("Lines"), KeySchema{{"id", KeyType::kString},
                                                         KeyAttribute{"line", KeyType::kNumber}}};
    lines.indexes = {
        {"by-tag", true, {{"tag", KeyType::kString}}, {}, {IndexProjection::Kind::kKeysOnly}},
        {"by-size",
         false,
         {{"id", KeyType::kString}},
         {{"size", KeyType::kNumber}},
         {IndexProjection::Kind::kKeysOnly}}};
    make(lines);
    EXPECT_TRUE(store_.commit());
  }

  HttpResponse call(const std::string& operation, const Json& body) {
    std::optional<HttpResponse> response;
    dispatcher_.handle({"POST",
                        "/",
                        {{"content-type", "application/x-amz-json-1.0"},
                         {"x-amz-target", "DynamoDB_20120810." + operation},
                         {"x-lastwrite-session", "s"}},
                        boost::json::serialize(body)},
                       [&](HttpHandler::Render render) { response = render(); });
    scheduler_.run_for(Duration(0));
    EXPECT_TRUE(response) << "no answer";
    return response.value_or(HttpResponse{});
  }
  Json answer(const std::string& operation, const Json& body) {
    const HttpResponse response = call(operation, body);
    EXPECT_EQ(response.status, 200) << boost::json::serialize(body) << ": " << response.body;
    return boost::json::parse(response.body).as_object();
  }
  /// Of a request that is refused: what it is told, with "__type" shortened to the exception.
  Json failure(const std::string& operation, const Json& body) {
    const HttpResponse response = call(operation, body);
    EXPECT_EQ(response.status, 400) << boost::json::serialize(body) << ": " << response.body;
    Json told = boost::json::parse(response.body).as_object();
    const std::string type(told["__type"].as_string());
    told["__type"] = type.substr(type.find('#') + 1);
    return told;
  }
  std::string error(const std::string& operation, const Json& body) {
    const Json told = failure(operation, body);
    const char* const member = told.contains("message") ? "message" : "Message";
    return std::string(told.at("__type").as_string()) + ": " +
           std::string(told.at(member).as_string());
  }

  static Json statement(const std::string& text, const std::string& parameters = "") {
    Json body{{"Statement", text}};
    if (!parameters.empty()) body["Parameters"] = boost::json::parse(parameters);
    return body;
  }
  Json execute(const std::string& text, const std::string& parameters = "") {
    return answer("ExecuteStatement", statement(text, parameters));
  }
  std::string refusal(const std::string& text, const std::string& parameters = "") {
    return error("ExecuteStatement", statement(text, parameters));
  }
  /// The items that a SELECT answers, as JSON.
  std::string items(const std::string& text, const std::string& parameters = "") {
    return boost::json::serialize(execute(text, parameters).at("Items"));
  }

 private:
  class Hearing final : public Observer {
   public:
    void on_accept(const AcceptEvent& event) override {
      accepted.push_back({event.key_text, event.conditional, event.computed,
                          event.by && event.by->derived, event.by ? event.by->base : std::nullopt});
    }
    void on_apply(const ApplyEvent&) override {}
    void on_coalesced(const CoalescedEvent&) override {}
    void flush() override {}

    std::vector<Accepted> accepted;
  };

  void make(const CreateTableInput& input) {
    const auto made = engine_->catalog().create(store_.facts(), input);
    EXPECT_TRUE(made) << made.error().message;
  }

 protected:
  ManualScheduler scheduler_;
  MemoryStore store_;
  Hearing heard_;
  SessionBook sessions_{scheduler_, {}};
  SessionObserver observer_{heard_, sessions_};
  std::unique_ptr<Engine> engine_ =
      Engine::open({RegionName("eu-west-1"), StampRule::kWall, 7}, store_, scheduler_, observer_)
          .value();
  GroupCommit commits_{scheduler_, *engine_, [] {}};
  DynamoDispatcher dispatcher_{{scheduler_, commits_, *engine_, false, &sessions_}};
};

}  // namespace lastwrite
