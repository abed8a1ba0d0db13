import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

const home = join(import.meta.dirname, '../../..');
const file = process.env['SLUICE_FIGURES'] ?? join(home, 'bench/results/results.jsonl');

/** Prints the figure, and appends it beside those of the other measurements. */
export function record(metric: string, values: readonly number[], more: object = {}): void {
  const sorted = values.toSorted((a, b) => a - b);
  const line = JSON.stringify({
    metric,
    value: round(median(sorted)),
    min: round(sorted[0] ?? 0),
    max: round(sorted.at(-1) ?? 0),
    ...more,
    commit: commit(),
    date: new Date().toISOString().replace(/\.\d+Z/, 'Z'),
    cores: cpus().length,
    // Frames depend on what else the machine is at.
    load: round(loadavg()[0] ?? 0),
  });
  process.stdout.write(`${line}\n`);
  appendFileSync(file, `${line}\n`);
}

export function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const round = (value: number) => Math.round(value * 10) / 10;

function commit(): string {
  try {
    return execFileSync('git', ['-C', home, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
