// Holds calls made before kago.js has loaded, with their time of call; afterwards hands them on. To
// be pasted before the script tag. Optional: without it, `window.kago` is there once kago.js is.
//
// kago.js may never come: an ad blocker, a wrong hash, a lost file. So each call is answered in time
// (at once, after the first that was not), and kept all the same in case it comes later.
(function (w) {
  // An element with the id `kago` is `window.kago` too.
  if (w.kago && w.kago.on) return;
  var k = (w.kago = { q: [] }),
    wait = 5000;
  'productViewed cartUpdated cartEmptied cartObserved checkoutStarted orderPlaced orderRefunded orderCancelled track identify setConsent flush getStatus on stop'
    .split(' ')
    .forEach(function (m) {
      k[m] = function () {
        var a = arguments,
          q = k.q,
          stop,
          isOver;
        if (!q) return k[m].apply(k, a);
        // The shopper's word about consent is always kept.
        function keep(done) {
          if (q.length < 200 || m == 'setConsent') q.push([m, a, Date.now(), done]);
        }
        if (m == 'on') {
          keep(function (f) {
            stop = f;
            if (isOver) f();
          });
          return function () {
            isOver = 1;
            if (stop) stop();
          };
        }
        return new Promise(function (r) {
          keep(r);
          setTimeout(function () {
            wait = 0;
            r(
              m == 'setConsent' || m == 'stop'
                ? void 0
                : /^(flush|getS)/.test(m)
                  ? {
                      core: 'failed',
                      coreFailure: 'not_loaded',
                      storage: 'memory',
                      storageFailure: null,
                      consent: 'unknown',
                      erasurePending: false,
                      platforms: [],
                      unobserved: [],
                      anonymousId: null,
                      userId: null,
                      cartId: null,
                      tracked: 0,
                      acked: 0,
                      stored: 0,
                      ledger: {},
                      failures: 0,
                      retryAt: null,
                      halted: null,
                      problems: ['kago.js is not there'],
                    }
                  : { status: 'held', reason: 'not_loaded' },
            );
          }, wait);
        });
      };
    });
})(window);
