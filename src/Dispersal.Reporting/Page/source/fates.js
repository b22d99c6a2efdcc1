// From where they came to what became of them, on the slider's date.
import { sankey, sankeyJustify, sankeyLinkHorizontal } from 'd3-sankey';
import { select } from 'd3-selection';
import { clock, onDate } from './clock.js';
import { numbers } from './series.js';
import { follow } from './tip.js';
import { fateWords, month, number } from './words.js';

const families = {
  embedded: 'theatre', underground: 'theatre', 'in-transit': 'moving', stranded: 'moving', 'with-affiliate': 'affiliate', held: 'held',
  'at-large': 'home', known: 'home', charged: 'home', imprisoned: 'home', 'in-programme': 'home', clandestine: 'home', disengaged: 'home',
  'third-country': 'elsewhere', 'imprisoned-abroad': 'held', dead: 'dead',
};
const order = Object.keys(fateWords);

export function drawFates(data) {
  const box = document.getElementById('fates');
  if (!box) return;
  const svg = select(box).append('svg').attr('role', 'img');
  const linkLayer = svg.append('g').attr('class', 'links');
  const nodeLayer = svg.append('g');
  const said = document.getElementById('fates-date');

  function paint() {
    const w = box.clientWidth;
    const isNarrow = w < 560;
    const h = 600;
    svg.attr('viewBox', `0 0 ${w} ${h}`).attr('width', w).attr('height', h);
    // (1) What there is on the date.
    const links = data.fates.rows.map(([from, fate, text]) => ({ from, fate: data.fates.names[fate], value: numbers(text)[clock.at] })).filter(link => link.value >= 0.05);
    const origins = [...new Set(links.map(link => link.from))].sort((a, b) => a - b);
    const fates = [...new Set(links.map(link => link.fate))].sort((a, b) => order.indexOf(a) - order.indexOf(b));
    const total = links.reduce((sum, link) => sum + link.value, 0);
    said.textContent = month(data.dates[clock.at]);
    svg.attr('aria-label', `${month(data.dates[clock.at])}: ${fates.map(fate => `${fateWords[fate] ?? fate} ${number(links.filter(link => link.fate === fate).reduce((sum, link) => sum + link.value, 0))}`).join(', ')}`);
    if (!links.length) {
      linkLayer.selectAll('*').remove();
      nodeLayer.selectAll('*').remove();
      return;
    }
    // (2) Where it goes.
    const nodes = [...origins.map(from => ({ id: `o${from}`, name: data.fates.origins[from], side: 0 })), ...fates.map(fate => ({ id: fate, name: fateWords[fate] ?? fate, side: 1, family: families[fate] ?? 'elsewhere' }))];
    const layout = sankey().nodeId(node => node.id).nodeAlign(sankeyJustify).nodeWidth(10).nodePadding(15).nodeSort(null).linkSort(null)
      .extent([[isNarrow ? 2 : 190, 10], [isNarrow ? w - 2 : w - 265, h - 10]]);
    const graph = layout({ nodes: nodes.map(node => ({ ...node })), links: links.map(link => ({ source: `o${link.from}`, target: link.fate, value: link.value })) });
    // (3) The picture.
    const path = sankeyLinkHorizontal();
    const bands = linkLayer.selectAll('path').data(graph.links, link => `${link.source.id}.${link.target.id}`).join('path')
      .attr('class', link => `link ${link.target.family}`).attr('d', path).attr('stroke-width', link => Math.max(0.5, link.width));
    follow(bands, link => [`${link.source.name}: ${link.target.name}`, `${number(link.value)} persons`, `${number(link.value / link.source.value, 'share')} of those from there`]);
    const groups = nodeLayer.selectAll('g.node').data(graph.nodes, node => node.id).join(enter => {
      const group = enter.append('g').attr('class', 'node');
      group.append('rect');
      group.append('text');
      return group;
    });
    groups.select('rect').attr('class', node => node.family ?? 'origin').attr('x', node => node.x0).attr('y', node => node.y0)
      .attr('width', node => node.x1 - node.x0).attr('height', node => Math.max(1, node.y1 - node.y0));
    groups.select('text').attr('y', node => (node.y0 + node.y1) / 2).attr('dy', '0.35em')
      .attr('x', node => ((node.side === 0) === isNarrow ? node.x1 + 6 : node.x0 - 6))
      .attr('text-anchor', node => ((node.side === 0) === isNarrow ? 'start' : 'end'))
      .each(function label(node) {
        const text = select(this).text('');
        text.append('tspan').attr('class', 'name').text(`${node.name} `);
        text.append('tspan').attr('class', 'count').text(number(node.value));
      });
    follow(groups, node => [node.name, `${number(node.value)} persons`, `${number(node.value / total, 'share')} of all who departed`]);
  }

  onDate(paint);
  new ResizeObserver(() => {
    if (Number(svg.attr('width')) !== box.clientWidth) paint();
  }).observe(box);
}
