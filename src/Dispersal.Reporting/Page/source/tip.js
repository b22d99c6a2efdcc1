// The note that follows the pointer or the focus. Text only.
let box;

export function show(lines, x, y) {
  box ??= document.getElementById('tip');
  box.replaceChildren(...lines.map((line, at) => {
    const row = document.createElement(at === 0 ? 'strong' : 'span');
    row.textContent = line;
    return row;
  }));
  box.hidden = false;
  const { width, height } = box.getBoundingClientRect();
  const left = Math.min(Math.max(8, x + 14), document.documentElement.clientWidth - width - 8);
  const top = y + 18 + height > window.innerHeight ? y - height - 12 : y + 18;
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(8, top)}px`;
}

export function hide() {
  if (box) box.hidden = true;
}

/** Shows lines while the pointer is over a selection of elements. */
export function follow(selection, lines) {
  return selection
    .on('pointerenter pointermove', (event, datum) => show(lines(datum), event.clientX, event.clientY))
    .on('pointerleave', hide);
}
