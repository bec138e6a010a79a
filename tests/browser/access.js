// Contrast by WCAG 2.1 and controls for the keyboard, read from a page as Chromium paints it.
globalThis.tachaAccess = (() => {
  const four = (text) => {
    const found = text.match(/rgba?\(([^)]+)\)/);
    if (!found) { return null; }
    const [r, g, b, a = 1] = found[1].split(/[ ,/]+/).filter(Boolean).map(Number);
    return [r, g, b, a];
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  // Colour that lies under a text: of those around it that are really behind it, for a value may stand beside its dot.
  const ground = (element, x, y) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const box = at.getBoundingClientRect();
      if (x < box.left || x > box.right || y < box.top || y > box.bottom) { continue; }
      const colour = four(getComputedStyle(at).backgroundColor);
      if (colour && colour[3] > 0) { layers.push(colour); }
      if (colour && colour[3] === 1) { break; }
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const opacity = (element) => {
    let product = 1;
    for (let at = element; at; at = at.parentElement) { product *= Number(getComputedStyle(at).opacity); }
    return product;
  };
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && element.checkVisibility({ visibilityProperty: true })
      && !element.closest('[aria-hidden="true"]');
  };
  const disabled = (element) => element.closest('[disabled], [aria-disabled="true"]') !== null;

  // Every text that is too pale: words, ratio, and what it must reach (AA: 4.5, large type 3).
  const pale = () => {
    const told = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = node.textContent.trim();
      const element = node.parentElement;
      if (!words || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName)) { continue; }
      if (!shown(element) || disabled(element)) { continue; }
      const look = getComputedStyle(element);
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      const under = ground(element, box.left + box.width / 2, box.top + box.height / 2);
      const ink = four(look.webkitTextFillColor) || four(look.color);
      ink[3] *= opacity(element);
      if (ink[3] === 0) { continue; }
      const px = parseFloat(look.fontSize);
      const large = px >= 24 || (px >= 18.66 && Number(look.fontWeight) >= 700);
      const reached = ratio(over(ink, under), under);
      if (reached < (large ? 3 : 4.5) - 0.005) {
        told.push({ words: words.slice(0, 40), reached: Math.round(reached * 100) / 100, px });
      }
    }
    return told;
  };

  const CONTROLS = 'a[href], button, input, select, textarea, summary, [role="button"], [role="tab"], '
    + '[role="radio"], [role="checkbox"], [role="combobox"], [role="slider"], [role="switch"]';
  const name = (element) => {
    const labelled = (element.getAttribute('aria-labelledby') || '').split(' ')
      .map((id) => document.getElementById(id)?.textContent || '').join(' ');
    const labels = [...(element.labels || [])].map((label) => label.textContent).join(' ');
    const words = element.getAttribute('aria-label') || labelled.trim() || labels || element.textContent
      || element.title || element.placeholder || element.querySelector('img')?.alt || '';
    return words.trim().replace(/\s+/g, ' ').slice(0, 60);
  };
  const controls = () => [...document.querySelectorAll(CONTROLS)].filter((element) => {
    const seen = element.matches('input[type="radio"], input[type="checkbox"], input[type="file"]')
      ? element.closest('label, [data-testid]') || element : element;
    return shown(seen) && !disabled(element) && element.type !== 'hidden';
  });
  const nameless = () => controls().filter((element) => !name(element))
    .map((element) => element.outerHTML.slice(0, 160));

  // What Tab stopped at, noted on it; null once it is back where it has been. Tab walks on inside a table or a map.
  const KEEPERS = ['CANVAS', 'IFRAME'];
  const stopped = () => {
    const element = document.activeElement;
    if (!element || element === document.body) { return null; }
    if (element.dataset.tachaStopped && !KEEPERS.includes(element.tagName)) { return null; }
    element.dataset.tachaStopped = 'yes';
    const look = getComputedStyle(element);
    const ringed = element.tagName === 'IFRAME' || (look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2);
    return { name: name(element), tag: element.tagName.toLowerCase(), ringed };
  };
  // Controls that Tab did not stop at; arrows walk through a group, so one stop in it is enough, and the arrow
  // beside the words of a choice is a part of it.
  const GROUPS = '[role="radiogroup"], [role="tablist"], [role="toolbar"], [role="listbox"], '
    + '[data-testid="stSelectbox"], [data-testid="stMultiSelect"]';
  const missed = () => controls().filter((element) => {
    if (element.dataset.tachaStopped) { return false; }
    const group = element.closest(GROUPS);
    return !(group && group.querySelector('[data-tacha-stopped]'));
  }).map((element) => `${element.tagName.toLowerCase()} ${name(element)}`.trim());
  return { pale, nameless, stopped, missed, count: () => controls().length };
})();
