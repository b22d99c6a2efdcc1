// Puts the page together. Its numbers are those of the results.
import { drawCharts } from './charts.js';
import { clock, onPlay, play, setDate } from './clock.js';
import { drawFates } from './fates.js';
import { drawMap } from './map.js';
import { drawTable, sortable } from './table.js';
import { drawTimeline } from './timeline.js';

const read = id => {
  const element = document.getElementById(id);
  return element && JSON.parse(element.textContent);
};
const data = read('data');
for (const table of document.querySelectorAll('table.sortable')) sortable(table);
if (data) {
  clock.count = data.dates.length;
  clock.at = clock.count - 1;
  const begin = data.kind === 'comparison' ? clock.count - 1 : data.first;
  drawTimeline(data);
  drawMap(data, read('world'));
  drawFates(data);
  drawTable(data);
  drawCharts(data);
  setDate(begin);
  // What is left out while playing is caught up with.
  onPlay(isPlaying => {
    if (!isPlaying) setDate(clock.at);
  });
  // Paper shows the end.
  window.addEventListener('beforeprint', () => {
    play(false);
    setDate(clock.count - 1);
    document.querySelectorAll('details').forEach(part => {
      part.open = true;
    });
  });
}
document.documentElement.dataset.ready = 'true';
