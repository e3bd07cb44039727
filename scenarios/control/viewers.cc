#include "scenarios/control/viewers.h"

#include <utility>

#include <fmt/format.h>

namespace lastwrite {

std::string event_text(std::string_view name, std::string_view data) {
  return fmt::format("event: {}\ndata: {}\n\n", name, data);
}

void Viewers::forget_gone() {
  std::erase_if(streams_, [](const auto& stream) { return stream->ended(); });
}

std::size_t Viewers::count() {
  const std::lock_guard lock(mutex_);
  forget_gone();
  return streams_.size();
}

std::shared_ptr<EventStream> Viewers::join() {
  const std::lock_guard lock(mutex_);
  forget_gone();
  if (streams_.size() >= limits_.viewers_max) return nullptr;
  streams_.push_back(std::make_shared<EventStream>(limits_.waiting_bytes_max));
  return streams_.back();
}

void Viewers::tell(std::string_view name, std::string_view data) {
  const std::string text = event_text(name, data);
  const std::lock_guard lock(mutex_);
  for (const auto& stream : streams_) stream->send(text);
}

void Viewers::end(Duration patience) {
  std::vector<std::shared_ptr<EventStream>> streams;
  {
    const std::lock_guard lock(mutex_);
    streams = std::exchange(streams_, {});
  }
  for (const auto& stream : streams) stream->end();
  const auto until = std::chrono::steady_clock::now() + patience;
  for (const auto& stream : streams) stream->wait_detached(until);
}

}  // namespace lastwrite
