// Whose events a write key writes. Shops in one collector never meet: the shop stands in every row and every query.

/** Of events that came before there were several, and of keys that name none. */
export const THE_SHOP = 'shop';

/**
 * @param {string[]} writeKeys each `key`, or `key=shop`
 * @returns {Map<string, string>} the shop of each key
 */
export function shopsOf(writeKeys) {
  const shops = new Map();
  for (const text of writeKeys) {
    // A key may end with `=`, as base64 does.
    const [, key = text, shop = THE_SHOP] = /^(.+)=([\w.-]+)$/.exec(text) ?? [];
    if (shops.has(key) && shops.get(key) !== shop) throw new Error(`the shops "${shops.get(key)}" and "${shop}" have the same write key: expected one each`);
    shops.set(key, shop);
  }
  return shops;
}
