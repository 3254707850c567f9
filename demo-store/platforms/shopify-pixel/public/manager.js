// Stands in for Shopify's web pixels manager: it publishes the page's customer events, keeps the sandbox
// and answers what the sandbox asks of the page.

const { sandbox, hasDatabase, pixel, events, cart, analyticsAllowed } = window.wpmSetup;
const { port1: port, port2 } = new MessageChannel();
const published = [];
const subscribed = new Set();

const locationOf = ({ hash, host, hostname, href, origin, pathname, port: number, protocol, search }) =>
  ({ hash, host, hostname, href, origin, pathname, port: number, protocol, search });
const contextOf = () => ({
  document: { characterSet: document.characterSet, location: locationOf(location), referrer: document.referrer, title: document.title },
  navigator: { cookieEnabled: true, language: navigator.language, languages: [...navigator.languages], userAgent: navigator.userAgent },
  window: { innerHeight, innerWidth, location: locationOf(location), origin, outerHeight, outerWidth },
});

function publish({ name, data }) {
  const event = {
    id: `sh-${crypto.randomUUID()}`, name, clientId: 'private-client', timestamp: new Date().toISOString(), seq: published.length,
    type: 'standard', context: contextOf(), data,
  };
  published.push(event);
  if (subscribed.has(name)) port.postMessage({ event });
}

const page = {
  'localStorage.getItem': (key) => localStorage.getItem(key),
  'localStorage.setItem': (key, value) => localStorage.setItem(key, value),
  'localStorage.removeItem': (key) => localStorage.removeItem(key),
  'cookie.get': (name) => document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '',
};

port.onmessage = ({ data: { subscribe, call, method, args } }) => {
  if (subscribe) {
    subscribed.add(subscribe);
    for (const event of published) if (event.name === subscribe) port.postMessage({ event });
    return;
  }
  try {
    port.postMessage({ answer: call, value: page[method](...args) });
  } catch {
    // A storage that is full or forbidden: the sandbox hears nothing.
  }
};

const privacyOf = (allowed) => ({
  analyticsProcessingAllowed: allowed, marketingAllowed: allowed, preferencesProcessingAllowed: allowed, saleOfDataAllowed: allowed,
});

function choose(allowed) {
  document.cookie = `stand_in_consent=${allowed ? 'yes' : 'no'}; path=/; samesite=lax`;
  port.postMessage({ consent: privacyOf(allowed) });
}

document.querySelector('#accept')?.addEventListener('click', () => choose(true));
document.querySelector('#decline')?.addEventListener('click', () => choose(false));

for (const event of events) publish(event);
window.wpm = {
  publish,
  /** All that was published, once more. */
  replay: () => published.forEach((event) => port.postMessage({ event })),
};

const start = {
  init: {
    context: contextOf(),
    data: { cart, customer: null, purchasingCompany: null, shop: { name: 'Madobe', storefrontUrl: origin } },
    customerPrivacy: privacyOf(analyticsAllowed),
  },
  settings: pixel,
};

if (sandbox === 'strict') {
  new Worker(`/wpm/app-pixel${hasDatabase ? '-with-database' : ''}.js`, { type: 'module' }).postMessage(start, [port2]);
} else {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.src = '/wpm/custom-pixel.html';
  frame.hidden = true;
  frame.addEventListener('load', () => frame.contentWindow.postMessage(start, '*', [port2]));
  document.body.append(frame);
}
