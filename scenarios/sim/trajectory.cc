#include "scenarios/sim/trajectory.h"

#include <bit>

#include <fmt/format.h>

#include "proto/trace.pb.h"

namespace lastwrite {
namespace {

// Bytes as a number, the first the lowest, whatever the machine's own order.
std::uint64_t load(std::string_view bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) {
    word = word << 8 | static_cast<unsigned char>(bytes[i - 1]);
  }
  return word;
}

}  // namespace

// Serialisation is canonical here: trace messages have no maps and no unknown fields.
void Trajectory::add(std::string_view producer, const v1::TraceEvent& event) {
  buffer_.clear();
  event.AppendToString(&buffer_);
  mix(producer);
  mix(buffer_);
  ++length_;
}

std::string Trajectory::text() const {
  return fmt::format("{:016x}", hash_);
}

void Trajectory::mix(std::string_view bytes) {
  mix(bytes.size());
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) mix(load(bytes.substr(0, 8)));
  if (!bytes.empty()) mix(load(bytes));
}

// One round of MurmurHash3's mixing (Appleby, public domain).
void Trajectory::mix(std::uint64_t word) {
  word *= 0x87c37b91114253d5ULL;
  word = std::rotl(word, 31) * 0x4cf5ad432745937fULL;
  hash_ = (std::rotl(hash_ ^ word, 27)) * 5 + 0x52dce729ULL;
}

}  // namespace lastwrite
