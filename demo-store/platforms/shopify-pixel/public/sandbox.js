// The standard API of a sandbox, over the port to the page.

/** Resolves with {analytics, browser, init, customerPrivacy, settings} once the page has said what it is. */
export const api = new Promise((resolve) => {
  addEventListener('message', ({ data, ports: [port] }) => resolve(apiOver(port, data)), { once: true });
});

function apiOver(port, { init, settings }) {
  const listeners = new Map();
  const consentListeners = [];
  const answers = [];
  port.onmessage = ({ data: { event, answer, value, consent } }) => {
    if (event) for (const listener of listeners.get(event.name) ?? []) listener(deepFrozen(event));
    else if (consent) for (const listener of consentListeners) listener({ customerPrivacy: consent });
    else answers[answer](value);
  };
  const call = (method) => (...args) => new Promise((resolve) => {
    port.postMessage({ call: answers.push(resolve) - 1, method, args });
  });
  return {
    init,
    settings,
    analytics: {
      subscribe: async (name, listener) => {
        listeners.set(name, [...(listeners.get(name) ?? []), listener]);
        port.postMessage({ subscribe: name });
      },
    },
    browser: {
      cookie: { get: call('cookie.get') },
      localStorage: {
        getItem: call('localStorage.getItem'),
        setItem: call('localStorage.setItem'),
        removeItem: call('localStorage.removeItem'),
      },
    },
    customerPrivacy: { subscribe: async (_name, listener) => void consentListeners.push(listener) },
  };
}

function deepFrozen(value) {
  for (const part of Object.values(value ?? {})) if (typeof part === 'object') deepFrozen(part);
  return Object.freeze(value);
}
