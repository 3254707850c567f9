// What comes out of the tracker: effects as data, for the host to carry out in one transaction.
//
// A step's reply is lines:
//
//   1. the state      to be stored as it is
//   2. the commands   a JSON array, to be carried out in this order
//   3. … events       the texts of the put commands, in their order
//
// Commands, by `do`:
//   put     {"do", "seq", "bytes", "id"}   store the next event text under seq
//   delete  {"do", "seqs": […]}            remove these rows
//   send    {"do", "lease", "seqs": […], "head", "tail", "timeout": ms, "pack": bool}
//           POST head + the rows' texts joined by "," + tail, as gzip if `pack` and the browser can;
//           then say `outcome` with the lease.
//           Rows that this very step put may be among them
//   wake    {"do", "at": ms, "then": ms}   say `claim` at that time; 0: nothing waits. `then`: while a request is under
//           way, the time that counts once it is answered
//   report  {"do", "input": n, "result": {…}}  the answer to the n-th input, as the page gets it
//   notify  {"do", "event": "sent" | "dropped", "detail": {…}}
//   newer   {"do"}                         alone: the state is a newer release's and must stay as it is.
//           Nothing was done; a copy of it (`fork`) can be worked on
#ifndef KAGO_CORE_COMMAND_H_
#define KAGO_CORE_COMMAND_H_

#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/base/time.h"
#include "core/delivery/lease.h"
#include "core/delivery/row.h"
#include "core/event/finding.h"

namespace kago {

class Commands {
 public:
  void Put(const Row& row, String text);
  void Delete(const List<Row>& rows);
  void Send(const Lease& lease, String head, String tail);
  void SetWake(const Wake& wake);
  void Report(std::size_t input, Json&& result);
  void Notify(std::string_view event, Json&& detail);

  // Lines 2 and following of the reply.
  String ToLines() const;

 private:
  Json& Add(std::string_view what);

  Json list_ = Json::Array();
  List<String> texts_;
};

}  // namespace kago

#endif  // KAGO_CORE_COMMAND_H_
