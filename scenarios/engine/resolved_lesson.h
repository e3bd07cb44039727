// `lesson` of a scenario as it stands in a file. Threading: a pure function.
#pragma once

#include <optional>
#include <string>

#include "scenarios/engine/lesson_spec.h"

namespace lastwrite {

/// "" where there is none.
std::string lesson_text(const std::optional<LessonSpec>& lesson);

}  // namespace lastwrite
