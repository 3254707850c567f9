// How the shopper of a cart or a checkout is to be reached: by what was said of its user, or of the user whom its browser has
// become since, as most log in with a full cart.

/** Of a row of that table, as an expression; null where nobody has said it. `column`: the whole `row`, or the `email`. */
export const contactOf = (table, column = 'row') => `(SELECT contacts.${column} FROM contacts WHERE contacts.shop = ${table}.shop AND contacts.id = coalesce(
  ${table}.user_id, (SELECT identities.user_id FROM identities WHERE identities.shop = ${table}.shop AND identities.id = ${table}.anonymous_id)))`;

/** Who may read carts and checkouts doesn't know thereby whose they are. @param {{ scopes: Set<string> }} reader */
export const mayReadContacts = ({ scopes }) => scopes.has('read_customers');

/** As the core takes them beside rows (core/insight/reply.h). @param {{ contact: string | null }[]} rows */
export const contactsText = (rows) => `"contacts":[${rows.map(({ contact }) => contact ?? 'null').join()}]`;
