// What Google Tag Manager does to a dataLayer, and no more: it takes what is there, replaces `push`,
// keeps the array at 300 entries and answers true.
(function () {
  var name = new URL(document.currentScript.src).searchParams.get('l') || 'dataLayer';
  var layer = (window[name] = window[name] || []);
  var heard = (window.gtmHeard = []);
  var previous = layer.push;

  function take(entry) {
    if (typeof entry === 'function') entry();
    else heard.push(entry);
  }

  layer.push = function () {
    var entries = [].slice.call(arguments, 0);
    previous.apply(layer, entries);
    while (layer.length > 300) layer.shift();
    entries.forEach(take);
    return true;
  };
  layer.slice().forEach(take);
})();
