// Which calls were carried out, page by page, so that one that comes twice changes nothing.
//
// A page writes a call down raw when it may not live to see it carried out (input.h); then the page
// itself, another tab or the next page carries it out, and at times two of them do. A page counts
// its calls, and they are carried out nearly in order: its last number and what became of the few
// before it say it all (as the anti-replay window of IPsec does: RFC 4303, 3.4.3), however many calls
// there were. How many pages back: limits::kPagesMax.
#ifndef KAGO_CORE_CALL_PAGE_CALLS_H_
#define KAGO_CORE_CALL_PAGE_CALLS_H_

#include <cstdint>

#include "core/base/archive.h"
#include "core/base/list.h"
#include "core/base/string.h"

namespace kago {

// A call by its page and its number there.
struct CallMark {
  String page;
  std::int64_t number = 0;
};

class PageCalls {
 public:
  enum class Fate : std::uint8_t { kUnknown, kAccepted, kNotAccepted };

  // Of a call that came long ago no more is known than that it did: kNotAccepted.
  Fate FateOf(const CallMark& call) const;
  void Add(const CallMark& call, Fate fate);

  void Visit(Archive& archive) { archive.List("pages", &pages_); }

 private:
  struct Page {
    String id;
    std::int64_t last = 0;      // the highest number that came
    std::int64_t came = 0;      // bit i: number last - i came
    std::int64_t accepted = 0;  // bit i: and was accepted

    void Visit(Archive& archive) {
      archive.Text("id", &id);
      archive.Integer("last", &last);
      archive.Integer("came", &came);
      archive.Integer("accepted", &accepted);
    }
  };

  List<Page> pages_;  // the one that called last at the end
};

}  // namespace kago

#endif  // KAGO_CORE_CALL_PAGE_CALLS_H_
