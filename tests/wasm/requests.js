// Requests to the core and its replies as core/input.h and core/command.h say them.

const NOW = Date.UTC(2026, 10, 22, 9, 15, 27, 412);
const ENTROPY = '0123456789abcdeffedcba9876543210';
const CONFIG = { currency: 'EUR', source: 'https://shop.example', collector: 'https://collect.example', writeKey: 'pk', version: '0.0.0' };

export function requestOf(lines, state = '', config = {}) {
  return [JSON.stringify({ now: NOW, entropy: ENTROPY, config: { ...CONFIG, ...config }, rows: [] }), state, ...lines].join('\n');
}

export function track(name, properties) {
  return JSON.stringify({ type: 'track', time: NOW, page: ENTROPY, call: 1, name, properties });
}

export function cartUpdated(line = {}) {
  return { products: [{ product_id: '880', product_name: 'Mug', variant_id: '880-blue', quantity: 3, price: 19.99, ...line }] };
}

export function replyOf(text) {
  const [state, commands, ...texts] = text.split('\n');
  return { state, commands: JSON.parse(commands), texts };
}
