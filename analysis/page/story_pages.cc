#include "analysis/page/story_pages.h"

#include "analysis/page/diagram.h"
#include "analysis/report/narrator.h"
#include "analysis/report/telling_losses.h"

namespace lastwrite {
namespace {

constexpr std::size_t kStories = 5;
constexpr std::size_t kUnbroken = 1'000'000;  // the page breaks lines by its own width

// One line: what kind of mishap it was, and where.
std::string title_of(const StrategyRun& run, std::uint32_t operation) {
  const Operation& o = run.history.operations[operation];
  const Judgement& j = run.ledger.versions[o.version];
  const auto region = [&](std::uint32_t version) {
    return run.history.regions[run.history.versions[version].region].text;
  };
  const std::string here = region(o.version);
  const std::string& item = run.history.items[o.item].key;
  switch (j.fate) {
    case Fate::kLostConcurrent:
      if (j.displacer == kAbsent) break;
      return fmt::format("{} and {} both wrote {}, neither had heard of the other", here,
                         region(j.displacer), item);
    case Fate::kLostLocal:
      if (j.displacer == kAbsent) break;
      return fmt::format("A write of {} that was computed from an older value replaced {}",
                         region(j.displacer), item);
    case Fate::kLostInverted:
      return fmt::format("A clock put what {} wrote to {} into the past", here, item);
    case Fate::kLostOrphaned:
      return fmt::format("It lived on inside another write of {}, and that one was lost", item);
    case Fate::kLostStranded:
      return fmt::format("{} was gone before any region had heard of {}", here, item);
    default:
      break;
  }
  return fmt::format("A write of {} was lost", item);
}

}  // namespace

void write_stories(const StrategyRun& run, const DiagramEvents& events, const RunClock& clock,
                   const PageBudget& budget, JsonText& json) {
  const Narrator narrator(run, clock);
  json.key("stories");
  json.begin_array();
  for (const TellingLoss& loss : telling_losses(run, kStories)) {
    const std::uint32_t version = run.history.operations[loss.operation].version;
    json.begin_object();
    json.member("write", run.label(loss.operation));
    json.member("fate", fate_text(run.ledger.operations[loss.operation]));
    json.member("title", title_of(run, loss.operation));
    json.member("text", narrator.tell(loss.operation, kUnbroken));
    json.key("diagram");
    write_diagram(run, events, events.about(version, budget.story_events), clock, json);
    json.end_object();
  }
  json.end_array();
}

}  // namespace lastwrite
