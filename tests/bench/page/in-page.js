// The measuring part of the page (a classic script). It knows no contender: each puts its calls into `bench.contender`.

const bench = {
  contender: null,
  collector: '',
  calls: 0,

  /** Resolves once the script has run. What it has told nobody of isn't waited for. */
  load({ script, data, collector, path, adapter }) {
    bench.collector = collector;
    const tag = document.createElement('script');
    tag.src = script;
    Object.assign(tag.dataset, data, path && { collector: collector + path });
    return new Promise((resolve, reject) => {
      tag.onload = () => {
        if (adapter) bench.contender = (0, eval)(adapter);
        resolve();
      };
      tag.onerror = reject;
      document.head.append(tag);
    });
  },

  product: (n) => ({ product_id: `p-${n}`, product_name: 'Furoshiki wrapping cloth, indigo', variant_id: `p-${n}-50`, price: 19.99 }),
  lines: (n, count) => Array.from({ length: count }, (_, i) => ({ ...bench.product(i), quantity: 1 + n % 9 })),

  /** The synchronous part of a call, in µs. */
  view() {
    const product = bench.product(++bench.calls);
    const began = performance.now();
    bench.contender.view(product);
    return (performance.now() - began) * 1000;
  },

  cart(lines) {
    const products = bench.lines(++bench.calls, lines);
    const began = performance.now();
    bench.contender.cart(products);
    return (performance.now() - began) * 1000;
  },

  /** Calls at even times; what falls behind follows at once, each in a task of its own. `kind`: view or cart. */
  steady(kind, count, perSecond, lines) {
    const times = [];
    const began = performance.now();
    return new Promise((resolve) => {
      const tick = () => {
        times.push(bench[kind](lines));
        if (times.length === count) resolve(times);
        else setTimeout(tick, Math.max(0, began + times.length * 1000 / perSecond - performance.now()));
      };
      tick();
    });
  },

  /** All in one task: how many ms it takes. */
  burst(count) {
    const products = Array.from({ length: count }, () => bench.product(++bench.calls));
    bench.mark();
    const began = performance.now();
    for (const product of products) bench.contender.view(product);
    return performance.now() - began;
  },

  /** Goes to another page, with so many calls just before. */
  leave(address, count) {
    bench.burst(count);
    location.href = address;
  },

  /** From now on: a memory that nobody uses any more may be collected. */
  watchMemories() {
    const { Instance, instantiate } = WebAssembly;
    const note = ({ exports }) => {
      for (const value of Object.values(exports)) if (value instanceof WebAssembly.Memory) bench.memories.push(new WeakRef(value));
    };
    WebAssembly.Instance = function (...words) {
      const instance = new Instance(...words);
      note(instance);
      return instance;
    };
    WebAssembly.instantiate = async (...words) => {
      const made = await instantiate(...words);
      note(made.instance ?? made);
      return made;
    };
  },
  memories: [],
  wasmBytes: () => bench.memories.reduce((bytes, memory) => bytes + (memory.deref()?.buffer.byteLength ?? 0), 0),

  flush: () => bench.contender.flush?.(),
  mark: () => console.timeStamp('bench'),
  isShown: () => document.visibilityState === 'visible' && crossOriginIsolated,
};
window.bench = bench;
