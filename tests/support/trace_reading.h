// Reads a trace file back, up to its end or the first event that is cut off. Threading: pure
// functions.
#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "proto/trace.pb.h"

namespace lastwrite {

inline std::vector<v1::TraceEvent> read_trace(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  std::vector<v1::TraceEvent> events;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t length = 0;
    unsigned char part = 0x80;
    for (int shift = 0; at < bytes.size() && (part & 0x80) != 0; shift += 7) {
      part = static_cast<unsigned char>(bytes[at++]);
      length |= static_cast<std::size_t>(part & 0x7f) << shift;
    }
    v1::TraceEvent event;
    if (at + length > bytes.size() || !event.ParseFromString(bytes.substr(at, length))) break;
    at += length;
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace lastwrite
