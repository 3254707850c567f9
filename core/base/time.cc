#include "core/base/time.h"

#include <algorithm>

#include "core/base/number_text.h"

namespace kago {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;

struct Date {
  std::int64_t year;
  int month;  // 1..12
  int day;    // 1..31
};

// Days since 1970-01-01 in the proleptic Gregorian calendar, and back. The year begins in March,
// so that the leap day is its last (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int64_t DaysFromDate(const Date& date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

Date DateFromDays(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  return {year_of_era + era * 400 + (month >= 10 ? 1 : 0), static_cast<int>(month < 10 ? month + 3 : month - 9),
          static_cast<int>(day_of_year - (153 * month + 2) / 5 + 1)};
}

bool IsCalendarDay(const Date& date) {
  if (date.month < 1 || date.month > 12 || date.day < 1 || date.year < 1) return false;
  const Date back = DateFromDays(DaysFromDate(date));
  return back.month == date.month && back.day == date.day;
}

// Reads a text from left to right; once something doesn't fit, everything after it fails too.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int Digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      ok_ = ok_ && i < rest_.size() && IsDigit(rest_[i]);
      if (ok_) value = value * 10 + (rest_[i] - '0');
    }
    if (ok_) rest_.remove_prefix(count);
    return value;
  }
  int DigitsUpTo(std::size_t count, int max) {
    const int value = Digits(count);
    ok_ = ok_ && value <= max;
    return value;
  }
  bool Maybe(std::string_view text) {
    if (!ok_ || rest_.substr(0, text.size()) != text) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  void Expect(std::string_view text) { ok_ = Maybe(text); }
  std::int64_t Fraction() {
    std::int64_t ms = 0;
    std::int64_t unit = 100;
    const std::size_t before = rest_.size();
    for (; !rest_.empty() && IsDigit(rest_.front()); rest_.remove_prefix(1)) {
      ms += (rest_.front() - '0') * unit;
      unit /= 10;
    }
    ok_ = ok_ && rest_.size() < before;
    return ms;
  }
  std::int64_t ClockTime() {
    const std::int64_t hours = DigitsUpTo(2, 23);
    Expect(":");
    const std::int64_t minutes = DigitsUpTo(2, 59);
    Expect(":");
    return hours * kHourMs + minutes * kMinuteMs + DigitsUpTo(2, 59) * kSecondMs;
  }
  bool AtEnd() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

std::int64_t ReadZone(Reader* reader) {
  if (reader->Maybe("Z")) return 0;
  const bool west = reader->Maybe("-");
  if (!west) reader->Expect("+");
  const std::int64_t hours = reader->DigitsUpTo(2, 23);
  reader->Maybe(":");
  const std::int64_t offset = hours * kHourMs + reader->DigitsUpTo(2, 59) * kMinuteMs;
  return west ? -offset : offset;
}

void AppendPadded(std::int64_t value, std::size_t width, String* out) {
  const String digits = IntegerText(value);
  out->append(width > digits.size() ? width - digits.size() : 0, '0');
  out->append(digits);
}

}  // namespace

String IsoText(TimeMs time) {
  time = std::clamp(time, kTimeMsMin, kTimeMsMax);
  const std::int64_t days = (time >= 0 ? time : time - (kDayMs - 1)) / kDayMs;
  const std::int64_t ms = time - days * kDayMs;
  const Date date = DateFromDays(days);
  String text;
  AppendPadded(date.year, 4, &text);
  AppendPadded(date.month, 2, &(text += '-'));
  AppendPadded(date.day, 2, &(text += '-'));
  AppendPadded(ms / kHourMs, 2, &(text += 'T'));
  AppendPadded(ms / kMinuteMs % 60, 2, &(text += ':'));
  AppendPadded(ms / kSecondMs % 60, 2, &(text += ':'));
  AppendPadded(ms % kSecondMs, 3, &(text += '.'));
  return text += 'Z';
}

std::optional<TimeMs> ParseIso(std::string_view text) {
  Reader reader(text);
  Date date{};
  date.year = reader.Digits(4);
  reader.Expect("-");
  date.month = reader.Digits(2);
  reader.Expect("-");
  date.day = reader.Digits(2);
  reader.Expect("T");
  TimeMs time = reader.ClockTime();
  if (reader.Maybe(".")) time += reader.Fraction();
  time -= ReadZone(&reader);
  if (!reader.AtEnd() || !IsCalendarDay(date)) return std::nullopt;
  return DaysFromDate(date) * kDayMs + time;
}

}  // namespace kago
