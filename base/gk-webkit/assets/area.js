// Names an area by drawing it over a page under its grid: fills the two cells in the form beside. A convenience: the form
// works without it. <svg data-cells="24 40"> with one <image>; the fields are #f-from and #f-to.
(() => {
  "use strict";
  const svg = document.querySelector("svg[data-cells]");
  const field = (name) => document.getElementById("f-" + name);
  const [from, to, words, ground] = ["from", "to", "words", "ground"].map(field);
  const image = svg && svg.querySelector("image");
  if (!image || !from || !to) return;
  const [columns, rows] = svg.dataset.cells.split(" ").map(Number);
  const size = { width: Number(image.getAttribute("width")), height: Number(image.getAttribute("height")) };
  const drawn = document.createElementNS(svg.namespaceURI, "rect");
  drawn.setAttribute("class", "drawn");
  svg.append(drawn);

  const at = (event) => {
    const box = image.getBoundingClientRect();
    const place = (part, count) => Math.min(count - 1, Math.max(0, Math.floor(part * count)));
    return {
      column: place((event.clientX - box.left) / box.width, columns),
      row: place((event.clientY - box.top) / box.height, rows),
    };
  };
  const name = (cell) => String.fromCharCode(65 + cell.column) + (cell.row + 1);
  const read = (text) => {
    const found = /^\s*([a-z])\s*(\d{1,2})\s*$/i.exec(text);
    if (!found) return null;
    const cell = { column: found[1].toUpperCase().charCodeAt(0) - 65, row: Number(found[2]) - 1 };
    return cell.column < columns && cell.row >= 0 && cell.row < rows ? cell : null;
  };
  const show = () => {
    const first = read(from.value);
    const last = to.value.trim() === "" ? first : read(to.value);
    const known = first !== null && last !== null;
    drawn.toggleAttribute("hidden", !known);
    const [left, right] = known ? [first.column, last.column].sort((a, b) => a - b) : [0, -1];
    const [top, bottom] = known ? [first.row, last.row].sort((a, b) => a - b) : [0, -1];
    const set = (what, number) => drawn.setAttribute(what, String(number));
    set("x", (size.width / columns) * left);
    set("y", (size.height / rows) * top);
    set("width", (size.width / columns) * (right - left + 1));
    set("height", (size.height / rows) * (bottom - top + 1));
  };
  const put = (first, last) => {
    const corner = (which) => ({ column: which(first.column, last.column), row: which(first.row, last.row) });
    from.value = name(corner(Math.min));
    to.value = name(corner(Math.max));
    if (words) words.value = "";
    show();
  };

  let begun = null;
  svg.addEventListener("pointerdown", (event) => {
    // A finger scrolls; it names the two cells by two taps.
    if (event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    begun = at(event);
    svg.setPointerCapture(event.pointerId);
    put(begun, begun);
  });
  svg.addEventListener("pointermove", (event) => {
    if (begun) put(begun, at(event));
  });
  svg.addEventListener("pointerup", (event) => {
    if (!begun) return;
    put(begun, at(event));
    begun = null;
    if (ground) ground.focus({ preventScroll: true });
  });
  svg.addEventListener("pointercancel", () => {
    begun = null;
  });
  let tapped = null;
  svg.addEventListener("click", (event) => {
    if (event.pointerType !== "touch") return;
    const cell = at(event);
    put(tapped || cell, cell);
    tapped = tapped ? null : cell;
  });
  for (const one of [from, to]) one.addEventListener("input", show);
  show();
})();
