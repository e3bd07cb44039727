// The commands of the control address, from their JSON to a ClusterControl.
//
//   run_command(control, "partition", R"({"side": ["us-east-1"], "other": ["eu-west-1"]})", done);
//
// Threading: the loop.
#pragma once

#include <string>

#include "scenarios/control/cluster_control.h"

namespace lastwrite {

/// kUsage: no such command, or what it is given cannot be meant.
void run_command(ClusterControl& control, const std::string& command, const std::string& body,
                 ClusterControl::Done done);

}  // namespace lastwrite
