// The map: places as large as their stock, flows as wide as their volume, a month at a time.
import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { scaleSqrt } from 'd3-scale';
import { select } from 'd3-selection';
import { feature, mesh } from 'topojson-client';
import { clock, onDate } from './clock.js';
import { decode, numbers } from './series.js';
import { follow, hide, show } from './tip.js';
import { interval, number, outcomeWords, signed, stageWords } from './words.js';

// Flows below so many persons a month are not drawn.
const leastFlow = 0.25;
const mostLabels = 14;

function worldOf(packed) {
  const arcs = packed.arcs.map(text => {
    const steps = [...decode(text)];
    return steps.flatMap((x, i) => (i % 2 ? [] : [[x, steps[i + 1]]]));
  });
  const topology = {
    type: 'Topology', transform: { scale: packed.scale, translate: packed.translate }, arcs,
    objects: { states: { type: 'GeometryCollection', geometries: packed.geometries } },
  };
  return { land: feature(topology, topology.objects.states), borders: mesh(topology, topology.objects.states, (a, b) => a !== b) };
}

/** A flow as a shape that narrows towards where it goes, bent to its left so that both directions can be seen; each outcome a little further. */
function taper([x0, y0], [x1, y1], width, order) {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const length = Math.hypot(dx, dy);
  if (length < 0.5) return '';
  const bend = Math.min(0.2 * length, 90) * (1 + 0.35 * order);
  const cx = (x0 + x1) / 2 + (dy / length) * bend;
  const cy = (y0 + y1) / 2 - (dx / length) * bend;
  const there = [];
  const back = [];
  const steps = 14;
  for (let i = 0; i <= steps; i++) {
    const t = i / steps;
    const u = 1 - t;
    const x = u * u * x0 + 2 * u * t * cx + t * t * x1;
    const y = u * u * y0 + 2 * u * t * cy + t * t * y1;
    const tx = 2 * u * (cx - x0) + 2 * t * (x1 - cx);
    const ty = 2 * u * (cy - y0) + 2 * t * (y1 - cy);
    const size = Math.hypot(tx, ty) || 1;
    const half = (width / 2) * (1 - 0.8 * t);
    there.push(`${(x - (ty / size) * half).toFixed(1)},${(y + (tx / size) * half).toFixed(1)}`);
    back.unshift(`${(x + (ty / size) * half).toFixed(1)},${(y - (tx / size) * half).toFixed(1)}`);
  }
  return `M${there.join('L')}L${back.join('L')}Z`;
}

export function drawMap(data, packedWorld) {
  const box = document.getElementById('map');
  if (!box) return;
  const world = worldOf(packedWorld);
  const isDifference = data.kind === 'comparison';
  const svg = select(box).append('svg').attr('class', 'map').attr('role', 'group').attr('aria-label', box.dataset.label);
  const land = svg.append('path').attr('class', 'land');
  const borders = svg.append('path').attr('class', 'borders');
  const flowLayer = svg.append('g').attr('class', 'flows');
  const placeLayer = svg.append('g').attr('class', 'places');
  const labelLayer = svg.append('g').attr('class', 'labels').attr('aria-hidden', 'true');
  const hidden = new Set();

  const flows = data.flows.map(([route, outcome, mean, low, high]) => ({
    route: data.routes[route], outcome: data.outcomes[outcome], order: outcome, mean, low, high, id: `${route}.${outcome}`, most: Math.max(...numbers(mean).map(Math.abs)),
  }));
  // The widest flow that a view has at any date is so wide; those too short to be seen in it are left to closer views.
  const width = scaleSqrt([0, 1], [0, 15]);
  const shortest = 14;
  let drawn = [];
  const radius = scaleSqrt([0, data.mostStock || 1], [0, 26]);
  // Everything on the page is the number of a date; in a comparison there is one date, the end.
  const valueAt = (text, at) => {
    const values = numbers(text);
    return values ? values[Math.min(at, values.length - 1)] : null;
  };

  // A small screen begins nearer.
  let view = data.views[box.clientWidth < 560 && data.views.length > 2 ? 1 : 0];
  let points = [];
  let shown = [];
  let chosen = -1;

  function project() {
    const w = box.clientWidth;
    const h = Math.round(Math.max(260, Math.min(w * 0.52, 620)));
    svg.attr('viewBox', `0 0 ${w} ${h}`).attr('width', w).attr('height', h);
    const [west, south, east, north] = view.box;
    const projection = geoNaturalEarth1().rotate([-(west + east) / 2, 0]);
    radius.range([0, Math.max(11, Math.min(26, w / 42))]);
    width.range([0, Math.max(8, Math.min(15, w / 60))]);
    const corners = [];
    for (let i = 0; i <= 8; i++) {
      const lon = west + ((east - west) * i) / 8;
      corners.push([lon, south], [lon, north]);
    }
    projection.fitExtent([[6, 6], [w - 6, h - 6]], { type: 'MultiPoint', coordinates: corners });
    projection.clipExtent([[-40, -40], [w + 40, h + 40]]);
    const path = geoPath(projection);
    land.attr('d', path(world.land));
    borders.attr('d', path(world.borders));
    points = data.places.map(place => {
      const [x, y] = projection([place.lon, place.lat]) ?? [NaN, NaN];
      return { x, y, inside: x > 0 && y > 0 && x < w && y < h };
    });
    drawn = flows.filter(({ route }) => (points[route.from].inside || points[route.to].inside)
      && Math.hypot(points[route.from].x - points[route.to].x, points[route.from].y - points[route.to].y) >= shortest);
    width.domain([0, Math.max(1, ...drawn.map(flow => flow.most))]);
  }

  const placeLines = place => {
    const stock = valueAt(place.stock, clock.at);
    if (isDifference) {
      return [place.name, `${signed(stock ?? 0)} persons on the last day`, `90 % of paired replicates: ${interval(valueAt(place.low, 0) ?? 0, valueAt(place.high, 0) ?? 0)}`];
    }
    const stages = place.stages
      .map(([stage, text]) => [stageWords[data.stages[stage]] ?? data.stages[stage], valueAt(text, clock.at)])
      .filter(([, value]) => value >= 0.05).sort((a, b) => b[1] - a[1]).slice(0, 5);
    const moves = flows.filter(flow => flow.outcome === 'passed' && (flow.route.from === place.index || flow.route.to === place.index))
      .map(flow => [flow, valueAt(flow.mean, clock.at)]).filter(([, value]) => value >= leastFlow).sort((a, b) => b[1] - a[1]).slice(0, 3)
      .map(([flow, value]) => flow.route.from === place.index
        ? `to ${data.places[flow.route.to].name} ${number(value)} a month` : `from ${data.places[flow.route.from].name} ${number(value)} a month`);
    return [`${place.name}: ${number(stock ?? 0)} persons`, ...stages.map(([stage, value]) => `${stage} ${number(value)}`), ...moves];
  };

  const flowLines = flow => {
    const title = `${data.places[flow.route.from].name} to ${data.places[flow.route.to].name}, by ${flow.route.mode === 'refugee' ? 'the refugee route' : flow.route.mode}`;
    const same = flows.filter(other => other.route === flow.route);
    return [title, ...same.map(other => {
      const value = valueAt(other.mean, clock.at) ?? 0;
      const range = other.low ? ` (${interval(valueAt(other.low, clock.at), valueAt(other.high, clock.at))})` : '';
      return isDifference ? `${signed(value)} crossings in all${range}` : `${outcomeWords[other.outcome] ?? other.outcome} ${number(value)}${range}`;
    })];
  };

  function paint() {
    const at = clock.at;
    // (1) Flows, the widest below.
    const now = drawn.map(flow => ({ flow, value: valueAt(flow.mean, at) ?? 0 }))
      .filter(({ flow, value }) => Math.abs(value) >= (isDifference ? Math.max(1, width.domain()[1] / 150) : leastFlow) && !hidden.has(isDifference ? (value > 0 ? 'more' : 'fewer') : flow.outcome))
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    const paths = flowLayer.selectAll('path').data(now, entry => entry.flow.id).join('path')
      .attr('class', entry => `flow ${isDifference ? (entry.value > 0 ? 'more' : 'fewer') : entry.flow.outcome}`)
      .attr('d', ({ flow, value }) => {
        const from = points[flow.route.from];
        const to = points[flow.route.to];
        return Number.isFinite(from.x) && Number.isFinite(to.x) ? taper([from.x, from.y], [to.x, to.y], Math.max(0.7, width(Math.abs(value))), flow.order) : '';
      });
    paths.order();
    follow(paths, entry => flowLines(entry.flow));

    // (2) Places, the largest below.
    shown = data.places.map((place, index) => ({ place, index, value: valueAt(place.stock, at) ?? 0 }))
      .filter(({ index, value, place }) => points[index].inside && (Math.abs(value) >= 0.5 || place.kind === 'theatre'))
      .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    const circles = placeLayer.selectAll('circle').data(shown, entry => entry.place.id).join('circle')
      .attr('class', entry => `place ${entry.place.kind}${isDifference ? (entry.value < 0 ? ' fewer' : ' more') : ''}`)
      .attr('role', 'img')
      .attr('tabindex', (entry, at) => (chosen === entry.index || (chosen < 0 && at === 0) ? 0 : -1))
      .attr('aria-label', entry => `${entry.place.name}: ${isDifference ? signed(entry.value) : number(entry.value)} persons`)
      .attr('cx', entry => points[entry.index].x).attr('cy', entry => points[entry.index].y)
      .attr('r', entry => Math.max(1.8, radius(Math.abs(entry.value))));
    circles.order();
    follow(circles, entry => placeLines(entry.place));
    circles.on('focus', (event, entry) => {
      chosen = entry.index;
      circles.attr('tabindex', other => (other.index === chosen ? 0 : -1));
      const { left, top, width: w, height: h } = event.currentTarget.getBoundingClientRect();
      show(placeLines(entry.place), left + w / 2, top + h / 2);
    }).on('blur', hide).on('keydown', (event, entry) => {
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
      if (event.key === 'Escape') hide();
      if (!steps[event.key]) return;
      event.preventDefault();
      const order = shown.findIndex(other => other.index === entry.index) + steps[event.key];
      const next = shown[(order + shown.length) % shown.length];
      circles.filter(other => other.index === next.index).node()?.focus();
    });

    // (3) Names where there is room.
    const taken = [];
    const names = [];
    for (const entry of shown) {
      if (names.length >= mostLabels) break;
      const { x, y } = points[entry.index];
      const r = Math.max(1.8, radius(Math.abs(entry.value)));
      const w = entry.place.name.length * 6.2;
      for (const [dx, anchor] of [[r + 4, 'start'], [-r - 4, 'end']]) {
        const left = anchor === 'start' ? x + dx : x + dx - w;
        const area = [left, y - 8, left + w, y + 8];
        if (left < 2 || area[2] > box.clientWidth - 2 || taken.some(t => t[0] < area[2] && t[2] > area[0] && t[1] < area[3] && t[3] > area[1])) continue;
        taken.push(area);
        names.push({ ...entry, x: x + dx, y, anchor });
        break;
      }
    }
    labelLayer.selectAll('text').data(names, name => name.place.id).join('text')
      .attr('x', name => name.x).attr('y', name => name.y).attr('dy', '0.35em').attr('text-anchor', name => name.anchor).text(name => name.place.name);
  }

  const redraw = () => {
    project();
    paint();
  };

  // Views and outcomes.
  const views = document.getElementById('views');
  select(views).selectAll('button').data(data.views).join('button').attr('type', 'button').text(other => other.name)
    .attr('aria-pressed', other => String(other === view))
    .on('click', (_, other) => {
      view = other;
      select(views).selectAll('button').attr('aria-pressed', one => String(one === view));
      redraw();
    });
  const kinds = isDifference ? [['more', 'More persons than before'], ['fewer', 'Fewer persons than before']]
    : data.outcomes.map(outcome => [outcome, outcomeWords[outcome] ?? outcome]);
  const legend = select(document.getElementById('outcomes')).selectAll('label').data(kinds).join(enter => {
    const label = enter.append('label').attr('class', ([key]) => `outcome ${key}`);
    label.append('input').attr('type', 'checkbox').property('checked', true).on('change', (event, [key]) => {
      if (event.currentTarget.checked) hidden.delete(key);
      else hidden.add(key);
      paint();
    });
    label.append('span').attr('class', 'swatch');
    label.append('span').text(([, words]) => words);
    label.append('b');
    return label;
  });
  const live = document.getElementById('live');
  onDate(at => {
    legend.select('b').text(([key]) => (data.totals?.[key] ? number(valueAt(data.totals[key], at)) : ''));
    paint();
    if (live && !clock.playing && data.totals) {
      live.textContent = kinds.map(([key, words]) => `${words} ${number(valueAt(data.totals[key], at))}`).join(', ');
    }
  });
  new ResizeObserver(() => {
    if (Number(svg.attr('width')) !== box.clientWidth) redraw();
  }).observe(box);
  redraw();
}
