// What goes into the tracker: the whole contract, with command.h, between the core and its host.
//
// A step's request is lines of JSON (JSON.stringify writes no line break into a line):
//
//   1. the context  {"now": ms, "entropy": "<32 hex digits>", "config": {…}, "rows": [[seq, bytes, "id"], …],
//                    "fork": bool}
//                   `rows`: the first stored events in order of seq, up to limits::kBatchEventsMax;
//                   needed for `claim`
//                   `fork`: the state is a copy, its rows and books stay behind (js/src/store/store.ts)
//   2. the state    as the last step gave it back; an empty line at the very first
//   3. … inputs     one a line, each by itself: one that can't be read is refused alone
//
// Inputs, by `type`:
//   track     {"type", "time": ms of the call, "page", "call", "view", "name",
//              "options": {"time": ISO, "buyNow": bool, "once": bool}, "properties": {…}}
//                                       `properties` come last: what stands before a bad text is known
//   observe   {"type", "time", "page", "call", "view", "from": a platform, "what", "url": of the page, "data"}
//                                       what the page has seen (platform/observation.h); the report is the
//                                       answer to the first event that it amounts to, with its `name`, and
//                                       `also` the answers to the others
//   identify  {"type", "time", "page", "call", "user_id": "…" or null, "contact": {…}}
//                                       `contact`: as the page passed it (call/contact.h); missing where there is none
//   claim     {"type", "flush": bool}   `flush`: don't wait for more events first
//             {"type", "online": true}  the network is back: don't wait out a silence
//             {"type", "page_end": {"room": bytes, "last": bool}}
//                                       by keepalive, with that much room. `last`: the rows die with the page
//   outcome   {"type", "lease", "status": HTTP status or 0, "packed": bool, "redirected": bool,
//              "retry_after": seconds as text, "body"}
//                                       `packed`: it left as gzip; `redirected`: another address answers
//   release   {"type", "lease"}         its page is gone and won't say the outcome
//   status    {"type"}
//   lost      {"type", "reason": core_failed or not_carried_out, "count"}
//                                       so many calls will never be carried out: for the ledger
//
// A call may be carried out on another page than the one that said it, or by another release. So it may have
// `with`, the settings that it was said with, in the words of `config`; they count instead of the context's. Of
// a type that a release doesn't know it makes nothing: a line that comes to mean something else needs a new one.
//
// `page` is 32 hexadecimal digits that the page has drawn, `call` the number of the call there, from 1
// on; `view` the number of the view in which it was made (view_book.h). With the call's own time they make its id, so it keeps it however often it is replayed: the
// first time counts, later ones change nothing (page_calls.h).
#ifndef KAGO_CORE_INPUT_H_
#define KAGO_CORE_INPUT_H_

#include <cstdint>
#include <string_view>

#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/base/time.h"
#include "core/delivery/row.h"
#include "core/event/builder.h"

namespace kago {

// The settings of this page's tracker; js/src/api/types.ts documents them for shops.
struct Config {
  Defaults defaults;  // currency, source, personal
  String collector;   // address
  String write_key;
  String platform;  // the sources that observe the shop, with a space between
  String skip;      // names of events that another part of the shop says, likewise
  String url_parameters;  // query parameters that observed addresses keep, likewise
  String sdk_version;
  std::int64_t cart_lifetime_ms = 0;
  bool strict = false;  // refuse what would be mended
  bool debug = false;   // send diagnostics along
};

struct Context {
  TimeMs now = 0;
  Entropy entropy;
  Config config;
  List<Row> rows;
  bool fork = false;
};

Context ReadContext(const Json& line);

// The settings that an input was said with: its own, or else those of the page that carries it out.
Config ConfigOf(const Json& input, const Config& page);

}  // namespace kago

#endif  // KAGO_CORE_INPUT_H_
