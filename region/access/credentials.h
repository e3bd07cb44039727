// Access keys and their secrets, as they stand in an AWS credentials file:
//
//   [default]
//   aws_access_key_id = AKIDEXAMPLE
//   aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
//
// Every profile counts; other settings of a profile are passed over. Threading: a value.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "region/base/result.h"

namespace lastwrite {

class Credentials {
 public:
  /// Access key to secret.
  explicit Credentials(std::map<std::string, std::string, std::less<>> secrets)
      : secrets_(std::move(secrets)) {}

  /// kUsage, with the line, for what is no credentials file, and where there is no key in it.
  static Result<Credentials> parse(std::string_view text);
  static Result<Credentials> read(const std::string& file);

  /// nullptr: nobody has that key.
  const std::string* secret_of(std::string_view access_key) const;

 private:
  std::map<std::string, std::string, std::less<>> secrets_;
};

}  // namespace lastwrite
