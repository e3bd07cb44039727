#include "region/access/credentials.h"

#include <fstream>
#include <sstream>

namespace lastwrite {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Reads line by line; a profile is complete when the next one begins.
class CredentialsReader {
 public:
  Result<void> line(std::string_view text) {
    ++number_;
    text = trimmed(text);
    if (text.empty() || text[0] == '#' || text[0] == ';') return {};
    if (text[0] == '[') return text.back() == ']' ? profile_ends() : wrong("a profile ends in ]");
    const auto equals = text.find('=');
    if (equals == std::string_view::npos) return wrong("write NAME = VALUE");
    const std::string_view name = trimmed(text.substr(0, equals));
    const std::string_view value = trimmed(text.substr(equals + 1));
    if (name == "aws_access_key_id") key_ = value;
    if (name == "aws_secret_access_key") secret_ = value;
    return {};
  }
  Result<void> profile_ends() {
    if (key_.empty() != secret_.empty())
      return wrong("the profile has an access key or a secret without the other");
    if (!key_.empty()) secrets_[std::exchange(key_, "")] = std::exchange(secret_, "");
    return {};
  }
  std::map<std::string, std::string, std::less<>> secrets_;

 private:
  Failure wrong(std::string_view why) const {
    return fail(ErrorCode::kUsage, "line {}: {}", number_, why);
  }
  int number_ = 0;
  std::string key_;
  std::string secret_;
};

}  // namespace

Result<Credentials> Credentials::parse(std::string_view text) {
  CredentialsReader reader;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (const auto read = reader.line(text.substr(0, end)); !read) return propagate(read);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (const auto ended = reader.profile_ends(); !ended) return propagate(ended);
  if (reader.secrets_.empty())
    return fail(ErrorCode::kUsage, "there is no aws_access_key_id with its secret");
  return Credentials(std::move(reader.secrets_));
}

Result<Credentials> Credentials::read(const std::string& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return fail(ErrorCode::kUsage, "cannot read the credentials file {}", file);
  auto parsed = parse(text.str());
  if (!parsed) return fail(ErrorCode::kUsage, "{}: {}", file, parsed.error().message);
  return parsed;
}

const std::string* Credentials::secret_of(std::string_view access_key) const {
  const auto found = secrets_.find(access_key);
  return found == secrets_.end() ? nullptr : &found->second;
}

}  // namespace lastwrite
