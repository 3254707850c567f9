// Which rows of a table of conditions are run: all of them (`npm run crash`), or as few as let each two
// conditions meet in a row (`npm test`).

/**
 * Whether the table has the row whose conditions stand at these places in their lists: in the part, when
 * the condition whose list has `count` values is the one that the others call for (a Latin square).
 */
export const hasRow = (place, count, ...others) => process.env.KAGO_CRASHES === 'all' || place === others.reduce((sum, other) => sum + other, 0) % count;
