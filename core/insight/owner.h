// Whose a row is: the browser that spoke of it last, and the user who was logged in last when one was.
#ifndef KAGO_CORE_INSIGHT_OWNER_H_
#define KAGO_CORE_INSIGHT_OWNER_H_

#include "core/insight/heard.h"

namespace kago {

class Owner {
 public:
  const String& anonymous_id() const { return anonymous_id_; }
  const String& user_id() const { return user_id_; }

  void Hear(const HeardEvent& event) {
    if (heard_ < event.stamp) {
      heard_ = event.stamp;
      anonymous_id_ = event.anonymous_id;
    }
    if (!event.user_id.empty() && logged_in_ < event.stamp) {
      logged_in_ = event.stamp;
      user_id_ = event.user_id;
    }
  }

  void Visit(Archive& archive) {
    archive.Struct("heard", &heard_);
    archive.Text("anonymous_id", &anonymous_id_);
    archive.Struct("logged_in", &logged_in_);
    archive.Text("user_id", &user_id_);
  }

 private:
  Stamp heard_;
  String anonymous_id_;
  Stamp logged_in_;
  String user_id_;
};

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_OWNER_H_
