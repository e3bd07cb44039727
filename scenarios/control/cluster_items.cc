#include "scenarios/control/cluster_items.h"

#include <algorithm>
#include <memory>

#include "scenarios/engine/all_replies.h"

namespace lastwrite {
namespace {

// Places for the answers, and the reply once all are there.
template <typename Answer>
std::pair<std::shared_ptr<std::vector<Answer>>, std::shared_ptr<AllReplies>> gather(
    std::vector<Answer> places, std::function<void(std::vector<Answer>)> reply) {
  auto answers = std::make_shared<std::vector<Answer>>(std::move(places));
  auto all = AllReplies::make(answers->size(), [answers, reply = std::move(reply)](Result<void>) {
    reply(std::move(*answers));
  });
  return {std::move(answers), std::move(all)};
}

template <typename Answer>
bool refuse_down(ClusterControl& control, Answer& answer) {
  answer.problem = control.down(answer.region);
  return !answer.problem.empty();
}

void send(RegionClient& to, const TableName& table, const Item& key, const RegionWrite& write,
          Reply<WriteOutput> reply) {
  if (write.item) return to.put_item({table, *write.item}, std::move(reply));
  if (write.update) return to.update_item({table, key, *write.update}, std::move(reply));
  to.delete_item({table, key}, std::move(reply));
}

}  // namespace

bool differ(const std::vector<ItemInRegion>& all) {
  const ItemInRegion* first = nullptr;
  return std::any_of(all.begin(), all.end(), [&](const ItemInRegion& one) {
    if (!one.problem.empty()) return false;
    if (first == nullptr) first = &one;
    return one.version != first->version || one.item != first->item;
  });
}

void ClusterItems::read(const GetItemInput& input,
                        std::function<void(std::vector<ItemInRegion>)> reply) {
  std::vector<ItemInRegion> empty;
  for (const ControlledRegion& one : control_.regions()) empty.push_back({one.region});
  const auto [answers, all] = gather(std::move(empty), std::move(reply));
  for (ItemInRegion& one : *answers) {
    if (refuse_down(control_, one)) {
      all->part()({});
      continue;
    }
    control_.cluster()
        .client(one.region)
        .get_item(input,
                  [held = answers, &one, part = all->part()](Result<GetItemOutput> got) mutable {
                    if (got) {
                      one.item = std::move(got->item);
                      one.version = std::move(got->version);
                    } else {
                      one.problem = got.error().message;
                    }
                    part({});
                  });
  }
}

void ClusterItems::write(const TableName& table, const Item& key,
                         const std::vector<RegionWrite>& writes,
                         std::function<void(std::vector<WriteInRegion>)> reply) {
  std::vector<WriteInRegion> empty;
  empty.reserve(writes.size());
  for (const RegionWrite& one : writes) empty.push_back({one.region});
  const auto [answers, all] = gather(std::move(empty), std::move(reply));
  for (std::size_t i = 0; i < writes.size(); ++i) {
    WriteInRegion& one = (*answers)[i];
    if (refuse_down(control_, one)) {
      all->part()({});
      continue;
    }
    send(control_.cluster().client(one.region), table, key, writes[i],
         [held = answers, &one, part = all->part()](Result<WriteOutput> done) mutable {
           if (done) one.version = done->version;
           if (!done) one.problem = done.error().message;
           part({});
         });
  }
}

}  // namespace lastwrite
