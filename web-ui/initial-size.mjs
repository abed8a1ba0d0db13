// What a browser must load before it can show anything: the scripts and styles that index.html names.
// Fails the build when the scripts together are larger than the bound, or hold the editor.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const boundKilobytes = 450;
const dist = join(import.meta.dirname, process.argv[2] ?? 'dist');

const page = readFileSync(join(dist, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file);
const scripts = named.filter((file) => file.endsWith('.js'));
const gzip = (files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1000;
const all = readdirSync(join(dist, 'assets')).filter((file) => file.endsWith('.js')).map((file) => `assets/${file}`);

const initial = gzip(scripts);
const report = {
  metric: 'web.initial_js_gzip_kb',
  value: Number(initial.toFixed(1)),
  bound: boundKilobytes,
  scripts: scripts.length,
  css_kb: Number(gzip(named.filter((file) => file.endsWith('.css'))).toFixed(1)),
  all_js_kb: Number(gzip(all).toFixed(1)),
};
console.log(JSON.stringify(report));
if (scripts.length === 0) fail('Expected index.html to name scripts, found none.');
if (initial > boundKilobytes) fail(`Expected at most ${boundKilobytes} KB of initial JavaScript, found ${report.value}; load pages and libraries lazily.`);
const editor = scripts.filter((file) => readFileSync(join(dist, file), 'utf8').includes('react-flow__'));
if (editor.length > 0) fail(`Expected the canvas to be loaded lazily, found it in ${editor.join(', ')}.`);

function fail(why) {
  console.error(why);
  process.exit(1);
}
