// What is known of one write that a region accepted: who wrote what, when and where.
//
// Threading: a value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "region/base/time.h"
#include "region/version/stamp.h"

namespace lastwrite {

/// How the client came by what it wrote.
enum class WritePattern : std::uint8_t {
  kBlindPut,         // nothing had been read
  kBlindDelete,      // likewise
  kReadModifyWrite,  // its session had read the item
  kConditional,      // with a condition, which held
  kUpdate,           // UpdateItem that sets values, unread
  kAtomicUpdate,     // UpdateItem that computes (ADD, SET n = n + :d)
};

/// "read-modify-write".
std::string_view pattern_text(WritePattern pattern);

struct WriteFacts {
  std::string table;
  std::string key;  // key_text()
  std::string session = {};
  std::string kind = {};  // put, update, delete
  WritePattern pattern = WritePattern::kBlindPut;
  Stamp stamp = {};  // its region is the origin
  TrueTime at = {};  // accepted
  bool conditional = false;
  bool expired = false;            // a delete of the region's own (TTL): nobody was told of it
  bool stillborn = false;          // acknowledged, never visible
  bool derived = false;            // computed from something, if only from the item's absence
  std::optional<Stamp> base = {};  // the version it was computed from
};

}  // namespace lastwrite
