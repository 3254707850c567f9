// The testers' switches: what each does and what to expect of it. They are set for this browser tab alone, until it is
// closed, so that nobody else is hit. What has to be in place before Kago starts is put there by before-kago.js.

/** It reads this entry too. */
const KEY = 'madobe.qa-switches';

/** The first option of each is how it is normally. `short`: what the strip says while it is on. */
export const switches = [
  {
    id: 'network', title: 'Collector', options: [
      { id: 'up', label: 'Up', expect: 'Events leave a second after the call.' },
      { id: 'down', label: 'Down', short: 'collector down', expect: 'No answer, nothing arrives: events wait, failures rise. All arrive once it is up.' },
      { id: 'slow', label: 'Slow', short: 'collector slow', expect: 'Each answer takes 5 seconds; the shop is as quick as ever.' },
      { id: '500', label: '500', short: 'collector answers 500', expect: 'As down, but with an answer. It is an outage, so no alarm of the set-up.' },
      { id: 'lost', label: 'Answer lost', short: 'answers are lost', expect: 'Events arrive, and wait here all the same. Sent again, each is counted once.' },
      { id: '413', label: '413', short: 'proxy answers 413', expect: 'More than 4 kB a request is turned away: Kago halves its batches until they fit.' },
    ],
  },
  {
    id: 'storage', title: 'Storage', options: [
      { id: 'working', label: 'Working', expect: 'What was accepted is in IndexedDB.' },
      { id: 'blocked', label: 'Blocked', short: 'storage blocked', expect: 'Kago works in memory and sends at once. The shop forgets basket and orders with each page.' },
      { id: 'full', label: 'Full', short: 'storage full', expect: 'Kago works in memory and sends at once. What the shop notes lasts one page, too.' },
    ],
  },
  {
    id: 'consent', title: 'Consent', options: [
      { id: 'none', label: 'Not asked', expect: 'This shop asks nobody: everything is counted.' },
      { id: 'unknown', label: 'Unknown', short: 'consent unknown', expect: 'The banner asks. Calls are held, in memory: they leave after "Allow".' },
      { id: 'granted', label: 'Granted', short: 'consent granted', expect: 'As not asked, with a banner to withdraw.' },
      { id: 'denied', label: 'Denied', short: 'consent denied', expect: 'Calls are held; what waited is erased, in every tab. Nothing is sent.' },
    ],
  },
  {
    id: 'currency', title: 'Currency', options: [
      { id: 'EUR', label: 'EUR', expect: 'Two decimals.' },
      { id: 'USD', label: 'USD', short: 'prices in USD', expect: 'Two decimals. A filled basket is said anew with its next change.' },
      { id: 'JPY', label: 'JPY', short: 'prices in JPY', expect: 'No decimals: an amount is a whole number of yen.' },
      { id: 'KWD', label: 'KWD', short: 'prices in KWD', expect: 'Three decimals. An order keeps the currency it was placed in.' },
    ],
  },
  {
    id: 'clock', title: 'Clock', options: [
      { id: 'right', label: 'Right', expect: 'The machine\'s own.' },
      { id: 'back', label: 'A day back', short: 'clock a day back', expect: 'Events bear yesterday\'s time, but a cart\'s never go back. The collector keeps its own time of receipt.' },
      { id: 'ahead', label: 'A day ahead', short: 'clock a day ahead', expect: 'Events bear tomorrow\'s time. Right again, the cart goes on with the right one.' },
    ],
  },
];

const known = new Map(switches.map(({ id, options }) => [id, options]));
let set = read();
const listeners = [];

/** The option of a switch. */
export function settingOf(id) {
  return known.get(id).find((option) => option.id === set[id]) ?? known.get(id)[0];
}

export const isNormal = (id) => settingOf(id) === known.get(id)[0];

/** What the strip says of the switches that are on. */
export function shortly() {
  return switches.filter(({ id }) => !isNormal(id)).map(({ id }) => settingOf(id).short);
}

/** It is so from now on, but for what has begun: most of it wants a reload. */
export function setSwitch(id, option) {
  set = { ...set, [id]: option };
  sessionStorage.setItem(KEY, JSON.stringify(set));
}

/** It is so at once, and whoever shows it hears of it. */
export function switchNow(id, option) {
  setSwitch(id, option);
  for (const draw of listeners) draw();
}

/** Calls `draw` now and with each `switchNow`. */
export function onSwitched(draw) {
  listeners.push(draw);
  draw();
}

export function setAllNormal() {
  set = {};
  sessionStorage.removeItem(KEY);
}

/** Where this tab's events go. */
export function collectorAddress(collector) {
  return isNormal('network') ? collector : `${location.origin}/faulty/${settingOf('network').id}${new URL(collector).pathname}`;
}

/** What the tab's shopper has said. */
export function consent() {
  return isNormal('consent') ? 'granted' : settingOf('consent').id;
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // blocked: every switch is as it is normally
  }
}
