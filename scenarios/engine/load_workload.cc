#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

constexpr double kRateMax = 1e6;
constexpr std::uint64_t kClientsMax = 10'000;
constexpr std::uint64_t kFieldsMax = 16;
constexpr std::uint64_t kKeysMax = 10'000'000;
constexpr std::uint64_t kValueSizeMax = 390'000;  // an item holds 400 KB with its other attributes

Result<std::uint32_t> parse_count(std::string_view text, std::uint64_t max) {
  const Result<std::uint64_t> count = parse_integer(text);
  if (!count) return propagate(count);
  if (*count < 1 || *count > max) {
    return fail(ErrorCode::kUsage, "'{}' is out of range: use 1 to {}", text, max);
  }
  return static_cast<std::uint32_t>(*count);
}

Result<ArrivalSpec> parse_arrivals(std::string_view text, const LoadContext& context) {
  const Result<CallText> call = parse_call(text);
  if (!call) return propagate(call);
  const std::size_t given = call->arguments.size();
  ArrivalSpec spec;
  if (call->name == "closed" && given <= 1) {
    spec.kind = ArrivalSpec::Kind::kClosed;
    if (given == 0) return spec;
    const Result<Distribution> pause = context.distribution(call->arguments[0]);
    if (!pause) return propagate(pause);
    spec.pause = *pause;
    return spec;
  }
  if ((call->name != "poisson" && call->name != "constant") || given != 1) {
    return fail(
        ErrorCode::kUsage,
        "'{}' is not an arrival rule: use poisson(10/s), constant(10/s), closed or closed(50ms)",
        text);
  }
  if (call->name == "constant") spec.kind = ArrivalSpec::Kind::kConstant;
  const Result<double> rate = parse_rate(call->arguments[0]);
  if (!rate) return propagate(rate);
  if (*rate > kRateMax) {
    return fail(ErrorCode::kUsage, "'{}': a client begins at most {} tasks a second", text,
                kRateMax);
  }
  spec.per_second = *rate;
  return spec;
}

Result<KeySpec> with_theta(KeySpec spec, const std::string& text) {
  spec.kind = KeySpec::Kind::kZipfian;
  const Result<double> theta = parse_real(text);
  if (!theta || *theta < 0 || *theta > 10) {
    return fail(ErrorCode::kUsage, "'{}' is not a zipfian exponent: use 0 to 10, such as 0.99",
                text);
  }
  spec.theta = *theta;
  return spec;
}

Result<KeySpec> with_share(KeySpec spec, const std::string& text) {
  spec.kind = KeySpec::Kind::kHot;
  const Result<std::uint32_t> ppm = parse_share(text);
  if (!ppm) return propagate(ppm);
  spec.share = *ppm / 1e6;
  return spec;
}

Result<KeySpec> parse_keys(std::string_view text) {
  const Result<CallText> call = parse_call(text);
  if (!call) return propagate(call);
  const std::size_t wanted = call->name == "uniform" ? 1 : 2;
  const bool known = call->name == "uniform" || call->name == "zipfian" || call->name == "hot";
  if (!known || call->arguments.size() != wanted) {
    return fail(
        ErrorCode::kUsage,
        "'{}' is not a rule for keys: use uniform(1000), zipfian(1000, 0.99) or hot(1000, 20%)",
        text);
  }
  const Result<std::uint32_t> count = parse_count(call->arguments[0], kKeysMax);
  if (!count) return propagate(count);
  KeySpec spec{.count = *count};
  if (call->name == "zipfian") return with_theta(spec, call->arguments[1]);
  if (call->name == "hot") return with_share(spec, call->arguments[1]);
  return spec;
}

Result<OperationKind> parse_operation(std::string_view text) {
  for (const OperationKind kind :
       {OperationKind::kIncrement, OperationKind::kPut, OperationKind::kAppend}) {
    if (text == operation_name(kind)) return kind;
  }
  return fail(ErrorCode::kUsage, "'{}' is not an operation: use increment, put or append", text);
}

Result<std::uint32_t> parse_attributes(std::string_view text) {
  const Result<std::uint64_t> count = parse_integer(text);
  if (!count) return propagate(count);
  if (*count > kFieldsMax) {
    return fail(ErrorCode::kUsage, "'{}' is out of range: use 0 (whole items) to {}", text,
                kFieldsMax);
  }
  return static_cast<std::uint32_t>(*count);
}

Result<SessionKind> parse_sessions(std::string_view text) {
  if (text == "sticky") return SessionKind::kSticky;
  if (text == "roaming") return SessionKind::kRoaming;
  return fail(ErrorCode::kUsage, "'{}' is no kind of session: use sticky or roaming", text);
}

Result<std::uint32_t> parse_value_size(std::string_view text) {
  const Result<std::uint64_t> size = parse_size(text);
  if (!size) return propagate(size);
  if (*size > kValueSizeMax) {
    return fail(ErrorCode::kUsage, "'{}' does not fit an item of 400 KB: use up to {}", text,
                kValueSizeMax);
  }
  return static_cast<std::uint32_t>(*size);
}

// What a schedule says of every task itself.
void check_alone(const YamlNode& workload, Problems& problems) {
  for (const std::string_view drawn :
       {"clients_per_region", "arrivals", "keys", "reads", "deletes", "transactions", "sessions"}) {
    const YamlNode* node = workload.find(drawn);
    if (node == nullptr) continue;
    problems.add(node->where,
                 fmt::format("{} says nothing beside a schedule: leave one of them out", drawn));
  }
}

// What puts alone can be.
void check_puts(const YamlNode& node, const WorkloadSpec& workload, Problems& problems) {
  const bool puts = workload.operation == OperationKind::kPut;
  if (deletes(workload) && !puts) {
    problems.add(node.where, "deletes: only a workload of puts deletes; use operation: put");
  }
  if (expires(workload) && !puts) {
    problems.add(node.find("time_to_live")->where,
                 "time_to_live: only a workload of puts lets items expire; use operation: put");
  }
  if (!transacts(workload)) return;
  if (!puts || workload.attributes != 0) {
    problems.add(node.where,
                 "transactions: only puts of whole items make transactions; use operation: put");
  }
  if (workload.keys.count < 2) {
    problems.add(node.where, "transactions: two keys at least are needed, such as uniform(10)");
  }
}

}  // namespace

WorkloadSpec load_workload(MapReader& root, const LoadContext& context) {
  WorkloadSpec workload;
  const YamlNode* node = root.require("workload");
  if (node == nullptr) return workload;
  MapReader reader(node, "workload", context.problems);
  reader.read("clients_per_region", workload.clients_per_region,
              [](std::string_view text) { return parse_count(text, kClientsMax); });
  reader.read("arrivals", workload.arrivals,
              [&](std::string_view text) { return parse_arrivals(text, context); });
  reader.read("keys", workload.keys, parse_keys);
  reader.read("operation", workload.operation, parse_operation);
  reader.read("attributes", workload.attributes, parse_attributes);
  if (workload.attributes != 0 && workload.operation != OperationKind::kPut) {
    context.problems.add(reader.find("attributes")->where,
                         "attributes: only puts write single attributes; use operation: put");
  }
  reader.read("think_time", workload.think_time,
              [&](std::string_view text) { return context.distribution(text); });
  reader.read("value_size", workload.value_size, parse_value_size);
  reader.read("reads", workload.reads_ppm, parse_share);
  reader.read("deletes", workload.deletes_ppm, parse_share);
  reader.read("transactions", workload.transactions_ppm, parse_share);
  reader.read("sessions", workload.sessions, parse_sessions);
  reader.read("time_to_live", workload.time_to_live, parse_span);
  if (const YamlNode* schedule = reader.find("schedule")) {
    workload.schedule = load_schedule(*schedule, context);
    check_alone(*node, context.problems);
  }
  check_puts(*node, workload, context.problems);
  reader.finish();
  return workload;
}

RetrySpec load_retry(MapReader& root, const LoadContext& context) {
  RetrySpec retry;
  MapReader reader(root.find("retry"), "retry", context.problems);
  reader.read("base", retry.base, parse_span);
  reader.read("cap", retry.cap, parse_span);
  reader.read("attempts", retry.attempts,
              [](std::string_view text) { return parse_count(text, 1000); });
  reader.finish();
  return retry;
}

}  // namespace lastwrite
