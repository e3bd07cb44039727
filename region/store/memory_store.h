// A store in ordinary memory: what the simulation runs on, and the model of what a store does.
//
//   MemoryStore store;
//   store.items().put(table, key, stored);
//   store.rollback();                       // as if it had never been put
//
// "Survives a kill" of store.h does not apply: what was committed lives as long as the object.
// Threading: one thread.
#pragma once

#include <memory>

#include "region/store/store.h"

namespace lastwrite {

class MemoryStore final : public Store {
 public:
  MemoryStore();
  ~MemoryStore() override;

  ItemStore& items() override;
  ChangeLog& log() override;
  FactStore& facts() override;
  Result<void> commit() override;
  void rollback() override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace lastwrite
