// Dawn's messages between its elements. A constant of a classic script: it isn't on `window`.
const PUB_SUB_EVENTS = { cartUpdate: 'cart-update', variantChange: 'variant-change', cartError: 'cart-error' };
const ON_CHANGE_DEBOUNCE_TIMER = 300;
const subscribers = {};

function subscribe(eventName, callback) {
  (subscribers[eventName] ??= []).push(callback);
  return () => { subscribers[eventName] = subscribers[eventName].filter((one) => one !== callback); };
}

function publish(eventName, data) {
  for (const callback of subscribers[eventName] ?? []) callback(data);
}

function debounce(fn, wait) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), wait);
  };
}

const fetchConfig = (type = 'json') => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', Accept: `application/${type}` },
});
