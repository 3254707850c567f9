// What happened in the shop, for whoever wants to know (the theme's tracking). A listener that comes
// late hears first what it missed on this page, so that the shop never waits for a slow script.

const heard = [];
const listeners = [];

export function announce(name, detail) {
  heard.push([name, detail]);
  for (const handlers of listeners) handlers[name]?.(detail);
}

/** @param {Record<string, (detail: any) => void>} handlers by the event's name */
export function onShopEvents(handlers) {
  for (const [name, detail] of heard) handlers[name]?.(detail);
  listeners.push(handlers);
}
