#include "scenarios/main/config_file.h"

#include <sstream>

#include "region/base/plain_file.h"

namespace lastwrite {
namespace {

constexpr std::size_t kBytesMax = 1 << 20;
constexpr std::string_view kOption = "--config";

std::string trimmed(const std::string& text) {
  const auto from = text.find_first_not_of(" \t\r");
  if (from == std::string::npos) return "";
  return text.substr(from, text.find_last_not_of(" \t\r") - from + 1);
}

// "name = us-east-1" as "--name=us-east-1"; a flag is true or false.
void add(const std::string& name, const std::string& value, std::vector<std::string>& words) {
  if (value == "false") return;
  words.push_back(value == "true" ? "--" + name : "--" + name + "=" + value);
}

Result<void> read_into(const std::string& path, std::vector<std::string>& words) {
  const auto text = read_plain_file(path, kBytesMax);
  if (!text) return propagate(text);
  std::istringstream in(*text);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    line = trimmed(line);
    if (line.empty() || line[0] == ';' || line[0] == '#') continue;
    const auto equals = line.find('=');
    const std::string name = trimmed(line.substr(0, equals));
    const std::string value = equals == line.npos ? "" : trimmed(line.substr(equals + 1));
    if (name.empty() || value.empty())
      return fail(ErrorCode::kUsage,
                  "{}:{}: write an option as NAME = VALUE, such as name = us-east-1", path, number);
    add(name, value, words);
  }
  return {};
}

}  // namespace

Result<std::vector<std::string>> with_config_file(const std::vector<std::string>& words) {
  if (words.empty() || words[0] != "region") return words;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool joined = words[i].starts_with(std::string(kOption) + "=");
    if (!joined && (words[i] != kOption || i + 1 == words.size())) {
      out.push_back(words[i]);
      continue;
    }
    const std::string path = joined ? words[i].substr(kOption.size() + 1) : words[++i];
    if (const auto read = read_into(path, out); !read) return propagate(read);
  }
  return out;
}

}  // namespace lastwrite
