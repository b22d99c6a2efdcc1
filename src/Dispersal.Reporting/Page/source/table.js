// Tables that can be sorted; the one by origin shows the slider's date.
import { clock, onDate } from './clock.js';
import { numbers } from './series.js';
import { interval, month, number } from './words.js';

/** Makes the headings of a table sort its rows. Cells may carry the number they are sorted by. */
export function sortable(table) {
  const body = table.tBodies[0];
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent.toLowerCase() : Number(cell.dataset.value);
  };
  const sort = (column, isDown) => {
    const rows = [...body.rows];
    rows.sort((a, b) => {
      const [x, y] = [key(a, column), key(b, column)];
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'en');
      return isDown ? -order : order;
    });
    body.append(...rows);
  };
  let by = null;
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener('click', () => {
      const isNumber = heading.classList.contains('number');
      const isDown = by?.column === column ? !by.isDown : isNumber;
      by = { column, isDown };
      [...table.tHead.rows[0].cells].forEach(other => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
      sort(column, isDown);
    });
  });
  return { again: () => by && sort(by.column, by.isDown) };
}

export function drawTable(data) {
  const table = document.getElementById('origins');
  if (!table) return;
  const rows = data.table.rows.map(([subject, name, region, isRegion]) => {
    const row = table.tBodies[0].insertRow();
    row.className = isRegion ? 'sum' : '';
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = name;
    row.append(head);
    row.insertCell().textContent = region;
    const cells = data.table.measures.map(measure => {
      const cell = row.insertCell();
      cell.className = 'number';
      return { cell, middle: cell.appendChild(document.createElement('b')), range: cell.appendChild(document.createElement('small')), found: data.series[measure]?.[subject] };
    });
    return { row, cells, isRegion };
  });
  const sorting = sortable(table);
  const said = document.getElementById('origins-date');
  const paint = () => {
    for (const { cells } of rows) {
      for (const { cell, middle, range, found } of cells) {
        if (!found) continue;
        const value = numbers(found[1])[clock.at];
        cell.dataset.value = value;
        middle.textContent = number(value);
        range.textContent = interval(numbers(found[0])[clock.at], numbers(found[2] ?? found[0])[clock.at]);
      }
    }
    said.textContent = month(data.dates[clock.at]);
    sorting.again();
  };
  onDate(() => {
    if (!clock.playing) paint();
  });
  const regions = document.getElementById('show-sums');
  const choose = () => rows.forEach(({ row, isRegion }) => {
    row.hidden = isRegion !== regions.checked;
  });
  if (regions) {
    regions.addEventListener('change', choose);
    choose();
  }
}
