import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

/** What each file imports, as paths under `src`, packages by their name. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/from '([^']+)'|import\('([^']+)'\)/g)].map(([, still, lazy]) => {
    const target = still ?? lazy ?? '';
    if (target.startsWith('@/')) return target.slice(2);
    return target.startsWith('.') ? relative(root, join(root, file, '..', target)) : `package:${target}`;
  });
}

function offences(inside: string, forbidden: (target: string, file: string) => boolean): string[] {
  return files
    .filter((file) => file.startsWith(inside))
    .flatMap((file) => importsOf(file).filter((target) => forbidden(target, file)).map((target) => `${file} → ${target}`));
}

function featureOf(path: string): string | undefined {
  return path.split('/')[1];
}

describe('directions', () => {
  it('features do not import features: share it in src/shared, or compose it in src/app', () => {
    expect(offences('features/', (to, file) => to.startsWith('features/') && featureOf(to) !== featureOf(file))).toEqual([]);
  });

  it('only src/app knows the features', () => {
    expect(offences('shared/', (to) => /^(features|app)\//.test(to))).toEqual([]);
    expect(offences('api/', (to) => /^(features|app|shared)\//.test(to))).toEqual([]);
    expect(offences('features/', (to) => to.startsWith('app/'))).toEqual([]);
  });

  it('the model knows no framework, so that it can be tested and reused without one', () => {
    const allowed = new Set(['package:@dagrejs/dagre', 'api/types']);
    expect(offences('model/', (to) => !to.startsWith('model/') && !allowed.has(to))).toEqual([]);
  });
});
