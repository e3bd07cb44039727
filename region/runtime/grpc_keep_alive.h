// gRPC 1.51 ends its callback threads when the last channel or server goes, and starts them anew
// with the next; a thread that is in the middle of an event then drops a reference twice and aborts
// the process (grpc_cq_internal_unref, "prior > 0", seen in one of eight shutdowns under load). A
// channel that is never let go of keeps them running to the process's end. Threading: any thread;
// the first call does it.
#pragma once

namespace lastwrite {

void keep_grpc_running();

}  // namespace lastwrite
