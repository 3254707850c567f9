#include "core/platform/platforms.h"

namespace kago {

std::optional<Sightings> InterpretHtml(const Observation&, Memory*) { return std::nullopt; }

}  // namespace kago
