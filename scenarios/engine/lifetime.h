// Lets an object hand out callbacks that go dead with it, so that a timer or a reply that comes
// after its end touches nothing.
//
//   scheduler.call_after(1s, lifetime_.guard([this] { sample(); }));
//
// Declare it last: it then ends first. Threading: one loop.
#pragma once

#include <memory>
#include <utility>

namespace lastwrite {

class Lifetime {
 public:
  Lifetime() = default;
  Lifetime(const Lifetime&) = delete;
  Lifetime& operator=(const Lifetime&) = delete;

  template <typename F>
  auto guard(F f) const {
    return [alive = std::weak_ptr<const bool>(alive_), f = std::move(f)](auto&&... args) mutable {
      if (!alive.expired()) f(std::forward<decltype(args)>(args)...);
    };
  }

 private:
  std::shared_ptr<const bool> alive_ = std::make_shared<const bool>(true);
};

}  // namespace lastwrite
