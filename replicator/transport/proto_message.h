// Replication messages to and from the wire.
#pragma once

#include "region/base/result.h"
#include "replicator/core/message.h"

namespace lastwrite {

namespace v1 {
class ReplicationMessage;
}

void to_proto(const Message& message, v1::ReplicationMessage* out);
/// kProtocol for a message of no known kind (also a Hello), kCorrupt for damaged contents.
Result<Message> message_from_proto(const v1::ReplicationMessage& message);

}  // namespace lastwrite
