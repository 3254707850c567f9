// The switches as buttons, each beside what to expect of it. One that is pressed loads the page anew, since most of it has
// to be in place before Kago starts; the focus comes back to it.

import { h } from '/theme/dom.js';
import { onSwitched, setAllNormal, setSwitch, settingOf, switches } from './switches.js';

const FOCUS_KEY = 'madobe.qa-focus';

export function switchGroups() {
  return switches.map(({ id, title, options }) => h('div', { class: 'qa-group', role: 'group', 'aria-labelledby': `qa-${id}` },
    h('h2', { id: `qa-${id}` }, title),
    options.map((option) => choice(id, option))));
}

function choice(id, { id: option, label, expect }) {
  const name = `qa-${id}-${option}`;
  const button = h('button', {
    type: 'button', test: name, 'data-focus': name, 'aria-describedby': `${name}-expect`, onclick: () => anew(name, () => setSwitch(id, option)),
  }, label);
  onSwitched(() => button.setAttribute('aria-pressed', String(settingOf(id).id === option)));
  return h('p', { class: 'qa-choice' }, button, h('span', { id: `${name}-expect` }, expect));
}

export function normalButton() {
  return h('button', { type: 'button', class: 'qa-normal', test: 'qa-normal', onclick: () => anew('qa-toggle', setAllNormal) }, 'Everything back to normal');
}

function anew(focus, change) {
  change();
  sessionStorage.setItem(FOCUS_KEY, focus);
  location.reload();
}

/** After the page has come anew. */
export function focusAgain(strip) {
  try {
    const name = sessionStorage.getItem(FOCUS_KEY);
    sessionStorage.removeItem(FOCUS_KEY);
    if (name) strip.querySelector(`[data-focus="${name}"]`)?.focus({ preventScroll: false });
  } catch {
    // Blocked: then no switch was pressed.
  }
}
