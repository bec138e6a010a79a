/* Draw lines, outlines, points and signs from one list: each shape carries its style and its tooltip. */
(function () {
  "use strict";
  const tacha = (window.tacha = window.tacha || {});

  /* Classes that show a sign from or up to a zoom. */
  function named(look) {
    return "tacha-sign" + (look.from ? " from-" + look.from : "") + (look.to ? " to-" + look.to : "");
  }

  function mark(shape, latlng, pane, interactive) {
    const look = shape.properties;
    if (look.html === undefined) {
      return L.circleMarker(latlng, Object.assign({ pane: pane, interactive: interactive }, look.style));
    }
    return L.marker(latlng, {
      icon: L.divIcon({ className: named(look), html: look.html, iconSize: look.size || [0, 0] }),
      interactive: Boolean(look.tip),
      keyboard: false,
      pane: look.pane || pane,
      bubblingMouseEvents: true, // a click on a sign asks for the cell below it
    });
  }

  const UNIT = 1e5; // of layers/shapes.py

  /* Lines come as whole numbers, each vertex as the step from the one before: a third of the bytes. */
  function unpacked(shape) {
    const geometry = shape.geometry;
    if (geometry.type !== "Steps") { return shape; }
    const lines = geometry.lines.map(function (steps) {
      let x = 0, y = 0;
      const line = [];
      for (let i = 0; i < steps.length; i += 2) {
        x += steps[i];
        y += steps[i + 1];
        line.push([x / UNIT, y / UNIT]);
      }
      return line;
    });
    return { type: "Feature", properties: shape.properties, geometry: { type: "MultiLineString", coordinates: lines } };
  }

  /* Names, a set for each look; what stands in them went through `style.escape`. */
  tacha.names = function (parent, sets) {
    sets.forEach(function (set) {
      set.at.forEach(function (place) {
        L.marker([place[1], place[0]], {
          icon: L.divIcon({ className: named(set), html: '<div class="' + set.look + '">' + place[2] + "</div>", iconSize: [0, 0] }),
          interactive: false,
          keyboard: false,
          pane: "names",
        }).addTo(parent);
      });
    });
  };

  tacha.shapes = function (parent, pane, given) {
    const shapes = given.map(unpacked);
    // Under a line may lie a wider one, of the same geometry: it is sent once.
    const under = shapes.filter(function (shape) { return shape.properties.halo; }).map(function (shape) {
      return { type: "Feature", geometry: shape.geometry, properties: { style: shape.properties.halo } };
    });
    if (under.length) { draw(parent, pane, under, false); }
    // What says nothing must not catch the mouse: a click belongs to the cell below.
    draw(parent, pane, shapes.filter(function (shape) { return !shape.properties.tip; }), false);
    draw(parent, pane, shapes.filter(function (shape) { return shape.properties.tip; }), true);
  };

  function draw(parent, pane, shapes, interactive) {
    L.geoJSON(shapes, {
      pane: pane,
      interactive: interactive,
      pointToLayer: function (shape, latlng) { return mark(shape, latlng, pane, interactive); },
      style: function (shape) { return shape.properties.style; },
      onEachFeature: function (shape, layer) {
        if (!shape.properties.tip) { return; }
        layer.bindTooltip(shape.properties.tip, { sticky: true, className: "tacha-tip" });
        layer.on("mouseover", function () { tacha.busy = true; });
        layer.on("mouseout", function () { tacha.busy = false; });
      },
    }).addTo(parent);
  }
})();
