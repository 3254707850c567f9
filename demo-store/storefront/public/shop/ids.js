// Ids for checkouts and orders. Random, since many testers' browsers report to one collector and
// counting up from 1 would make their orders collide.

export function newId(prefix) {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `${prefix}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export function newOrderNumber() {
  return String(100000 + (crypto.getRandomValues(new Uint32Array(1))[0] % 900000));
}
