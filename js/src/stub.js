// Holds calls made before kago.js has loaded, with their time of call; afterwards hands them on. To
// be pasted before the script tag. Optional: without it, `window.kago` is there once kago.js is.
(function (w) {
  if (w.kago) return;
  var k = (w.kago = { q: [] });
  'productViewed cartUpdated cartEmptied cartObserved checkoutStarted orderPlaced orderRefunded orderCancelled track identify setConsent flush getStatus on'
    .split(' ')
    .forEach(function (m) {
      k[m] = function () {
        var a = arguments,
          t = Date.now();
        return k.q
          ? new Promise(function (r) {
              k.q.push([m, a, t, r]);
            })
          : k[m].apply(k, a);
      };
    });
})(window);
