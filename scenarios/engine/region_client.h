// SEAM: how a workload's client reaches one region. Asynchronous; the network between is the
// client's matter (a client in another region pays the injected round trip: ShapedClient).
//
// Implementations: RegionConnection (live), SimRegion::Client (simulation), ShapedClient (a
// decorator). Invariant: every call is answered exactly once, never inside the call itself, on the
// driver's loop. Errors: kTimeout and kUnavailable mean that the operation may have happened
// (traits().definite).
#pragma once

#include <vector>

#include <absl/functional/any_invocable.h>

#include "region/base/result.h"
#include "region/engine/requests.h"
#include "region/engine/transact_puts_input.h"

namespace lastwrite {

template <typename T>
using Reply = absl::AnyInvocable<void(Result<T>)>;

class RegionClient {
 public:
  virtual ~RegionClient() = default;
  virtual void get_item(const GetItemInput& input, Reply<GetItemOutput> reply) = 0;
  virtual void put_item(const PutItemInput& input, Reply<WriteOutput> reply) = 0;
  virtual void update_item(const UpdateItemInput& input, Reply<WriteOutput> reply) = 0;
  virtual void delete_item(const DeleteItemInput& input, Reply<WriteOutput> reply) = 0;
  /// All of the puts or none; their answers stand in the same order.
  virtual void transact_puts(const TransactPutsInput& input,
                             Reply<std::vector<WriteOutput>> reply) = 0;
};

}  // namespace lastwrite
