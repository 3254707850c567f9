#include "core/platform/platforms.h"

namespace kago {

std::optional<Sightings> InterpretAdobe(const Observation&, Memory*) { return std::nullopt; }

}  // namespace kago
