#include "core/state.h"

namespace kago {

State ReadState(std::string_view text, TimeMs now) {
  State state;
  if (text.empty()) return state;
  const ParsedJson parsed = ParseJson(text);
  const std::int64_t version = parsed.value.IntegerAt("version");
  if (parsed.ok() && version > 0) {
    state.newer = version > kStateVersion;
    Archive archive(parsed.value);
    state.Visit(archive);
    state.carts.Clamp(now);
  } else {
    state.delivery.BeginAfterLoss(now);
  }
  return state;
}

String WriteState(State& state) {
  Json json = Json::Object();
  json.SetInteger("version", kStateVersion);
  Archive archive(&json);
  state.Visit(archive);
  return Dump(json);
}

}  // namespace kago
