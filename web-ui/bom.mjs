// Writes down what the page is made of (CycloneDX), from package-lock.json alone: no network, and the same bytes each time.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const folder = join(here, 'bom', 'META-INF', 'sbom');
const npm = process.env.npm_execpath;
const asked = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];

const said = npm ? execFileSync(process.execPath, [npm, ...asked], at()) : execFileSync('npm', asked, at());
const { serialNumber, metadata, components, dependencies, ...bom } = JSON.parse(said);

// What only tools need is not shipped. (npm's own --omit dev leaves out whatever a tool needs as well, React among it.)
const shipped = new Set(
  Object.entries(JSON.parse(readFileSync(join(here, 'package-lock.json'), 'utf8')).packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`),
);
const isShipped = (ref) => shipped.has(ref) || ref === metadata.component['bom-ref'];

// What differs from one build to the next, and from one npm to the next, is left out.
const { timestamp, tools, ...about } = metadata;
const kept = {
  ...bom,
  metadata: about,
  components: components.filter((one) => isShipped(one['bom-ref'])).toSorted(by('bom-ref')),
  dependencies: dependencies
    .filter(({ ref }) => isShipped(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isShipped).toSorted() }))
    .toSorted(by('ref')),
};
if (kept.components.length === 0) throw new Error('Expected the page to be made of something, found nothing in package-lock.json.');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'web-ui.cdx.json'), `${JSON.stringify(kept, null, 1)}\n`);

function at() {
  return { cwd: here, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] };
}

function by(key) {
  return (one, other) => (one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : 0);
}
