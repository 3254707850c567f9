#include "core/platform/jsonld.h"

#include "core/platform/platforms.h"

namespace kago {

std::optional<Json> ProductFromPage(const Json&, const Observation&, std::string_view) { return std::nullopt; }

std::optional<Sightings> InterpretJsonLd(const Observation&, Memory*) { return std::nullopt; }

}  // namespace kago
