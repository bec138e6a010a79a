/* Draw a whole planning grid, in its own projection, from one 8-bit image: a tile asks, for each pixel, which
   row and column of the image it shows. A million cells cost no more than a thousand. */
(function () {
  "use strict";
  const tacha = (window.tacha = window.tacha || {});
  const NO_CLASS = 255, EXACT_EVERY = 8, WORLD_M = 20037508.342789244, STEP = 8, LINE = 1.5;
  const INK = 0xd01f2d16 | 0, FAINT = 0x901f2d16 | 0, STEEP = 2; // steep ground is much of a map

  /* Patterns by their number in layers/marks.py; eight divides a tile, so that they run on from tile to tile. */
  const MARKS = [
    null,
    function (x, y) { return (x + y) % STEP < LINE; },
    function (x, y) { return y % 4 < 1; },
    function (x, y) { const u = x % STEP, v = y % STEP; return (u === v || u === STEP - 1 - v) && u > 0 && u < 7; },
    function (x, y) { return x % 5 < 2 && y % 5 < 2; },
    function (x, y) { return (x - y + 1024) % STEP < LINE; },
    function (x, y) { return (x + y) % STEP < LINE || (x - y + 1024) % STEP < LINE; },
  ];

  /* Row and column of a Web Mercator point: a cubic in both coordinates, fitted by the server. */
  function place(fit, x, y) {
    const u = (x - fit.x0) / fit.scale, v = (y - fit.y0) / fit.scale;
    let column = 0, row = 0, k = 0, ui = 1;
    for (let i = 0; i <= fit.degree; i++) {
      let term = ui;
      for (let j = 0; j <= fit.degree - i; j++) {
        column += fit.column[k] * term;
        row += fit.row[k] * term;
        k++;
        term *= v;
      }
      ui *= u;
    }
    return [column, row];
  }

  /* Call back with the first channel of an image as bytes. */
  function decode(url, columns, rows, done) {
    const image = new Image();
    image.onload = function () {
      const canvas = document.createElement("canvas");
      canvas.width = columns;
      canvas.height = rows;
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      pen.drawImage(image, 0, 0);
      const four = pen.getImageData(0, 0, columns, rows).data;
      const bytes = new Uint8Array(columns * rows);
      for (let i = 0; i < bytes.length; i++) { bytes[i] = four[4 * i]; }
      done(bytes);
    };
    image.src = url;
  }

  const GridImage = L.GridLayer.extend({
    initialize: function (spec) {
      this.spec = spec;
      this.classes = null;
      this.marks = null;
      this.shown = "";
      L.GridLayer.prototype.initialize.call(this, { pane: spec.name, updateWhenZooming: false });
    },

    /* Show another image; `what` holds url, palette (RGBA bytes by class), labels and marks; either may be null. */
    show: function (what) {
      const wanted = JSON.stringify(what);
      if (wanted === this.shown) { return; }
      this.shown = wanted;
      const layer = this, columns = this.spec.columns, rows = this.spec.rows;
      const get = function (url, done) { if (url) { decode(url, columns, rows, done); } else { done(null); } };
      get(what.url, function (classes) {
        get(what.marks, function (marks) {
          if (layer.shown !== wanted) { return; }
          layer.classes = classes;
          layer.marks = marks;
          layer.labels = what.labels;
          layer.colours = new Uint32Array(256);
          what.palette.forEach(function (c, i) {
            layer.colours[i] = ((c[3] << 24) | (c[2] << 16) | (c[1] << 8) | c[0]) >>> 0;
          });
          layer.redraw();
        });
      });
    },

    at: function (latlng) {
      if (!this.classes) { return NO_CLASS; }
      const point = L.CRS.EPSG3857.project(latlng), found = place(this.spec.fit, point.x, point.y);
      const column = Math.floor(found[0]), row = Math.floor(found[1]);
      if (column < 0 || row < 0 || column >= this.spec.columns || row >= this.spec.rows) { return NO_CLASS; }
      return this.classes[row * this.spec.columns + column];
    },

    createTile: function (tile) {
      const canvas = document.createElement("canvas"), size = this.getTileSize();
      canvas.width = size.x;
      canvas.height = size.y;
      if (this.classes || this.marks) { this._paint(canvas, tile); }
      return canvas;
    },

    _paint: function (canvas, tile) {
      const w = canvas.width, h = canvas.height, step = EXACT_EVERY, fit = this.spec.fit;
      const columns = this.spec.columns, rows = this.spec.rows;
      const metres = (2 * WORLD_M) / (256 * Math.pow(2, tile.z));
      const left = tile.x * w * metres - WORLD_M, top = WORLD_M - tile.y * h * metres;
      const pen = canvas.getContext("2d"), picture = pen.createImageData(w, h);
      const out = new Uint32Array(picture.data.buffer);
      for (let by = 0; by < h; by += step) {
        for (let bx = 0; bx < w; bx += step) {
          // Exact at the corner of every block, straight inside it: under a thousandth of a cell off.
          const a = place(fit, left + bx * metres, top - by * metres);
          const b = place(fit, left + (bx + step) * metres, top - by * metres);
          const c = place(fit, left + bx * metres, top - (by + step) * metres);
          const ax = (b[0] - a[0]) / step, rx = (b[1] - a[1]) / step;
          const ay = (c[0] - a[0]) / step, ry = (c[1] - a[1]) / step;
          for (let j = 0; j < step; j++) {
            for (let i = 0; i < step; i++) {
              const column = Math.floor(a[0] + ax * (i + 0.5) + ay * (j + 0.5));
              const row = Math.floor(a[1] + rx * (i + 0.5) + ry * (j + 0.5));
              if (column < 0 || row < 0 || column >= columns || row >= rows) { continue; }
              const cell = row * columns + column;
              let colour = this.classes ? this.colours[this.classes[cell]] : 0;
              if (this.marks) {
                const pattern = MARKS[this.marks[cell]];
                if (pattern && pattern(bx + i, by + j)) { colour = this.marks[cell] === STEEP ? FAINT : INK; }
              }
              out[(by + j) * w + bx + i] = colour >>> 0;
            }
          }
        }
      }
      pen.putImageData(picture, 0, 0);
    },
  });

  tacha.grids = tacha.grids || {};

  /* Add a grid to a map, on the pane of its name; hovering says the class, answered here without the server. */
  tacha.addGrid = function (map, spec) {
    const grid = (tacha.grids[spec.name] = new GridImage(spec).addTo(map));
    if (!spec.says) { return; }
    const tip = L.tooltip({ sticky: true, className: "tacha-tip", offset: [14, 0] });
    map.on("mousemove", function (event) {
      const found = grid.at(event.latlng);
      if (found === NO_CLASS || !grid.labels[found] || tacha.busy) { map.closeTooltip(tip); return; }
      tip.setLatLng(event.latlng).setContent(grid.labels[found]);
      if (!map.hasLayer(tip)) { tip.addTo(map); }
    });
    map.on("mouseout", function () { map.closeTooltip(tip); });
  };
})();
