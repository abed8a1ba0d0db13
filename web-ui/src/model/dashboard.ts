import { spanText } from './time';

export const ranges = ['24h', '7d', '30d', '90d'] as const;
export type Range = (typeof ranges)[number];

const hour = 3_600_000;
const hours: { readonly [range in Range]: number } = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24, '90d': 90 * 24 };

/** From then until now, in UTC. */
export function spanOf(range: Range, now: Date): { readonly from: string; readonly to: string } {
  return { from: new Date(now.getTime() - hours[range] * hour).toISOString(), to: now.toISOString() };
}

/** A time that was measured: what nobody knows yet is said so, and never shown as 0. */
export function measureText(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? 'Not known yet' : spanText(seconds * 1000);
}

/** When a bucket begins, as short as the range allows. */
export function bucketLabel(at: string, range: Range): string {
  const date = new Date(at);
  return range === '24h'
    ? date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    : date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
}

/** Runs that began and have neither ended nor got stuck. */
export function underWay(runs: {
  readonly started: number; readonly completed: number; readonly failed: number; readonly canceled: number;
}): number {
  return Math.max(0, runs.started - runs.completed - runs.failed - runs.canceled);
}

/** `12 of 340 (4 %)`; a share of nothing is not said. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return String(part);
  const percent = (100 * part) / whole;
  const shown = percent > 0 && percent < 1 ? 'under 1' : String(Math.round(percent));
  return `${part} of ${whole} (${shown} %)`;
}
