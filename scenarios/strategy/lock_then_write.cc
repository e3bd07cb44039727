#include "scenarios/strategy/lock_then_write.h"

#include "scenarios/strategy/sibling_key.h"

namespace lastwrite {
namespace {

constexpr std::array kUnderMutex = {Step::kMutex, Step::kRead, Step::kThink, Step::kWrite};
constexpr std::array kUnderLease = {Step::kLease, Step::kRead, Step::kThink, Step::kWrite};

Condition is_own(const Attempt& attempt) {
  return Condition::compare(attribute("owner"), Comparator::kEqual, String(attempt.token));
}

// Free, run out, or one's own after all: a lease whose answer never came may have been taken.
Condition may_be_taken(const Attempt& attempt) {
  return {
      AnyOf{{Condition::not_exists(attribute("owner")), is_own(attempt),
             Condition::compare(attribute("expires"), Comparator::kLess, Number(attempt.now.ns))}}};
}

}  // namespace

std::span<const Step> LockThenWrite::steps() const {
  if (lease_) return kUnderLease;
  return kUnderMutex;
}

std::optional<Lease> LockThenWrite::lease(const Attempt& attempt) const {
  if (!lease_) return std::nullopt;
  const Item key = sibling_key(schema_, attempt.key, "lock#", "");
  Item item = key;
  item.insert_or_assign("owner", String(attempt.token));
  item.insert_or_assign("expires", Number(attempt.now.ns + lease_->count()));
  return Lease{.take = {.table = attempt.table,
                        .item = std::move(item),
                        .condition = may_be_taken(attempt),
                        .operation = attempt.operation},
               .release = {.table = attempt.table,
                           .key = key,
                           .condition = is_own(attempt),
                           .operation = attempt.operation}};
}

}  // namespace lastwrite
