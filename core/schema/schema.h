// The event table as JSON Schema 2020-12: one self-contained schema for each event on the wire.
//
// A schema accepts whatever core/event/validator.cc accepts, and refuses what it refuses, but for
// the rules that JSON Schema can't say:
//
//   - length in UTF-16 units: `maxLength` counts characters, so 255 emoji pass
//   - how many digits a number has once its exponent is written out
//   - what a validator's own numbers lose: where they are doubles, 9007199254740991.4 passes, and
//     1e400 in metadata, which the core takes, doesn't
//   - 29 February in a year that has none
//   - bytes of metadata and of discounts, levels of metadata
//   - Unicode that is broken (lone surrogates), and levels of an event past which the core reads no
//     further: a JSON parser's business
//   - the history of a cart: replace and add/remove for the same one
#ifndef KAGO_CORE_SCHEMA_SCHEMA_H_
#define KAGO_CORE_SCHEMA_SCHEMA_H_

#include "core/base/json.h"
#include "core/event/event_table.h"

namespace kago {

Json SchemaOf(const EventType& type);

}  // namespace kago

#endif  // KAGO_CORE_SCHEMA_SCHEMA_H_
