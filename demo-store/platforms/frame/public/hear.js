// Stands in the head before the shop's own scripts, since the strip (strip.js) comes when the page is there: by then Kago
// may have said its first word. Any script may be the one that brings Kago.

window.qaHeard = { kago: null, said: [], tell: (one) => window.qaHeard.said.push(one) };

document.addEventListener('load', () => {
  const { kago } = window;
  if (window.qaHeard.kago || !kago?.on || kago.q) return;
  window.qaHeard.kago = kago;
  document.dispatchEvent(new Event('kago-loaded'));
  kago.on('accepted', ({ name, warnings }) => window.qaHeard.tell({ name, result: { status: 'accepted', warnings } }));
  kago.on('refused', ({ name, violations }) => window.qaHeard.tell({ name, result: { status: 'refused', violations } }));
}, true);
