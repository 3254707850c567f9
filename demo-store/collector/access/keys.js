// Whose events a write key writes. Shops in one collector never meet: the shop stands in every row and every query.

/** Of events that came before there were several, and of keys that name none. */
export const THE_SHOP = 'shop';

/**
 * @param {string[]} writeKeys each `key`, or `key=shop`
 * @returns {Map<string, string>} the shop of each key
 */
export const shopsOf = (writeKeys) => new Map(writeKeys.map((text) => {
  // A key may end with `=`, as base64 does.
  const [, key, shop] = /^(.+)=([\w.-]+)$/.exec(text) ?? [];
  return key ? [key, shop] : [text, THE_SHOP];
}));
