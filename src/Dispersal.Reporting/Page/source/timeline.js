// The slider with play button and the dates on which ground was lost.
import { select } from 'd3-selection';
import { clock, onDate, onPlay, play, setDate } from './clock.js';
import { follow } from './tip.js';
import { day, month, time } from './words.js';

export function drawTimeline(data) {
  const slider = document.getElementById('date');
  if (!slider) return;
  const button = document.getElementById('play');
  const said = document.getElementById('date-said');
  const lost = document.getElementById('lost');
  slider.max = data.dates.length - 1;
  slider.addEventListener('input', () => {
    const wanted = Number(slider.value);
    play(false);
    setDate(wanted);
  });
  button.addEventListener('click', () => play(!clock.playing));
  onPlay(isPlaying => {
    button.textContent = isPlaying ? 'Pause' : 'Play';
    button.classList.toggle('on', isPlaying);
  });

  // Marks stand where the slider's thumb is on the last day of their month.
  const marks = select(document.getElementById('marks'));
  const first = time(data.start);
  const last = time(data.dates[data.dates.length - 1]);
  const share = date => ((time(date) - first) / (last - first)) * 100;
  if (data.forecast) {
    marks.append('rect').attr('class', 'forecast').attr('x', `${share(data.forecast)}%`).attr('width', `${100 - share(data.forecast)}%`).attr('y', 0).attr('height', '100%');
    marks.append('text').attr('class', 'forecast-name').attr('x', `${share(data.forecast)}%`).attr('dx', 5).attr('y', 11).text('forecast');
  }
  for (let year = Number(data.start.slice(0, 4)) + 1; year <= Number(data.dates[data.dates.length - 1].slice(0, 4)); year += 1) {
    const every = data.dates.length > 96 ? 2 : 1;
    marks.append('line').attr('class', 'year').attr('x1', `${share(`${year}-01-01`)}%`).attr('x2', `${share(`${year}-01-01`)}%`).attr('y1', 30).attr('y2', 35);
    if (year % every === 0) marks.append('text').attr('class', 'year').attr('x', `${share(`${year}-01-01`)}%`).attr('y', 46).attr('text-anchor', 'middle').text(year);
  }
  const losses = marks.selectAll('g.loss').data(data.losses).join('g').attr('class', 'loss');
  losses.append('line').attr('x1', loss => `${share(loss.date)}%`).attr('x2', loss => `${share(loss.date)}%`).attr('y1', 15).attr('y2', 30);
  losses.append('circle').attr('cx', loss => `${share(loss.date)}%`).attr('cy', 15).attr('r', 3);
  follow(losses, loss => [`${loss.name} lost`, day(loss.date)]);

  onDate(at => {
    slider.value = at;
    const date = data.dates[at];
    slider.setAttribute('aria-valuetext', day(date));
    said.textContent = month(date);
    const fallen = data.losses.filter(loss => loss.date.slice(0, 7) === date.slice(0, 7));
    lost.textContent = fallen.length ? `Lost this month: ${fallen.map(loss => `${loss.name} (${day(loss.date)})`).join(', ')}` : '';
    losses.classed('now', loss => loss.date.slice(0, 7) === date.slice(0, 7));
  });
}
