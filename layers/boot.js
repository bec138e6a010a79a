/* What every map of ours shares: images from this server, no foreign prefix, a scale in metres, full height. */
(function () {
  "use strict";
  const here = document.currentScript ? document.currentScript.src : "";
  if (here.indexOf("/vendor/") > 0) {
    L.Icon.Default.imagePath = here.replace(/boot\.js.*$/, "images/");
  }
  const tacha = (window.tacha = window.tacha || {});

  const FAR_ZOOM = 13.5, WIDE_PX = 800, LEGEND_PX = 285;

  L.Map.addInitHook(function () {
    const map = this, box = map.getContainer();
    if (map.attributionControl) { map.attributionControl.setPrefix(false); }
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    // The frame is as high as the page's style says, which Python cannot know.
    box.style.setProperty("height", "100vh", "important");
    map.on("zoomend", function () { box.classList.toggle("tacha-far", map.getZoom() < FAR_ZOOM); });
    tacha.map = map;
  });

  /* Show the whole site, also after the window changes its size, until a person moves the map. */
  tacha.home = function (map, bounds) {
    let moved = false, ours = false;
    function fit() {
      if (moved) { return; }
      ours = true;
      map.invalidateSize({ animate: false, pan: false });
      const left = map.getSize().x > WIDE_PX ? LEGEND_PX : 8; // room for the legend
      map.fitBounds(bounds, { paddingTopLeft: [left, 8], paddingBottomRight: [8, 8], animate: false });
      ours = false;
    }
    map.on("dragstart zoomstart", function () { if (!ours) { moved = true; } });
    map.on("resize", function () { if (!ours) { fit(); } });
    fit();
    window.setTimeout(fit, 300); // the style sheet may come after the script
  };

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
