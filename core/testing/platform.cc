#include "core/testing/platform.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/testing/values.h"

namespace kago::testing {

std::vector<Fixture> Fixtures(std::string_view platform) {
  std::vector<Fixture> fixtures;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(KAGO_FIXTURES)) {
    const std::string folder = entry.path().parent_path().filename().string();
    const bool is_wanted = platform.empty() ? entry.path().parent_path() != KAGO_FIXTURES : folder == platform;
    if (!is_wanted || entry.path().extension() != ".json") continue;
    const std::string name = entry.path().filename().string();
    const std::string file = folder + '/' + name;
    fixtures.push_back({folder, name.substr(0, name.find('.')), file, FixtureData(file)});
  }
  std::sort(fixtures.begin(), fixtures.end(), [](const Fixture& a, const Fixture& b) { return a.file < b.file; });
  return fixtures;
}

Json FixtureData(std::string_view file) {
  std::ifstream stream(std::string(KAGO_FIXTURES "/").append(file));
  EXPECT_TRUE(stream.good()) << file;
  std::ostringstream text;
  text << stream.rdbuf();
  return FromText(text.str());
}

PlatformShop::PlatformShop(std::string_view sources) { page.config.SetText("platform", sources); }

Json PlatformShop::See(std::string_view from, std::string_view what, const Json& data, std::int64_t view) {
  return ReportOf(page.Run({page.ObserveLine(from, what, data, view)}), 0);
}

Json PlatformShop::See(const Fixture& fixture, std::int64_t view) {
  return See(fixture.from, fixture.what, fixture.data, view);
}

Json PlatformShop::Last() const {
  const std::vector<Json> events = origin.Events();
  return events.empty() ? Json() : events.back();
}

std::string PlatformShop::LastAt(std::string_view path) const {
  Json event = Last();
  const Json* value = At(&event, std::string("properties.").append(path));
  return value ? Dump(*value) : "";
}

std::string PlatformShop::Names() const {
  std::string names;
  for (const Json& event : origin.Events()) {
    const std::string& name = event.TextAt("name");
    names.append(names.empty() ? "" : " ").append(name.substr(name.find('.') + 1));
  }
  return names;
}

}  // namespace kago::testing
