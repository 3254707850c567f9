// How a user is to be reached, as `kago.customer_identified` says it: each member as it was said last.
#ifndef KAGO_CORE_INSIGHT_CONTACT_H_
#define KAGO_CORE_INSIGHT_CONTACT_H_

#include <string_view>

#include "core/insight/heard.h"

namespace kago {

class Contact {
 public:
  Contact() = default;
  explicit Contact(std::string_view user_id) : user_id_(user_id) {}

  const String& user_id() const { return user_id_; }
  // Empty where nobody has said it, as all members.
  const String& email() const { return email_.text; }
  const String& first_name() const { return first_name_.text; }
  const String& last_name() const { return last_name_.text; }
  const String& phone() const { return phone_.text; }

  void Hear(const HeardEvent& event);

  // {"email", "first_name", "last_name", "phone"}: null what nobody has said.
  Json ToJson() const;

  void Visit(Archive& archive);

 private:
  struct Member {
    Stamp stamp;
    String text;

    void Visit(Archive& archive) {
      archive.Struct("stamp", &stamp);
      archive.Text("text", &text);
    }
  };

  String user_id_;
  Member email_;
  Member first_name_;
  Member last_name_;
  Member phone_;
};

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_CONTACT_H_
