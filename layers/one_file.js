/* Build a whole map from what stands in the page itself: nothing is asked of any server. */
(function () {
  "use strict";
  const tacha = (window.tacha = window.tacha || {});

  function show(what) {
    tacha.grids.grid.show(what.grid);
    tacha.legend(what.legend);
    tacha.sheet(what.sheet);
  }

  /* A row of buttons, one for each thing the grid can show. */
  function chooser(map, shows) {
    const bar = L.control({ position: "topright" });
    bar.onAdd = function () {
      const box = L.DomUtil.create("div", "leaflet-bar tacha-choose");
      L.DomEvent.disableClickPropagation(box);
      shows.forEach(function (what, i) {
        const press = L.DomUtil.create("button", "", box);
        press.type = "button";
        press.textContent = what.name;
        press.setAttribute("aria-pressed", String(i === 0));
        L.DomEvent.on(press, "click", function () {
          box.querySelectorAll("button").forEach(function (other) { other.setAttribute("aria-pressed", "false"); });
          press.setAttribute("aria-pressed", "true");
          show(what);
        });
      });
      return box;
    };
    bar.addTo(map);
  }

  tacha.oneFile = function (site, overlays) {
    const map = L.map("map", { preferCanvas: true, zoomSnap: 0.25, maxZoom: 18, attributionControl: false });
    map.setView(site.bounds[0], 10);
    Object.keys(site.panes).forEach(function (name) {
      const pane = map.createPane(name);
      pane.style.zIndex = site.panes[name];
      if (name === "names" || name === "grid" || name === "steep") { pane.style.pointerEvents = "none"; }
    });
    L.imageOverlay(site.shade.uri, site.shade.bounds, { pane: "hillshade" }).addTo(map);
    site.grids.forEach(function (spec) { tacha.addGrid(map, spec); });
    if (site.steep) { tacha.grids.steep.show({ url: null, palette: [], labels: [], marks: site.steep }); }
    site.base.concat(overlays).forEach(function (part) { tacha.shapes(map, part[0], part[1]); });
    tacha.names(map, site.names);
    tacha.home(map, site.bounds);
    if (site.shows.length > 1) { chooser(map, site.shows); }
    show(site.shows[0]);
  };
})();
