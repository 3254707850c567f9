// One cart by its id, as long as it is kept: after so many days without a change it is gone, for messages and links too. One
// that has ended has no last change, and says that it has ended.

const DAY_MS = 86_400_000;

/**
 * @param {import('libsql').Database} database
 * @param {{ reply: (request: string) => string, cartDays: number, now: () => number }} options
 * @returns {(shop: string, id: string) => object | undefined} as core/insight/cart_reply.h has it
 */
export function createKeptCart(database, { reply: shape, cartDays, now }) {
  const find = database.prepare('SELECT row FROM carts WHERE shop = ? AND id = ? AND (changed_at IS NULL OR changed_at >= ?)');
  return (shop, id) => {
    const [found] = find.all([shop, id, Math.floor(now() - cartDays * DAY_MS)]);
    return found && JSON.parse(shape(`{"as":"cart","rows":[${found.row}]}`))[0];
  };
}
