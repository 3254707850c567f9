// What is read out of a trace: tasks of the page's main thread, and what ran in them.

export const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'toplevel'];

const TASKS = ['RunTask', 'ThreadControllerImpl::RunTask'];
// `beforeunload` comes in the task that asks for another page, before anything is known of that.
const PAGE_ENDS = ['pagehide', 'visibilitychange', 'unload'];
const ms = (us) => us / 1000;
const dataOf = ({ args }) => args?.data ?? {};

/** Ends come by themselves for events that nest. */
const isIn = (outer, inner) => outer.pid === inner.pid && outer.tid === inner.tid && outer.ts <= inner.ts && inner.ts < outer.ts + outer.dur;

/** @param {object[]} events @param {(event: object) => boolean} isOurs tells an event of the page's thread */
function tasksOf(events, isOurs) {
  const ours = events.find(isOurs);
  if (!ours) throw new Error('the trace has nothing of the page');
  return events.filter(({ name, ph, pid, tid }) => ph === 'X' && pid === ours.pid && tid === ours.tid && TASKS.includes(name));
}

/** @typedef {{ wall: number, cpu: number }} Times in ms: by the clock, and of a processor */

/** @returns {Times} */
function longest(tasks) {
  const most = (key) => ms(Math.max(0, ...tasks.map((task) => task[key] ?? 0)));
  return { wall: most('dur'), cpu: most('tdur') };
}

/** @returns {Times} */
function sum(events) {
  const all = (key) => ms(events.reduce((us, event) => us + (event[key] ?? 0), 0));
  return { wall: all('dur'), cpu: all('tdur') };
}

/** @returns {{ evaluation: Times, task: Times }} of loading a script: what it does before it returns; the longest task */
export function loading(events, script) {
  const evaluations = events.filter((event) => event.name === 'EvaluateScript' && dataOf(event).url?.endsWith(script));
  return { evaluation: sum(evaluations), task: longest(tasksOf(events, (event) => evaluations.includes(event))) };
}

/** The longest task but for the one that says the calls, which begins with a mark. */
export function longestBeside(events) {
  const isMark = (event) => event.name === 'TimeStamp' && dataOf(event).message === 'bench';
  const marks = events.filter(isMark);
  return longest(tasksOf(events, isMark).filter((task) => !marks.some((mark) => isIn(task, mark))));
}

/** @returns {{ handlers: Times, task: Times }} what the handlers of the page's end take, and the longest task they are in */
export function pageEnd(events) {
  const dispatches = events.filter((event) => event.name === 'EventDispatch' && PAGE_ENDS.includes(dataOf(event).type));
  if (dispatches.length === 0) return { handlers: sum([]), task: longest([]) };
  const tasks = tasksOf(events, (event) => dispatches.includes(event));
  return { handlers: sum(dispatches), task: longest(tasks.filter((task) => dispatches.some((one) => isIn(task, one)))) };
}
