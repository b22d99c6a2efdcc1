// Builds what a report is made of: the script, the style sheet, the map of the world and the licences, into the folder named
// (built/ when none is). The same lock file gives the same bytes.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encode } from './source/series.js';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, 'built');
mkdirSync(out, { recursive: true });

// (1) The script, one file without imports, and the style sheet.
const common = { bundle: true, minify: true, charset: 'ascii', legalComments: 'none', absWorkingDir: here, logLevel: 'warning', metafile: true };
const script = await build({ ...common, entryPoints: ['source/report.js'], outfile: join(out, 'report.js'), format: 'iife', target: 'es2020' });
await build({ ...common, entryPoints: ['source/report.css'], outfile: join(out, 'report.css') });

// (2) The world: shapes of states without names, steps between points written as letters.
const world = JSON.parse(readFileSync(join(here, 'node_modules/world-atlas/countries-50m.json'), 'utf8'));
const antarctica = '010';
const shapes = world.objects.countries.geometries.filter(shape => shape.id !== antarctica);
const used = new Map();
const renumbered = arcs => arcs.map(arc => {
  if (Array.isArray(arc)) return renumbered(arc);
  const index = arc < 0 ? ~arc : arc;
  if (!used.has(index)) used.set(index, used.size);
  return arc < 0 ? ~used.get(index) : used.get(index);
});
const geometries = shapes.map(({ type, arcs }) => ({ type, arcs: renumbered(arcs) }));
const arcs = [...used.keys()].map(index => world.arcs[index].map(([x, y]) => encode(x) + encode(y)).join(''));
writeFileSync(join(out, 'world.json'), JSON.stringify({ scale: world.transform.scale, translate: world.transform.translate, arcs, geometries }) + '\n');

// (3) Licences of what went in.
const packages = new Set(Object.keys(script.metafile.inputs).filter(path => path.startsWith('node_modules/')).map(path => path.split('/')[1]));
packages.add('world-atlas');
const notices = [...packages].sort().map(name => {
  const folder = join(here, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = readFileSync(join(folder, 'LICENSE'), 'utf8').replaceAll('\r', '').trim();
  return `## ${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(join(out, 'THIRD-PARTY.md'),
  '# Parts by others in a report\n\nThe script of a report holds parts of these packages; its map is that of Natural Earth 4.1 (public domain), as packaged by world-atlas.\n\n'
  + notices.join('\n'));
