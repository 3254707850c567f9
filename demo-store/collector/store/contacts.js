// How the shopper of a cart or a checkout is to be reached: by what was said of its user, or of the user whom its browser has
// become since, as most log in with a full cart.

/** Whose a row of that table is, as an expression; null where nobody was logged in. */
export const userOf = (table) => `coalesce(
  ${table}.user_id, (SELECT identities.user_id FROM identities WHERE identities.shop = ${table}.shop AND identities.id = ${table}.anonymous_id))`;

/** Of a row of that table, as an expression; null where nobody has said it. `column`: the whole `row`, or the `email`. */
export const contactOf = (table, column = 'row') => `(SELECT contacts.${column} FROM contacts WHERE contacts.shop = ${table}.shop AND contacts.id = ${userOf(table)})`;

/** Who may read carts and checkouts doesn't know thereby whose they are. @param {{ scopes: Set<string> }} reader */
export const mayReadContacts = ({ scopes }) => scopes.has('read_customers');

/** As the core takes them beside rows (core/insight/reply.h). @param {{ contact: string | null }[]} rows */
export const contactsText = (rows) => `"contacts":[${rows.map(({ contact }) => contact ?? 'null').join()}]`;

/**
 * @param {import('libsql').Database} database @param {(request: string) => string} shape core/insight/reply.h
 * @returns {(shop: string, cartId: string) => { userId: string | null, contact: { email?: string | null, first_name?: string | null, last_name?: string | null, phone?: string | null } }}
 */
export function createCartOwner(database, shape) {
  const find = database.prepare(`SELECT ${userOf('carts')} AS user, ${contactOf('carts')} AS contact FROM carts WHERE shop = ? AND id = ?`);
  return (shop, cartId) => {
    const [{ user = null, contact = null } = {}] = find.all([shop, cartId]);
    return { userId: user, contact: contact === null ? {} : JSON.parse(shape(`{"as":"contact","rows":[${contact}]}`))[0] };
  };
}
