/* What every map of ours shares: images from this server, no foreign prefix, a scale in metres, full height. */
(function () {
  "use strict";
  const here = document.currentScript ? document.currentScript.src : "";
  if (here.indexOf("/vendor/") > 0) {
    L.Icon.Default.imagePath = here.replace(/boot\.js.*$/, "images/");
  }
  const tacha = (window.tacha = window.tacha || {});

  L.Map.addInitHook(function () {
    const map = this;
    if (map.attributionControl) { map.attributionControl.setPrefix(false); }
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    tacha.map = map;
  });

  let legend = null;
  /* Show this HTML as the legend; it replaces the one before. On a phone it starts folded. */
  tacha.legend = function (html) {
    if (!tacha.map) { return; }
    if (legend === null) {
      legend = L.control({ position: "bottomleft" });
      legend.onAdd = function () {
        const box = L.DomUtil.create("div", "tacha-legend");
        L.DomEvent.disableClickPropagation(box);
        L.DomEvent.disableScrollPropagation(box);
        return box;
      };
      legend.addTo(tacha.map);
    }
    const box = legend.getContainer();
    if (box.dataset.html === html) { return; }
    const before = box.querySelector("details");
    const open = before ? before.open : window.innerWidth > 640;
    box.dataset.html = html;
    box.innerHTML = html;
    const details = box.querySelector("details");
    if (details) { details.open = open; }
  };
})();
