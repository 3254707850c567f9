// What the page's observers say, as far as it is heard: without what another source knows better or
// another part of the shop says.
#ifndef KAGO_CORE_PLATFORM_HEARD_H_
#define KAGO_CORE_PLATFORM_HEARD_H_

#include <optional>
#include <string_view>

#include "core/base/json.h"
#include "core/event/finding.h"
#include "core/input.h"
#include "core/platform/observation.h"

namespace kago {

struct Reading {
  Sightings sightings;
  Memory memory;  // from now on
  [[no_unique_address]] Sentence why;  // no sighting is left
};

// What an observation (input.h: observe) amounts to; nullopt when this build doesn't know its
// platform, or the platform doesn't know such words.
std::optional<Reading> Heard(const Json& input, const Context& context, const Memory& memory);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_HEARD_H_
