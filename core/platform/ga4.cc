#include "core/platform/platforms.h"

namespace kago {

std::optional<Sightings> InterpretGa4(const Observation&, Memory*) { return std::nullopt; }

}  // namespace kago
