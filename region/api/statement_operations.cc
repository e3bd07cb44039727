#include "region/api/statement_operations.h"

#include <boost/json.hpp>

#include "region/api/json_shape.h"
#include "region/api/json_value.h"
#include "region/api/next_token.h"
#include "region/api/request_hash.h"
#include "region/api/statement_fields.h"
#include "region/api/transaction_answer.h"

namespace lastwrite {
namespace json = boost::json;
namespace {

constexpr std::size_t kBatchMax = 25;

Error exists_misplaced() {
  return {ErrorCode::kValidation, "EXISTS can only be used in ExecuteTransaction write requests."};
}

// --- ExecuteStatement ----------------------------------------------------------------------------

// Which request a NextToken belongs to: the statement, and what it is given.
std::uint64_t statement_hash_of(const json::object& body) {
  const json::value* statement = body.if_contains("Statement");
  const json::value* parameters = body.if_contains("Parameters");
  return request_hash((statement ? json::serialize(*statement) : "") + "\n" +
                      (parameters ? json::serialize(*parameters) : ""));
}

ReadRequest read_request(JsonFields& in, std::uint64_t request) {
  ReadRequest out;
  if (const auto limit = in.integer("Limit", 1, INT32_MAX))
    out.limit = static_cast<std::uint64_t>(*limit);
  out.consistent = in.flag("ConsistentRead").value_or(false);
  if (const auto token = in.text("NextToken")) {
    auto place = parse_next_token(*token, request);
    if (place) {
      out.from = *std::move(place);
    } else {
      in.note(place.error());
    }
  }
  return out;
}

json::array items_json(const std::vector<Item>& items) {
  json::array out;
  out.reserve(items.size());
  for (const Item& item : items) out.push_back(to_json(item));
  return out;
}

ApiAnswer render_read(const ReadOutput& output, std::uint64_t request,
                      const CapacityReport& capacity, const Consumed& consumed) {
  json::object answer{{"Items", items_json(output.items)}};
  if (output.next) {
    answer["NextToken"] = next_token_text(*output.next, request);
    if (output.next->after) answer["LastEvaluatedKey"] = to_json(*output.next->after);
  }
  capacity.into(answer, consumed);
  return json::serialize(answer);
}

ApiAnswer render_written(const StatementWritten& written, bool item_on_failure,
                         const CapacityReport& capacity) {
  if (written.refused) {
    const bool told = written.standing && item_on_failure;
    return tl::unexpected(ApiError{
        *written.refused, told ? "\"Item\":" + json::serialize(to_json(*written.standing)) : ""});
  }
  json::object answer;
  json::array& items = answer["Items"].emplace_array();
  if (written.returned) items.push_back(to_json(*written.returned));
  capacity.into(answer, consumed_by_statement(written));
  return json::serialize(answer);
}

// --- BatchExecuteStatement -----------------------------------------------------------------------

struct Slot {
  std::optional<Error> error = {};  // found before anything is carried out
  std::optional<Statement> statement = {};
  bool consistent = false;
  bool item_on_failure = false;
};

struct SlotAnswer {
  std::optional<Error> error = {};
  std::optional<Item> standing = {};
  std::optional<Item> item = {};
  std::optional<Consumed> consumed = {};
};

// What is wrong with one statement is told beside the others; what is no request refuses all.
Result<Slot> slot_of(const json::value& member) {
  const auto object = object_of(member);
  if (!object) return propagate(object);
  JsonFields in(**object);
  Slot slot;
  const GivenStatement given = given_statement(in);
  slot.consistent = in.flag("ConsistentRead").value_or(false);
  slot.item_on_failure = given.item_on_failure;
  const auto read = in.finish();
  if (!read && read.error().code != ErrorCode::kValidation) return propagate(read);
  if (!read) {
    slot.error = read.error();
    return slot;
  }
  Result<Statement> statement = parse(given);
  if (!statement) {
    slot.error = statement.error();
  } else if (std::holds_alternative<ExistsStatement>(*statement)) {
    slot.error = exists_misplaced();
  } else {
    slot.statement = *std::move(statement);
  }
  return slot;
}

Result<std::vector<Slot>> slots_of(const json::array& members) {
  std::vector<Slot> slots;
  std::size_t reads = 0, writes = 0;
  for (const json::value& member : members) {
    Result<Slot> slot = slot_of(member);
    if (!slot) return propagate(slot);
    if (slot->statement) ++(is_read(*slot->statement) ? reads : writes);
    slots.push_back(*std::move(slot));
  }
  if (reads > 0 && writes > 0) {
    return fail(ErrorCode::kValidation,
                "Read and write requests together in the same batch is not supported.");
  }
  return slots;
}

Result<SlotAnswer> read_slot(Engine& engine, const SelectStatement& statement, bool consistent) {
  const auto key = single_item_key(engine, statement,
                                   "Select statements within BatchExecuteStatement must specify "
                                   "the primary key in the where clause.");
  if (!key) return propagate(key);
  Result<SingleRead> read =
      read_single_item(engine, statement, {statement.table, *key, consistent});
  if (!read) return propagate(read);
  SlotAnswer answer;
  answer.item = std::move(read->item);
  answer.consumed = Consumed{read_units(read->bytes, consistent)};
  return answer;
}

Result<SlotAnswer> write_slot(Engine& engine, const Statement& statement) {
  Result<StatementWritten> written = write_statement(engine, statement);
  if (!written) return propagate(written);
  SlotAnswer answer{written->refused, std::move(written->standing), std::move(written->returned)};
  if (!answer.error) answer.consumed = consumed_by_statement(*written);
  return answer;
}

Result<SlotAnswer> carry_out_slot(Engine& engine, const Slot& slot) {
  if (slot.error) return SlotAnswer{slot.error};
  const auto* select = std::get_if<SelectStatement>(&*slot.statement);
  auto answer =
      select ? read_slot(engine, *select, slot.consistent) : write_slot(engine, *slot.statement);
  if (answer || !traits(answer.error().code).definite) return answer;
  return SlotAnswer{answer.error()};
}

json::object slot_json(const Slot& slot, const SlotAnswer& answer) {
  json::object out;
  if (answer.error) {
    json::object& error = out["Error"].emplace_object();
    error["Code"] = reason_code(*answer.error);
    error["Message"] = answer.error->message;
    if (answer.standing && slot.item_on_failure) error["Item"] = to_json(*answer.standing);
  }
  if (slot.statement) out["TableName"] = table_of(*slot.statement).text;
  if (answer.item) out["Item"] = to_json(*answer.item);
  return out;
}

ApiAnswer render_batch(const std::vector<Slot>& slots, const std::vector<SlotAnswer>& answers,
                       const std::string& wanted) {
  json::object out;
  json::array& responses = out["Responses"].emplace_array();
  json::array units;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    responses.push_back(slot_json(slots[i], answers[i]));
    if (!answers[i].consumed) continue;
    json::object one;
    CapacityReport(wanted, table_of(*slots[i].statement)).into(one, *answers[i].consumed);
    if (!one.empty()) units.push_back(std::move(one["ConsumedCapacity"]));
  }
  if (wanted != "NONE") out["ConsumedCapacity"] = std::move(units);
  return json::serialize(out);
}

}  // namespace

void execute_statement_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const GivenStatement given = given_statement(in);
  const std::uint64_t asked = statement_hash_of(body);
  const ReadRequest request = read_request(in, asked);
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  Result<Statement> statement = parse(given);
  if (!statement) return refuse(reply, statement.error());
  if (std::holds_alternative<ExistsStatement>(*statement)) return refuse(reply, exists_misplaced());
  const CapacityReport capacity(wanted, table_of(*statement));
  if (auto* select = std::get_if<SelectStatement>(&*statement)) {
    return run<ReadOutput>(
        context,
        [&engine = context.engine, select = *select, request] {
          return read_statement(engine, select, request);
        },
        [select = *select, asked, capacity,
         consistent = request.consistent](const ReadOutput& output) {
          return render_read(output, asked, capacity, consumed_by_read(output, select, consistent));
        },
        std::move(reply));
  }
  run<StatementWritten>(
      context,
      [&engine = context.engine, statement = *std::move(statement)] {
        return write_statement(engine, statement);
      },
      [capacity, told = given.item_on_failure](const StatementWritten& written) {
        return render_written(written, told, capacity);
      },
      std::move(reply));
}

void batch_execute_statement_api(const json::object& body, ApiContext& context, ApiReply reply) {
  JsonFields in(body);
  const auto members = members_of(in, "Statements", kBatchMax);
  if (!members) return refuse(reply, members.error());
  const std::string wanted = in.choice("ReturnConsumedCapacity", {"NONE", "TOTAL", "INDEXES"});
  if (const auto read = in.finish(); !read) return refuse(reply, read.error());
  auto slots = slots_of(**members);
  if (!slots) return refuse(reply, slots.error());
  using Answers = std::vector<SlotAnswer>;
  const auto shared = std::make_shared<const std::vector<Slot>>(*std::move(slots));
  run<Answers>(
      context,
      [&engine = context.engine, shared]() -> Result<Answers> {
        Answers answers;
        for (const Slot& slot : *shared) {
          Result<SlotAnswer> one = carry_out_slot(engine, slot);
          if (!one) return propagate(one);
          answers.push_back(*std::move(one));
        }
        return answers;
      },
      [shared, wanted](const Answers& answers) { return render_batch(*shared, answers, wanted); },
      std::move(reply));
}

}  // namespace lastwrite
