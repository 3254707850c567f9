// What the testers' switches (switches.js) change in the page itself, before anything of Kago's or of the shop's runs:
// the browser's storage, its clock, and where the script tag sends its events. Kago is told none of it.

(() => {
  const DAY_MS = 86_400_000;
  const SHIFTS = { back: -DAY_MS, ahead: DAY_MS };

  function settings() {
    try {
      return JSON.parse(sessionStorage.getItem('madobe.qa-switches')) ?? {};
    } catch {
      return {};
    }
  }

  const failing = (name, message) => () => { throw new DOMException(message, name); };

  /** As in a browser whose user has forbidden sites to store anything. Not sessionStorage: these switches are there. */
  function blockStorage() {
    const blocked = failing('SecurityError', 'Blocked by the QA switch.');
    Object.defineProperty(window, 'localStorage', { get: blocked });
    IDBFactory.prototype.open = blocked;
  }

  function fillStorage() {
    const full = failing('QuotaExceededError', 'Full by the QA switch.');
    const { localStorage: local } = window;
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function setItemUnlessFull(...entry) { return this === local ? full() : setItem.apply(this, entry); };
    IDBObjectStore.prototype.put = IDBObjectStore.prototype.add = full;
  }

  function shiftClock(ms) {
    const Wall = Date;
    const now = () => Wall.now() + ms;
    window.Date = new Proxy(Wall, {
      construct: (date, args, of) => Reflect.construct(date, args.length > 0 ? args : [now()], of),
      apply: () => new window.Date().toString(),
      get: (date, name) => (name === 'now' ? now : date[name]),
    });
  }

  /** Told of a tag in the moment in which the parser has put it there: before it runs. */
  function whenTagStands(change) {
    new MutationObserver((_records, observer) => {
      const tag = document.querySelector('script[data-kago][data-collector]');
      if (!tag) return;
      observer.disconnect();
      change(tag.dataset);
    }).observe(document, { childList: true, subtree: true });
  }

  const { network = 'up', storage, clock, consent = 'none', currency } = settings();
  if (storage === 'blocked') blockStorage();
  if (storage === 'full') fillStorage();
  if (SHIFTS[clock]) shiftClock(SHIFTS[clock]);
  whenTagStands((data) => {
    if (network !== 'up') data.collector = `${location.origin}/faulty/${network}${new URL(data.collector).pathname}`;
    if (consent !== 'none') data.consent = consent;
    if (currency) data.currency = currency;
  });
})();
