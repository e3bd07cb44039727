#include "scenarios/control/viewers.h"

#include <fmt/format.h>

namespace lastwrite {

std::string event_text(std::string_view name, std::string_view data) {
  return fmt::format("event: {}\ndata: {}\n\n", name, data);
}

void Viewers::forget_gone() {
  std::erase_if(streams_, [](const auto& stream) { return stream->ended(); });
}

std::size_t Viewers::count() {
  forget_gone();
  return streams_.size();
}

std::shared_ptr<EventStream> Viewers::join() {
  if (count() >= limits_.viewers_max) return nullptr;
  streams_.push_back(std::make_shared<EventStream>(limits_.waiting_bytes_max));
  return streams_.back();
}

void Viewers::tell(std::string_view name, std::string_view data) {
  const std::string text = event_text(name, data);
  for (const auto& stream : streams_) stream->send(text);
}

void Viewers::end() {
  for (const auto& stream : streams_) stream->end();
  streams_.clear();
}

}  // namespace lastwrite
