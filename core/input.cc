#include "core/input.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/number_text.h"

namespace kago {
namespace {

// What of the settings changes what an event says.
void ReadSaid(const Json& from, Config* config) {
  config->defaults.currency = from.TextAt("currency");
  config->defaults.source = from.TextAt("source");
  config->defaults.personal = from.TextAt("personal");
  config->platform = from.TextAt("platform");
  config->skip = from.TextAt("skip");
  config->url_parameters = from.TextAt("urlParameters");
  const std::int64_t days = from.IntegerAt("cartLifetimeDays", limits::kCartLifetimeDaysDefault);
  config->cart_lifetime_ms = std::clamp<std::int64_t>(days, 1, limits::kCartLifetimeDaysMax) * limits::kDayMs;
  config->strict = from.TrueAt("strict");
}

Config ReadConfig(const Json& from) {
  Config config;
  ReadSaid(from, &config);
  config.collector = from.TextAt("collector");
  config.write_key = from.TextAt("writeKey");
  config.sdk_version = from.TextAt("version");
  config.debug = from.TrueAt("debug");
  return config;
}

Row ReadRow(const Json& from) {
  Row row;
  const auto& items = from.items();
  if (items.size() != 3) return row;
  if (!ParseInteger(items[0].text(), &row.seq) || !ParseInteger(items[1].text(), &row.bytes)) return {};
  row.event_id = items[2].text();
  return row;
}

}  // namespace

Config ConfigOf(const Json& input, const Config& page) {
  Config config = page;
  if (const Json* with = input.Find("with")) ReadSaid(*with, &config);
  return config;
}

Context ReadContext(const Json& line) {
  Context context;
  context.now = std::clamp(line.IntegerAt("now"), TimeMs{0}, kTimeMsMax);
  context.entropy = Entropy::FromHex(line.TextAt("entropy"));
  context.fork = line.TrueAt("fork");
  if (const Json* config = line.Find("config")) context.config = ReadConfig(*config);
  for (const Json& row : line.At("rows").items()) context.rows.push_back(ReadRow(row));
  return context;
}

}  // namespace kago
