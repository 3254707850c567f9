// What the scenarios are: for each shop a file beside this one, data and no code. A scenario is what a shopper does, step
// by step, and which event each step brings; a step without `expect` brings none, and neither does anything else. The page
// says the steps in words, its check asks the collector, and tests/browser/scenarios.spec.js takes them.
//
//   { open: '/cart' }                 the address, in the same tab
//   { press: 'Remove', in: 'Mug' }    a button; `in`: of the line that has this text
//   { follow: 'Cart' }                a link
//   { choose: 'White' }               a radio button; with `of`, in the list of that label
//   { fill: 'Quantity', with: '2' }   a field
//   { decline: true }                 in the strip
//   { reload: true }
//
// `say` has other words for a step, `expect` the events: { cart_updated: { total_value: 20 } }, any part of their properties.

import { readdirSync } from 'node:fs';

const files = readdirSync(new URL('./shops/', import.meta.url)).filter((file) => file.endsWith('.js'));
const loaded = await Promise.all(files.map(async (file) => [file.slice(0, -'.js'.length), (await import(`./shops/${file}`)).default]));

/** By the shop's name. Each is `[{ id, title, about?, steps }]`. */
export const SCENARIOS = new Map(loaded);

const full = (name) => (name === 'cart_emptied' ? `kago.${name}` : `ecommerce.${name}`);

/** What the collector has to have in the end, with the step that brings each. */
export const expectedOf = ({ steps }) => steps.flatMap(({ expect = {} }, step) =>
  Object.entries(expect).map(([name, properties]) => ({ step, event: { name: full(name), ...(Object.keys(properties).length > 0 && { properties }) } })));

const WORDS = {
  open: ({ open }) => `Open ${open}`,
  press: ({ press, in: line }) => `Press “${press}”${line ? ` at “${line}”` : ''}`,
  follow: ({ follow }) => `Follow the link “${follow}”`,
  choose: ({ choose, of }) => `Choose “${choose}”${of ? ` under “${of}”` : ''}`,
  fill: ({ fill, with: value }) => `Write ${value} into “${fill}”`,
  decline: () => 'Press QA in the strip, then “Decline”',
  reload: () => 'Load the page again',
};

export const wordsOf = (step) => step.say ?? Object.entries(WORDS).find(([kind]) => kind in step)[1](step);
