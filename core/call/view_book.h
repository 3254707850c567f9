// Which products the pages that are open have shown, so that each is said once a view.
//
// A view is a page as the shopper sees it: it begins with the page, with another path in a single-page
// shop, and when the page comes back from the back/forward cache. What is looked at within it comes
// from several sides (a theme's event, the page's JSON, a framework that runs its effects twice); the
// first source that names a product speaks for the whole view, since each has ids of its own.
#ifndef KAGO_CORE_CALL_VIEW_BOOK_H_
#define KAGO_CORE_CALL_VIEW_BOOK_H_

#include <cstdint>
#include <string_view>

#include "core/base/archive.h"
#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/call/said.h"

namespace kago {

struct ViewCall {
  String view;            // page and number of the view there; empty: of a page that doesn't count them
  std::string_view from;  // an observing source; empty: the shop's own call
  bool once = false;      // the shop asked for once a view
  bool again = false;     // the product was said on the page before this, which shows it again
};

class ViewBook {
 public:
  // Whether the product was said in this view; `*event_id` is the event that said it, empty when it was
  // another product of another source. The shop's own calls are taken at their word unless they ask for
  // `once`, or an observing source said the very same.
  bool SaidBefore(const ViewCall& call, const Json& properties, String* event_id) const;
  void Record(const ViewCall& call, const Json& properties, const String& event_id);

  void Visit(Archive& archive) { archive.List("said", &said_); }

 private:
  List<Said> said_;  // by view, source and product; the newest last, limits::kViewsMax at most
};

}  // namespace kago

#endif  // KAGO_CORE_CALL_VIEW_BOOK_H_
