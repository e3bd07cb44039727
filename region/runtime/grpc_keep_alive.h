// gRPC 1.51 ends its callback threads when the last channel or server goes. When that happens on
// one of those threads (a callback held the last share of a channel), the thread goes on using what
// it has just freed and aborts the process (grpc_cq_internal_unref, "prior > 0": one of eight
// shutdowns under load). A channel that is never let go of keeps the threads to the end of the
// process, whoever goes last. Threading: any thread; the first call does it.
#pragma once

namespace lastwrite {

void keep_grpc_running();

}  // namespace lastwrite
