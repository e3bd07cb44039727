// An export into memory, of a planted run.
//
//   ExportedText out(run);
//   export_csv(out.view(), out, "");
//   out.text("writes.csv")
//
// Threading: one owner.
#pragma once

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "analysis/export/formats.h"
#include "tests/analysis/planted_run.h"

namespace lastwrite {

class ExportedText final : public ExportTarget {
 public:
  explicit ExportedText(const PlantedRun& run, const std::string& item = "")
      : run_("version-check", run.history()),
        view_(run_, item.empty() ? std::nullopt : std::optional(item)) {}

  const ExportView& view() const { return view_; }
  ExportSink& file(const std::string& name, std::string_view head) override {
    auto& sink = files_[name];
    if (!sink) {
      sink = std::make_unique<Text>();
      sink->write(head);
    }
    return *sink;
  }
  std::string text(const std::string& name) const {
    const auto found = files_.find(name);
    EXPECT_NE(found, files_.end()) << name;
    return found == files_.end() ? "" : found->second->text;
  }
  std::vector<std::string> lines(const std::string& name) const {
    std::vector<std::string> out;
    std::istringstream in(text(name));
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& [name, sink] : files_) out.push_back(name);
    return out;
  }

 private:
  struct Text final : ExportSink {
    void write(std::string_view more) override { text += more; }
    std::string text;
  };

  StrategyRun run_;
  ExportView view_;
  std::map<std::string, std::unique_ptr<Text>> files_;
};

/// Two regions overwrite each other's put of "k"; a reader sees the loser first.
inline PlantedRun concurrent_puts() {
  PlantedRun run({"eu", "us"});
  run.at(0).phase("measure");
  const Planted a = run.at(10).write("eu", {.session = 1});
  run.at(15).read("eu", 3);
  const Planted b = run.at(20).write("us", {.session = 2});
  run.at(25).refused("us", {.session = 2, .conditional = true});
  run.at(30).write("us", {.session = 2, .key = "other", .outcome = v1::Complete::UNKNOWN});
  run.at(60).deliver(a, "us", 45).deliver(b, "eu", 40);
  run.at(70).read("eu", 3);
  run.at(90).settle();
  return run;
}

}  // namespace lastwrite
