#include "scenarios/campaign/recorded_schedule.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "scenarios/fault/drawn_faults.h"
#include "scenarios/workload/key_space.h"

namespace lastwrite {
namespace {

using KeyNumbers = std::map<std::string, std::uint64_t>;

// The numbers of the keys that the run touched, by their texts.
KeyNumbers key_numbers(const Scenario& scenario, const std::set<std::string>& texts) {
  const KeySpace space(scenario.table.key);
  KeyNumbers numbers;
  for (std::uint64_t n = 0; n < scenario.workload.keys.count; ++n) {
    if (numbers.size() == texts.size()) break;
    std::string text = space.text(n);
    if (texts.contains(text)) numbers.emplace(std::move(text), n);
  }
  return numbers;
}

// "eu-west-1/3#17" is a token of client 3.
std::optional<std::uint32_t> client_of(const std::string& token) {
  const std::size_t slash = token.find('/');
  std::uint32_t client = 0;
  if (slash == std::string::npos) return std::nullopt;
  const char* begin = token.data() + slash + 1;
  const auto [end, error] = std::from_chars(begin, token.data() + token.size(), client);
  return error == std::errc() && *end == '#' ? std::optional(client) : std::nullopt;
}

// The number of the single attribute that a write changed; 0: not known, or it wrote whole items.
std::uint32_t field_of(const History& history, const Operation& operation) {
  if (operation.version == kAbsent) return 0;
  const std::uint64_t changed = history.versions[operation.version].changed;
  std::uint32_t number = 0;
  for (std::size_t a = 0; a < history.attributes.size(); ++a) {
    const std::string& name = history.attributes[a];
    if ((changed >> a & 1) == 0 || !name.starts_with("field")) continue;
    std::from_chars(name.data() + 5, name.data() + name.size(), number);
  }
  return number;
}

class Recording {
 public:
  Recording(const Scenario& scenario, const History& history, TrueTime start)
      : scenario_(scenario), history_(history), start_(start) {
    std::set<std::string> keys;
    for (const Operation& operation : history.operations) {
      keys.insert(key_of(operation));
      if (const auto client = client_of(operation.token)) clients_[operation.session] = *client;
    }
    keys_ = key_numbers(scenario, keys);
  }

  // Tasks in the order of their first requests; operations stand in that order.
  std::vector<ScheduledTask> tasks() && {
    for (const Operation& operation : history_.operations) add(operation);
    std::vector<ScheduledTask> out;
    for (auto& [id, task] : tasks_) out.push_back(std::move(task.what));
    std::stable_sort(out.begin(), out.end(),
                     [](const ScheduledTask& a, const ScheduledTask& b) { return a.at < b.at; });
    return out;
  }

 private:
  struct Task {
    ScheduledTask what;
    std::optional<TrueTime> read_until;  // of its first read
  };

  const std::string& key_of(const Operation& operation) const {
    const bool own = operation.logical_item == kAbsent;
    return history_.items[own ? operation.item : operation.logical_item].key;
  }

  void add(const Operation& operation) {
    const auto known = tasks_.find(operation.task);
    if (known != tasks_.end()) return follow(operation, known->second);
    const auto key = keys_.find(key_of(operation));
    if (key == keys_.end()) return;
    Task& task = tasks_[operation.task];
    task.what.at = std::max(Duration(0), operation.intended - start_);
    task.what.region = history_.regions[operation.client_region];
    task.what.key = key->second;
    task.what.client = clients_[operation.session];
    if (scenario_.workload.sessions == SessionKind::kRoaming) {
      task.what.to = history_.regions[operation.target_region];
    }
    task.what.read =
        scenario_.workload.reads_ppm > 0 && operation.is_read();  // until a write follows
    if (operation.is_read()) task.read_until = operation.completed;
    if (operation.is_write()) note_write(operation, task.what);
  }

  void follow(const Operation& operation, Task& task) {
    if (operation.is_read() && operation.attempt == 1) task.read_until = operation.completed;
    if (!operation.is_write() || operation.bookkeeping) return;
    note_other(operation, task.what);
    task.what.read = false;
    note_write(operation, task.what);
    if (operation.attempt > 1 || !task.read_until) return;
    const bool drawn = !scenario_.workload.think_time.is_constant();
    if (drawn) task.what.think = operation.invoked - *task.read_until;
  }

  // The second item of a transaction.
  void note_other(const Operation& operation, ScheduledTask& what) const {
    const auto key = keys_.find(key_of(operation));
    if (key != keys_.end() && key->second != what.key) what.also = key->second;
  }

  void note_write(const Operation& operation, ScheduledTask& what) const {
    what.attribute = field_of(history_, operation);
    what.removes = operation.kind == RequestKind::kDelete && !operation.bookkeeping;
  }

  const Scenario& scenario_;
  const History& history_;
  const TrueTime start_;
  KeyNumbers keys_;
  std::map<std::uint32_t, std::uint32_t> clients_;  // by session
  std::map<std::uint64_t, Task> tasks_;             // by id, which ascend
};

TrueTime start_of_clients(const History& history) {
  for (const PhaseMark& mark : history.phases) {
    if (mark.name == "warm-up") return mark.at;
  }
  return {};
}

}  // namespace

Scenario with_recorded_schedule(const Scenario& scenario, const History& history) {
  Scenario out = scenario;
  out.workload.schedule = Recording(scenario, history, start_of_clients(history)).tasks();
  out.faults = drawn_faults(scenario);
  for (FaultSpec& fault : out.faults) {
    fault.at += scenario.warm_up;
    if (auto* clog = std::get_if<ClogFault>(&fault.kind)) *clog = {.ends = clog->ends};
  }
  out.duration += scenario.warm_up;
  out.warm_up = Duration(0);
  const WorkloadSpec fresh;
  out.workload.clients_per_region = fresh.clients_per_region;
  out.workload.arrivals = fresh.arrivals;
  out.workload.keys = fresh.keys;
  out.workload.reads_ppm = fresh.reads_ppm;
  out.workload.deletes_ppm = fresh.deletes_ppm;
  out.workload.transactions_ppm = fresh.transactions_ppm;
  out.workload.sessions = fresh.sessions;
  return out;
}

}  // namespace lastwrite
