// Courses over time: the median, the band of 90 % around it, and what was observed.
import { extent, max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { select } from 'd3-selection';
import { area, line } from 'd3-shape';
import { clock, onDate, play, setDate } from './clock.js';
import { numbers } from './series.js';
import { hide, show } from './tip.js';
import { day, interval, month, number, signed, time } from './words.js';

export function drawCharts(data) {
  const grid = document.getElementById('charts');
  if (!grid) return;
  const isDifference = data.kind === 'comparison';
  const chooser = document.getElementById('subject');
  const word = isDifference ? signed : number;
  const paints = [];

  // A chart shows the subject chosen where its measures have it, else the one it has.
  function linesOf(spec) {
    const wanted = chooser?.value ?? 'WORLD';
    return spec.lines.map(entry => {
      const bySubject = data.series[entry.measure] ?? {};
      const subject = entry.subject ?? (bySubject[wanted] ? wanted : bySubject.WORLD ? 'WORLD' : Object.keys(bySubject)[0]);
      const found = bySubject[subject];
      return found && { ...entry, subject, low: numbers(found[0]), middle: numbers(found[1]), high: numbers(found[2] ?? found[0]) };
    }).filter(Boolean);
  }

  for (const spec of data.charts) {
    const figure = select(grid).append('figure').attr('class', 'chart');
    const caption = figure.append('figcaption');
    caption.append('h3').text(spec.title);
    const note = caption.append('p').attr('class', 'note');
    const values = caption.append('ul').attr('class', 'values');
    const svg = figure.append('svg').attr('role', 'img').attr('tabindex', 0);
    const picture = svg.append('g');
    const cursor = svg.append('line').attr('class', 'cursor');
    const dots = svg.append('g').attr('class', 'dots');
    const times = data.dates.map(time);
    let x;
    let y;
    let lines;

    function paint() {
      const w = figure.node().clientWidth;
      const h = 190;
      svg.attr('viewBox', `0 0 ${w} ${h}`).attr('width', w).attr('height', h);
      lines = linesOf(spec);
      figure.property('hidden', lines.length === 0);
      if (!lines.length) return;
      const subject = lines[0].subject;
      const name = data.subjects[subject] ?? subject;
      note.text(spec.lines.some(entry => entry.subject) || subject === 'WORLD' ? spec.note : `${name}: ${spec.note}`);
      const capacity = spec.capacity ? numbers(data.capacity?.[subject]) : null;
      const targets = data.targets.filter(target => lines.some(entry => entry.measure === target.measure && entry.subject === target.subject));
      const [left, right, top, bottom] = [2, 6, 12, 22];
      x = scaleLinear([time(data.start), times[times.length - 1]], [left, w - right]);
      const least = Math.min(0, min(lines, entry => min(entry.low)));
      const most = Math.max(max(lines, entry => max(entry.high)), max(targets, target => target.high ?? target.central) ?? 0, isDifference ? 0 : spec.kind === 'share' ? 0.01 : 1);
      y = scaleLinear([least, most === least ? least + 1 : most], [h - bottom, top]).nice(4);
      picture.selectAll('*').remove();
      if (data.forecast) {
        picture.append('rect').attr('class', 'forecast').attr('x', x(time(data.forecast))).attr('width', Math.max(0, w - right - x(time(data.forecast)))).attr('y', top).attr('height', h - bottom - top);
      }
      for (const tick of y.ticks(4)) {
        picture.append('line').attr('class', tick === 0 ? 'grid zero' : 'grid').attr('x1', left).attr('x2', w - right).attr('y1', y(tick)).attr('y2', y(tick));
        picture.append('text').attr('class', 'tick').attr('x', left).attr('y', y(tick) - 3).text(number(tick, spec.kind));
      }
      const years = [Number(data.start.slice(0, 4)), Number(data.dates[data.dates.length - 1].slice(0, 4))];
      const every = Math.max(1, Math.ceil((years[1] - years[0] + 1) / Math.floor(w / 55)));
      for (let year = years[0] + 1; year <= years[1]; year++) {
        if ((year - years[0]) % every && years[1] - years[0] > 3) continue;
        picture.append('text').attr('class', 'tick year').attr('x', x(time(`${year}-01-01`))).attr('y', h - 6).attr('text-anchor', 'middle').text(year);
      }
      lines.forEach((entry, at) => {
        const colour = `line-${entry.colour ?? at}`;
        picture.append('path').attr('class', `band ${colour}`).attr('d', area().x((_, i) => x(times[i])).y0((_, i) => y(entry.low[i])).y1((_, i) => y(entry.high[i]))(entry.middle));
        picture.append('path').attr('class', `median ${colour}`).attr('d', line().x((_, i) => x(times[i])).y(d => y(d))(entry.middle));
      });
      if (capacity) {
        picture.append('path').attr('class', 'capacity').attr('d', line().x((_, i) => x(times[i])).y(d => y(d))(capacity));
        picture.append('text').attr('class', 'capacity-name').attr('x', w - right).attr('y', y(capacity[capacity.length - 1]) - 5).attr('text-anchor', 'end').text(`capacity ${number(capacity[capacity.length - 1])}`);
      }
      for (const target of targets) {
        const mark = picture.append('g').attr('class', `target ${target.held ? 'held-back' : 'fitted'}`);
        const x0 = x(time(target.from));
        const x1 = x(time(target.to));
        const middle = (x0 + x1) / 2;
        if (target.low !== null && target.high !== null) mark.append('line').attr('x1', middle).attr('x2', middle).attr('y1', y(target.low)).attr('y2', y(target.high));
        if (x1 - x0 > 6) mark.append('line').attr('x1', x0).attr('x2', x1).attr('y1', y(target.central)).attr('y2', y(target.central));
        mark.append('circle').attr('cx', middle).attr('cy', y(target.central)).attr('r', 3.4);
        mark.on('pointerenter pointermove', event => {
          event.stopPropagation();
          show([`Observed: ${number(target.central, spec.kind)}${target.low !== null ? ` (${interval(target.low, target.high, spec.kind)})` : ''}`,
            target.from === target.to ? day(target.from) : `${day(target.from)} to ${day(target.to)}`, `Use: ${target.role || 'not said'}`, target.source].filter(Boolean), event.clientX, event.clientY);
        });
      }
      const [a, b] = extent(lines[0].middle);
      const last = lines[0].middle.length - 1;
      svg.attr('aria-label', `${spec.title}, ${name}: from ${word(a, spec.kind)} to ${word(b, spec.kind)}; at the end ${word(lines[0].middle[last], spec.kind)}, 90 % of replicates ${interval(lines[0].low[last], lines[0].high[last], spec.kind)}`);
      say();
    }

    function say() {
      if (!lines?.length) return;
      const at = clock.at;
      values.selectAll('li').data(lines).join(enter => {
        const item = enter.append('li');
        item.append('span').attr('class', 'swatch');
        item.append('span').attr('class', 'who');
        item.append('b');
        item.append('small');
        return item;
      }).attr('class', (entry, i) => `line-${entry.colour ?? i}${lines.length > 1 ? '' : ' only'}`).each(function item(entry) {
        const one = select(this);
        one.select('.who').text(lines.length > 1 ? entry.name : '');
        one.select('b').text(word(entry.middle[at], spec.kind));
        one.select('small').text(lines.length > 1 && !isDifference ? '' : interval(entry.low[at], entry.high[at], spec.kind));
      });
      cursor.attr('x1', x(times[at])).attr('x2', x(times[at])).attr('y1', 10).attr('y2', 168);
      dots.selectAll('circle').data(lines).join('circle').attr('class', (entry, i) => `line-${entry.colour ?? i}`).attr('r', 3).attr('cx', x(times[at])).attr('cy', entry => y(entry.middle[at]));
    }

    const dateAt = event => {
      const [px] = [event.clientX - svg.node().getBoundingClientRect().left];
      const wanted = x.invert(px);
      let best = 0;
      times.forEach((t, i) => {
        if (Math.abs(t - wanted) < Math.abs(times[best] - wanted)) best = i;
      });
      return best;
    };
    const linesAt = at => [month(data.dates[at]), ...lines.map(entry => `${lines.length > 1 ? `${entry.name}: ` : ''}${word(entry.middle[at], spec.kind)} (${interval(entry.low[at], entry.high[at], spec.kind)})`)];
    svg.on('pointermove', event => show(linesAt(dateAt(event)), event.clientX, event.clientY)).on('pointerleave', hide)
      .on('click', event => {
        play(false);
        setDate(dateAt(event));
      })
      .on('focus', () => {
        const { left, top, width } = svg.node().getBoundingClientRect();
        show(linesAt(clock.at), left + width / 2, top + 60);
      })
      .on('blur', hide)
      .on('keydown', event => {
        const step = { ArrowRight: 1, ArrowLeft: -1, PageUp: 12, PageDown: -12, Home: -1e6, End: 1e6 }[event.key];
        if (!step) return;
        event.preventDefault();
        play(false);
        setDate(clock.at + step);
        const { left, top, width } = svg.node().getBoundingClientRect();
        show(linesAt(clock.at), left + width / 2, top + 60);
      });
    paints.push(paint);
    onDate(say);
    paint();
  }

  chooser?.addEventListener('change', () => paints.forEach(paint => paint()));
  let known = grid.clientWidth;
  new ResizeObserver(() => {
    if (grid.clientWidth === known) return;
    known = grid.clientWidth;
    paints.forEach(paint => paint());
  }).observe(grid);
}
