/* What every map of ours shares: images from this server, no foreign prefix, a scale in metres, full height. */
(function () {
  "use strict";
  const here = document.currentScript ? document.currentScript.src : "";
  if (here.indexOf("/vendor/") > 0) {
    L.Icon.Default.imagePath = here.replace(/boot\.js.*$/, "images/");
  }
  const tacha = (window.tacha = window.tacha || {});

  const FAR_ZOOM = 13.5, WIDE_PX = 800, LEGEND_PX = 285, LABEL_ZOOMS = [5, 19];

  /* A sign of class from-12 shows from zoom 12 on, one of class to-12 below it. */
  const rules = document.createElement("style");
  for (let zoom = LABEL_ZOOMS[0]; zoom < LABEL_ZOOMS[1]; zoom++) {
    rules.textContent += ".leaflet-container:not(.z" + zoom + ") .from-" + zoom + ", .z" + zoom + " .to-" + zoom +
      " { display: none; }\n";
  }
  document.head.appendChild(rules);

  function byZoom(map) {
    const classes = map.getContainer().classList, zoom = map.getZoom();
    classes.toggle("tacha-far", zoom < FAR_ZOOM);
    for (let from = LABEL_ZOOMS[0]; from < LABEL_ZOOMS[1]; from++) { classes.toggle("z" + from, zoom >= from); }
  }

  L.Map.addInitHook(function () {
    const map = this, box = map.getContainer();
    if (map.attributionControl) { map.attributionControl.setPrefix(false); }
    L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
    // The frame is as high as the page's style says, which Python cannot know.
    box.style.setProperty("height", "100vh", "important");
    map.on("zoomend viewreset", function () { byZoom(map); });
    map.whenReady(function () { byZoom(map); });
    byKeyboard(map, box);
    tacha.map = map;
  });

  /* Arrows move the map under a cross in its middle; Enter clicks there. */
  function byKeyboard(map, box) {
    // Leaflet gives a map that is clicked the focus: whoever has a mouse needs no cross.
    L.DomEvent.on(box, "keydown keyup", function () { box.classList.add("tacha-keys"); });
    L.DomEvent.on(box, "mousedown touchstart", function () { box.classList.remove("tacha-keys"); });
    L.DomEvent.on(box, "keydown", function (event) {
      if (event.target !== box || event.key !== "Enter") { return; }
      event.preventDefault();
      const at = map.getSize().divideBy(2);
      map.fire("click", { latlng: map.getCenter(), containerPoint: at, layerPoint: map.containerPointToLayerPoint(at),
        originalEvent: event });
    });
  }

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
    tacha.refit = function () { fit(); return !moved; };
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

  let head = null, button = null, saved = null;

  function resized(map) {
    map.invalidateSize({ animate: false, pan: false });
    if (tacha.refit && tacha.refit()) { return; } // nobody has moved it: the whole site
    map.fitBounds(saved, { animate: false });
  }

  /* One page of this map: head, map, legend, scale and north; `print` hands it to the browser. */
  tacha.page = function (print) {
    const map = tacha.map, box = map.getContainer();
    saved = map.getBounds();
    const details = document.querySelector(".tacha-legend details");
    const open = details && details.open;
    if (details) { details.open = true; }
    document.body.classList.add("tacha-sheet");
    box.style.setProperty("height", "", "");
    resized(map);
    if (!print) { return; }
    window.addEventListener("afterprint", function () {
      document.body.classList.remove("tacha-sheet");
      if (details) { details.open = open; }
      box.style.setProperty("height", "100vh", "important");
      resized(map);
    }, { once: true });
    window.setTimeout(function () { window.print(); }, 600); // the tiles of the page are painted first
  };

  /* Put this head on the printed page, and a button that prints it. */
  tacha.sheet = function (what) {
    const map = tacha.map;
    if (!map) { return; }
    if (head === null) {
      head = document.createElement("header");
      head.className = "tacha-sheet-head";
      map.getContainer().before(head);
      const north = L.control({ position: "topright" });
      north.onAdd = function () {
        const arrow = L.DomUtil.create("div", "tacha-north");
        arrow.innerHTML = "<b>↑</b><span></span>";
        return arrow;
      };
      north.addTo(map);
      button = L.control({ position: "topleft" });
      button.onAdd = function () {
        const bar = L.DomUtil.create("div", "leaflet-bar"), press = L.DomUtil.create("button", "tacha-print", bar);
        press.type = "button";
        L.DomEvent.disableClickPropagation(bar);
        L.DomEvent.on(press, "click", function () { tacha.page(true); });
        return bar;
      };
      button.addTo(map);
    }
    head.innerHTML = what.html;
    document.querySelector(".tacha-north span").textContent = what.north;
    button.getContainer().firstChild.textContent = what.print;
    if (window.location.hash === "#print") { tacha.page(false); }
  };
})();
