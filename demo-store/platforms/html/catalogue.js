// What the plain HTML shop sells. `stock`: what it has; an order for more is refused.

export const CATALOGUE = [
  { id: '8', handle: 'tea-bowl', name: 'Tea bowl "27"', price: '19.90', sku: 'TB-1', stock: 50 },
  { id: '9', handle: 'mug', name: 'Mug & saucer', price: '12.50', sku: 'MUG-1', stock: 50 },
  { id: '10', handle: 'vase', name: 'Vase', price: '1234.50', sku: 'VASE', stock: 0 },
];

export const productOf = (key) => CATALOGUE.find(({ id, handle }) => id === key || handle === key);

/** Of lines [{ id, quantity }], in euros with two decimals. */
export function totalOf(lines) {
  const cents = lines.reduce((sum, { id, quantity }) => sum + Math.round(Number(productOf(id).price) * 100) * quantity, 0);
  return (cents / 100).toFixed(2);
}
