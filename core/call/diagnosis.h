// What the inspector is shown of a call that was refused or mended, in debug mode. A shopper's page
// sends none of it.
#ifndef KAGO_CORE_CALL_DIAGNOSIS_H_
#define KAGO_CORE_CALL_DIAGNOSIS_H_

#include "core/call/draft.h"
#include "core/work.h"

namespace kago {

// Does nothing without debug mode, or when limits::kDiagnosticsMax of them wait already.
void Diagnose(const Draft& draft, bool accepted, Work* work);

}  // namespace kago

#endif  // KAGO_CORE_CALL_DIAGNOSIS_H_
