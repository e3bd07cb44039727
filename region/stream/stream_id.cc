#include "region/stream/stream_id.h"

#include <array>
#include <charconv>
#include <chrono>
#include <optional>

namespace lastwrite {
namespace {

constexpr std::int64_t kNsPerMs = 1'000'000;
constexpr std::string_view kAccount = "000000000000";
constexpr std::string_view kPattern = "dddd-dd-ddTdd:dd:dd.ddd";  // of a label; d: a digit

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_shape(std::string_view text) {
  if (text.size() != kPattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kPattern[i] == 'd' ? !is_digit(text[i]) : text[i] != kPattern[i]) return false;
  }
  return true;
}

int number_at(std::string_view text, std::size_t from, std::size_t digits) {
  int value = 0;
  std::from_chars(text.data() + from, text.data() + from + digits, value);
  return value;
}

Failure no_stream(std::string_view arn) {
  return fail(ErrorCode::kValidation, "Invalid StreamArn: {}", arn);
}

// "arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL" in its five and its last parts.
struct ArnParts {
  std::string_view region;
  std::string_view table;
  std::string_view label;
};

std::optional<ArnParts> split(std::string_view arn) {
  std::array<std::string_view, 6> parts;
  for (std::size_t i = 0; i < 5; ++i) {
    const auto colon = arn.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    parts[i] = arn.substr(0, colon);
    arn.remove_prefix(colon + 1);
  }
  if (parts[0] != "arn" || parts[2] != "dynamodb" || !arn.starts_with("table/"))
    return std::nullopt;
  arn.remove_prefix(std::string_view("table/").size());
  constexpr std::string_view kStream = "/stream/";
  const auto stream = arn.find(kStream);
  if (stream == std::string_view::npos) return std::nullopt;
  return ArnParts{parts[3], arn.substr(0, stream), arn.substr(stream + kStream.size())};
}

}  // namespace

StreamId stream_id(const TableName& table, const StreamSettings& settings) {
  return {table, WallTime{settings.label.ns / kNsPerMs * kNsPerMs}};
}

std::string label_text(WallTime time) {
  namespace chrono = std::chrono;
  const chrono::sys_time<chrono::milliseconds> at{chrono::milliseconds(time.ns / kNsPerMs)};
  const auto day = chrono::floor<chrono::days>(at);
  const chrono::year_month_day date(day);
  const chrono::hh_mm_ss clock(at - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

Result<WallTime> parse_label(std::string_view text) {
  namespace chrono = std::chrono;
  const Failure refusal = fail(ErrorCode::kValidation, "Invalid stream label: {}", text);
  if (!has_shape(text)) return refusal;
  const chrono::year_month_day date{chrono::year(number_at(text, 0, 4)),
                                    chrono::month(static_cast<unsigned>(number_at(text, 5, 2))),
                                    chrono::day(static_cast<unsigned>(number_at(text, 8, 2)))};
  const int hour = number_at(text, 11, 2);
  const int minute = number_at(text, 14, 2);
  const int second = number_at(text, 17, 2);
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return refusal;
  if (date.year() < chrono::year(1970) || date.year() > chrono::year(2261)) return refusal;
  const std::int64_t days = chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
  return WallTime{(seconds * 1000 + number_at(text, 20, 3)) * kNsPerMs};
}

std::string table_arn(const RegionName& region, const TableName& table) {
  return fmt::format("arn:aws:dynamodb:{}:{}:table/{}", region, kAccount, table);
}

std::string stream_arn(const RegionName& region, const StreamId& id) {
  return fmt::format("{}/stream/{}", table_arn(region, id.table), label_text(id.label));
}

Result<StreamId> parse_stream_arn(const RegionName& region, std::string_view arn) {
  const auto parts = split(arn);
  if (!parts) return no_stream(arn);
  const auto table = parse_table_name(parts->table);
  const auto label = parse_label(parts->label);
  if (!table || !label) return no_stream(arn);
  if (parts->region != region.text)
    return fail(ErrorCode::kResourceNotFound, "Requested resource not found: Stream: {} not found",
                arn);
  return StreamId{*table, *label};
}

}  // namespace lastwrite
