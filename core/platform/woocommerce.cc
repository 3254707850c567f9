#include "core/platform/platforms.h"

namespace kago {

std::optional<Sightings> InterpretWooCommerce(const Observation&, Memory*) { return std::nullopt; }

}  // namespace kago
