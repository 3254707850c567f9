#include "core/call_log.h"

#include "core/base/limits.h"

namespace kago {
namespace {

constexpr std::size_t kDigits = 12;  // all random: 48 bits

std::string DigitsOf(const std::string& id) { return id.substr(id.size() - kDigits); }

}  // namespace

CallLog::Fate CallLog::FateOf(const std::string& id) const {
  const std::size_t at = last_.find(DigitsOf(id));
  return at == std::string::npos || at == 0 ? Fate::kUnknown : static_cast<Fate>(last_[at - 1]);
}

void CallLog::Add(const std::string& id, Fate fate) {
  if (FateOf(id) != Fate::kUnknown) return;
  if (last_.size() >= limits::kCallsMax * (kDigits + 1)) last_.erase(0, kDigits + 1);
  last_ += static_cast<char>(fate) + DigitsOf(id);
}

}  // namespace kago
