// What one step works on: what came in, what is remembered over steps, and what the host is to do.
#ifndef KAGO_CORE_WORK_H_
#define KAGO_CORE_WORK_H_

#include "core/base/list.h"
#include "core/command.h"
#include "core/input.h"
#include "core/state.h"

namespace kago {

struct Work {
  Context context;  // with the settings that the present input was said with (ConfigOf)
  State& state;
  List<Row> rows;  // the oldest stored ones, as the step has left them so far
  Commands commands;
};

}  // namespace kago

#endif  // KAGO_CORE_WORK_H_
