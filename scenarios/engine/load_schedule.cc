// The tasks of a workload one by one.
#include "scenarios/engine/load_sections.h"
#include "scenarios/engine/units.h"

namespace lastwrite {
namespace {

constexpr std::uint64_t kScheduleFieldsMax = 16;
constexpr std::uint64_t kScheduleKeysMax = 10'000'000;
constexpr std::uint64_t kScheduleClientsMax = 10'000;

Result<std::uint64_t> parse_below(std::string_view text, std::uint64_t bound) {
  const Result<std::uint64_t> number = parse_integer(text);
  if (number && *number >= bound) {
    return fail(ErrorCode::kUsage, "'{}' is out of range: use 0 to {}", text, bound - 1);
  }
  return number;
}

ScheduledTask load_task(const YamlNode& node, const LoadContext& context) {
  ScheduledTask task;
  const auto region = [&](std::string_view text) { return context.region(text); };
  MapReader reader(&node, "a scheduled task", context.problems);
  if (reader.require("at") != nullptr) reader.read("at", task.at, parse_span);
  if (reader.require("region") != nullptr) reader.read("region", task.region, region);
  if (reader.require("key") != nullptr) {
    reader.read("key", task.key,
                [](std::string_view text) { return parse_below(text, kScheduleKeysMax); });
  }
  reader.read("client", task.client,
              [](std::string_view text) { return parse_below(text, kScheduleClientsMax); });
  reader.read("think", task.think, parse_span);
  reader.read("to", task.to, region);
  reader.read("read", task.read, parse_switch);
  reader.read("delete", task.removes, parse_switch);
  reader.read("also", task.also,
              [](std::string_view text) { return parse_below(text, kScheduleKeysMax); });
  if (task.read + task.removes + task.also.has_value() > 1) {
    context.problems.add(node.where,
                         "a task reads, deletes, or puts another item also: leave one of them out");
  }
  if (task.also == task.key) {
    context.problems.add(node.where, "also: a transaction puts two different keys");
  }
  reader.read("attribute", task.attribute,
              [](std::string_view text) { return parse_below(text, kScheduleFieldsMax + 1); });
  reader.finish();
  return task;
}

}  // namespace

std::vector<ScheduledTask> load_schedule(const YamlNode& list, const LoadContext& context) {
  std::vector<ScheduledTask> schedule;
  if (list.kind != YamlNode::Kind::kList || list.items.empty()) {
    context.problems.add(list.where,
                         "schedule must be a list of tasks, such as "
                         "[{at: 120ms, region: eu-west-1, key: 3}]");
  }
  for (const YamlNode& item : list.items) schedule.push_back(load_task(item, context));
  return schedule;
}

}  // namespace lastwrite
