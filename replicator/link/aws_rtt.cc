#include "replicator/link/aws_rtt.h"

namespace lastwrite {
namespace {

// The build copies aws_rtt_2020.json into this file as one raw string literal.
constexpr std::string_view kText =
#include "replicator/link/aws_rtt_2020.inc"
    ;

}  // namespace

std::string_view aws_rtt_json() {
  return kText;
}

}  // namespace lastwrite
