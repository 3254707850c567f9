#include "core/event/currency.h"

namespace kago {
namespace {

// Lists of three-letter codes, one behind the other. The index is the number of digits.
constexpr std::string_view kActive[] = {
    "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF"
    "XAGXAUXBAXBBXBCXBDXDRXPDXPTXSUXTSXUAXXX",
    "",
    "AEDAFNALLAMDAOAARSAUDAWGAZNBAMBBDBDTBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOPCOUCRCCUPCVECZKDKK"
    "DOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSL"
    "MADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDG"
    "SEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTDTWDTZSUAHUSDUSNUYUUZSVEDVESWSTXADXCDXCGYERZARZMWZWG",
    "BHDIQDJODKWDLYDOMRTND",
    "CLFUYW",
};

constexpr std::string_view kHistoric = "ANGBGNBYRCUCEEKHRKLTLLVLMROMTLSKKSLLSTDVEFZMKZWL";

constexpr bool Contains(std::string_view list, std::string_view code) {
  if (code.size() != 3) return false;
  for (; !list.empty(); list.remove_prefix(3)) {
    if (list.substr(0, 3) == code) return true;
  }
  return false;
}

constexpr std::size_t Count() {
  std::size_t letters = 0;
  for (std::string_view list : kActive) letters += list.size();
  return letters / 3;
}
static_assert(Count() == 178);

constexpr int DigitsOf(std::string_view code) {
  for (std::size_t digits = 0; digits < std::size(kActive); ++digits) {
    if (Contains(kActive[digits], code)) return static_cast<int>(digits);
  }
  return -1;
}

}  // namespace

CurrencyStatus CurrencyStatusOf(std::string_view code) {
  if (DigitsOf(code) >= 0) return CurrencyStatus::kActive;
  return Contains(kHistoric, code) ? CurrencyStatus::kHistoric : CurrencyStatus::kUnknown;
}

int MinorUnitDigits(std::string_view code) {
  const int digits = DigitsOf(code);
  return digits < 0 ? 2 : digits;
}

}  // namespace kago
