// The calls that were carried out last, so that one that comes twice changes nothing.
//
// A page writes a call down raw when it may not live to see it carried out (input.h); then the page
// itself, another tab or the next page carries it out, and at times two of them do. A call is known
// by the id that its time and entropy make, whatever became of it. How far back: limits::kCallsMax.
#ifndef KAGO_CORE_CALL_LOG_H_
#define KAGO_CORE_CALL_LOG_H_

#include <cstdint>
#include <string>

#include "core/base/archive.h"

namespace kago {

class CallLog {
 public:
  enum class Fate : char { kUnknown = 0, kAccepted = '+', kNotAccepted = '-' };

  // `id`: a UUID of IdUse::kEvent.
  Fate FateOf(const std::string& id) const;
  // A call that is known keeps its fate.
  void Add(const std::string& id, Fate fate);

  void Visit(Archive& archive) { archive.Text("last", &last_); }

 private:
  std::string last_;  // oldest first, each the sign of its fate and the last 12 digits of its id
};

}  // namespace kago

#endif  // KAGO_CORE_CALL_LOG_H_
