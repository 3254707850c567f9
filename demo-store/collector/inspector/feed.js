// Which rows the list holds: the newest that match, older ones as they are asked for, and what comes.

import { fetchRows } from './api.js';
import { matches, queryOf } from './filter.js';

const rowsPerPage = 200;

/**
 * @param {ReturnType<import('./list.js').createList>} list
 * @param {{ readFilter: () => import('./filter.js').Filter, onChange: () => void, onLoaded: () => void, onFailure: (error: Error & { status?: number }) => void }} options
 */
export function createFeed(list, { readFilter, onChange, onLoaded, onFailure }) {
  let loadsBegun = 0;
  /** Rows that came while a load was under way, which its answer may lack. */
  let arrivedWhileLoading = null;
  let newestId = 0;
  /** What is not newer was cleared from the view. */
  let clearedUpToId = 0;
  /** From which on there are older ones; null: there are none. */
  let next = null;
  let isLoadingOlder = false;

  const isMeant = (row) => row.id > clearedUpToId && matches(row, readFilter());

  /** @returns {Promise<{ rows: object[], next: number | null } | null>} null: another load has begun meanwhile, or it failed */
  async function read(count, after) {
    const mine = loadsBegun;
    try {
      const page = await fetchRows(queryOf(readFilter()), count, after);
      return mine === loadsBegun ? page : null;
    } catch (error) {
      if (mine === loadsBegun) onFailure(error);
      return null;
    }
  }

  function setNext(page) {
    next = page.next !== null && page.next > clearedUpToId ? page.next : null;
  }

  function place(row) {
    if (isMeant(row) && list.add(row)) next = list.lowestId();
  }

  /** As many as there are, at least: whoever has scrolled far stays there. */
  async function load(count = Math.max(rowsPerPage, list.count())) {
    loadsBegun += 1;
    arrivedWhileLoading = [];
    const page = await read(count, null);
    if (page === null) return;
    newestId = Math.max(newestId, page.rows[0]?.id ?? 0);
    setNext(page);
    list.show(page.rows.filter(({ id }) => id > clearedUpToId));
    arrivedWhileLoading.forEach(place);
    arrivedWhileLoading = null;
    onLoaded();
  }

  return {
    load,
    /** At once with what is there: the collector's answer may take its time. */
    filter() {
      list.keep(isMeant);
      next = null;
      onChange();
      return load(rowsPerPage);
    },
    async loadOlder() {
      if (next === null || isLoadingOlder) return;
      isLoadingOlder = true;
      onChange();
      const page = await read(rowsPerPage, next);
      isLoadingOlder = false;
      if (page !== null) {
        setNext(page);
        list.append(page.rows.filter(({ id }) => id > clearedUpToId));
      }
      onChange();
    },
    receive(row) {
      newestId = Math.max(newestId, row.id);
      arrivedWhileLoading?.push(row);
      place(row);
      onChange();
    },
    /** It is known, and not shown. @returns {boolean} whether it would be */
    pass(row) {
      newestId = Math.max(newestId, row.id);
      return isMeant(row);
    },
    clear(isCleared) {
      clearedUpToId = isCleared ? newestId : 0;
      next = null;
      if (isCleared) list.show([]);
      onChange();
    },
    /** Nothing is there any more. */
    forget() {
      clearedUpToId = newestId = 0;
      next = null;
      list.show([]);
      onChange();
    },
    isCleared: () => clearedUpToId > 0,
    isLoadingOlder: () => isLoadingOlder,
    hasOlder: () => next !== null,
    /** Whether there is anything, be it shown or not. */
    hasAny: () => newestId > clearedUpToId,
  };
}
