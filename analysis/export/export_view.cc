#include "analysis/export/export_view.h"

#include <algorithm>

namespace lastwrite {

bool ExportView::any() const {
  return std::any_of(history.operations.begin(), history.operations.end(),
                     [this](const Operation& operation) { return wants(operation); });
}

TrueTime ExportView::begin() const {
  std::optional<TrueTime> first;
  const auto note = [&first](TrueTime at) { first = first ? std::min(*first, at) : at; };
  if (!history.phases.empty()) note(history.phases.front().at);
  if (!history.steps.empty()) note(history.operations[history.steps.front().operation].invoked);
  for (const std::vector<RegionEvent>& events : history.events) {
    if (!events.empty()) note(events.front().at);
  }
  return first.value_or(TrueTime{});
}

std::uint32_t ExportView::made_by(std::uint32_t operation) const {
  const std::uint32_t version = history.operations[operation].version;
  if (version == kAbsent || !history.operations[operation].is_write()) return kAbsent;
  const Version& made = history.versions[version];
  return made.accepted && made.operation == operation ? version : kAbsent;
}

std::optional<std::int64_t> ExportView::number(std::uint32_t version) const {
  if (version == kAbsent) return std::nullopt;
  const std::uint32_t operation = history.versions[version].operation;
  if (operation == kAbsent) return -static_cast<std::int64_t>(version) - 1;
  return static_cast<std::int64_t>(history.operations[operation].id);
}

std::string ExportView::name(std::uint32_t version) const {
  const std::uint32_t operation = history.versions[version].operation;
  if (operation == kAbsent) return stamp_text(history.versions[version].stamp);
  return fmt::format("#{}", history.operations[operation].id);
}

const std::string& ExportView::region(std::uint32_t region) const {
  static const std::string kNone;
  return region == kAbsent ? kNone : history.regions[region].text;
}

std::string file_stem(const std::string& text) {
  std::string out = text;
  for (char& c : out) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_';
    if (!plain) c = '_';
  }
  return out.empty() ? "_" : out;
}

}  // namespace lastwrite
