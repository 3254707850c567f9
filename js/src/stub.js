// Holds calls made before kago.js has loaded, with their time of call. To be pasted before the
// script tag; optional: without it, `window.kago` is there once kago.js has loaded.
(function (w) {
  if (w.kago) return;
  var k = (w.kago = { q: [] });
  'productViewed cartUpdated cartEmptied checkoutStarted orderPlaced orderRefunded orderCancelled track identify setConsent flush getStatus on'
    .split(' ')
    .forEach(function (m) {
      k[m] = function () {
        var a = [].slice.call(arguments),
          t = Date.now();
        return new Promise(function (r) {
          if (k.q) k.q.push([m, a, t, r]);
        });
      };
    });
})(window);
