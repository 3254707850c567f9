// What each option does, for people, with the value that it has. Whether that value is right is the SDK's to say.

const list = (value) => (Array.isArray(value) ? value : String(value).split(/[\s,]+/)).filter(Boolean).join(', ');
const off = (value) => value === false || value === 'false';

export const OPTION_WORDS = {
  collector: (value) => `Events are posted to ${value}.`,
  writeKey: (value) => `The collector knows this shop by the key ${value}, which anybody may see.`,
  currency: (value) => `Amounts are in ${String(value).toUpperCase()} wherever the shop says no currency itself.`,
  source: (value) => `Events say that they come from “${value}”, not from the page’s origin.`,
  platform: (value) => (list(value) === 'none' ? 'Nothing is observed: the shop makes the calls.' : `The shop is observed as: ${list(value)}.`),
  observe: (value) => (off(value) ? 'Nothing is observed; cartObserved still takes the platform’s replies.' : 'The platform is observed, as it is without this.'),
  skip: (value) => `Another part of the shop says these, so what is observed of them isn’t: ${list(value)}.`,
  urlParameters: (value) => `Addresses keep these query parameters: ${list(value)}.`,
  personal: (value) => `These personal members of your own calls are sent: ${list(value)}.`,
  consent: (value) => ({
    granted: 'Events are stored and sent at once.',
    unknown: 'Calls wait in memory, and nothing is stored or sent, until setConsent says a word.',
    denied: 'Nothing is kept or sent.',
    platform: 'The platform’s own consent counts.',
  })[value] ?? 'Nothing is stored or sent until setConsent says a word, as with "unknown".',
  cartLifetimeDays: (value) => `A cart that has not changed for ${value} days is forgotten.`,
  braze: (value) => (off(value) ? 'Nothing is handed to the Braze Web SDK.' : 'Each event is handed to the page’s Braze Web SDK too. Leave it out where the collector forwards to Braze.'),
  strict: (value) => (off(value) ? 'What can be mended is mended, as it is without this.' : 'What would be mended elsewhere is refused.'),
  debug: (value) => (off(value) ? 'The console says what is wrong with the set-up and no more.' : 'The console says what was found, refused and mended, and the inspector gets it too. A larger core is loaded: take it out before shoppers come.'),
  wasm: (value) => `The core is loaded from ${typeof value === 'string' ? value : 'the bytes that are given'}.`,
};

/** The tag's other attributes. */
export const ATTRIBUTE_WORDS = {
  src: () => 'The core and the observers are looked for beside this file.',
  async: () => 'The page doesn’t wait for it.',
  defer: () => 'It runs when the page has been read; async is as good and sooner.',
  id: () => 'A name for your own scripts.',
  nonce: () => 'Lets a Content Security Policy know the tag.',
  crossorigin: () => 'Needed beside integrity where the file is of another origin.',
  integrity: () => 'The browser takes no other file: it has to change with each release.',
  fetchpriority: () => 'When the browser fetches it, beside the page’s own files.',
  referrerpolicy: () => 'What the file’s server hears of the page.',
};
