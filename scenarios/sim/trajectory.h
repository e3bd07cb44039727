// The rolling hash of a run: every event that a region or the driver tells, in order, with its
// time. Two runs with the same hash took the same path.
//
//   Trajectory trajectory;
//   trajectory.add("eu-west-1", event);
//   trajectory.text() == "9f86d081884c7d65"
//
// The same on every compiler, build and machine for the same scenario, seed and version of
// Lastwrite. Not meant against an adversary. Threading: a value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lastwrite {

namespace v1 {
class TraceEvent;
}  // namespace v1

class Trajectory {
 public:
  void add(std::string_view producer, const v1::TraceEvent& event);

  std::uint64_t value() const { return hash_; }
  /// How many events it has seen.
  std::uint64_t length() const { return length_; }
  /// 16 hexadecimal digits.
  std::string text() const;

 private:
  void mix(std::string_view bytes);
  void mix(std::uint64_t word);

  std::uint64_t hash_ = 0x6c61737477726974;  // "lastwrit"
  std::uint64_t length_ = 0;
  std::string buffer_;
};

}  // namespace lastwrite
