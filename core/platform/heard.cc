#include "core/platform/heard.h"

#include <string_view>

#include "core/base/list.h"
#include "core/base/text.h"
#include "core/cart/lifecycle.h"
#include "core/event/event_table.h"
#include "core/platform/platforms.h"

namespace kago {

std::optional<Sightings> Heard(const Json& input, const Context& context, Memory* memory) {
  const Platform* platform = FindPlatform(input.TextAt("from"));
  const Json* data = input.Find("data");
  if (!platform || !data) return std::nullopt;
  const Config& config = context.config;
  const Observation seen{input.TextAt("what"), *data, input.TextAt("url"), config.defaults.currency, config.url_parameters,
                         input.IntegerAt("time", context.now), config.cart_lifetime_ms};
  Memory unheard;  // a source that isn't heard learns nothing
  const bool heard = SpeaksOfCart(*platform, config.platform, *memory);
  auto sightings = platform->interpret(seen, heard ? memory : &unheard);
  if (!sightings) return std::nullopt;
  for (Sighting& sighting : *sightings) platform->read(seen, &sighting);
  EraseIf(*sightings, [&](const Sighting& sighting) {
    const std::string_view name = sighting.name;
    const Role role = FindEventType(name)->role;
    const bool of_cart = LifecycleOf(role).opens;
    if (of_cart && heard && platform->knows == Knows::kWords) memory->cart_from = platform->name;
    if (role == Role::kOrder) memory->cart_from.clear();
    return (of_cart && !heard) || IsListed(name, config.skip) || IsListed(name.substr(name.find('.') + 1), config.skip);
  });
  memory->Bound();
  return sightings;
}

}  // namespace kago
