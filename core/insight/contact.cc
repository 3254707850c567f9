#include "core/insight/contact.h"

#include <utility>

namespace kago {

void Contact::Hear(const HeardEvent& event) {
  for (const auto& [name, member] : std::initializer_list<std::pair<std::string_view, Member*>>{
           {"email", &email_}, {"first_name", &first_name_}, {"last_name", &last_name_}, {"phone", &phone_}}) {
    const Json* said = event.properties.Find(name);
    if (said && member->stamp < event.stamp) *member = {event.stamp, said->text()};
  }
}

Json Contact::ToJson() const {
  Json json = Json::Object();
  json.SetTextOrNull("email", email());
  json.SetTextOrNull("first_name", first_name());
  json.SetTextOrNull("last_name", last_name());
  json.SetTextOrNull("phone", phone());
  return json;
}

void Contact::Visit(Archive& archive) {
  archive.Text("user_id", &user_id_);
  archive.Struct("email", &email_);
  archive.Struct("first_name", &first_name_);
  archive.Struct("last_name", &last_name_);
  archive.Struct("phone", &phone_);
}

}  // namespace kago
