import type { RunStatus } from '@/api/types';
import { type Range, ranges } from '@/model/dashboard';
import { policyStatuses } from '@/model/policy';

/** What a page keeps in its address; anything else there is dropped. */
type Raw = Record<string, unknown>;

function text(raw: Raw, key: string): string | undefined {
  const value = raw[key];
  if (typeof value === 'string' && value !== '') return value.slice(0, 500);
  return typeof value === 'number' ? String(value) : undefined;
}

function oneOf<const T extends string>(raw: Raw, key: string, allowed: readonly T[]): T | undefined {
  return allowed.find((value) => value === raw[key]);
}

const runStatuses: readonly RunStatus[] = ['running', 'completed', 'failed', 'canceling', 'canceled'];

export function workflows(raw: Raw): { q?: string | undefined } {
  return { q: text(raw, 'q') };
}

export interface WorkflowSearch {
  tab?: 'diagram' | 'versions' | 'triggers' | 'problems' | 'verdicts' | undefined;
  version?: number | undefined;
  node?: string | undefined;
  run?: 'live' | 'dry' | undefined;
  /** `1..3`, `2..draft`: what differs between two states of it. */
  compare?: string | undefined;
}

export function workflow(raw: Raw): WorkflowSearch {
  return {
    tab: oneOf(raw, 'tab', ['diagram', 'versions', 'triggers', 'problems', 'verdicts']),
    version: version(raw),
    node: text(raw, 'node'),
    run: oneOf(raw, 'run', ['live', 'dry']),
    compare: /^([1-9]\d{0,8}|draft)\.\.([1-9]\d{0,8}|draft)$/.test(text(raw, 'compare') ?? '') ? text(raw, 'compare') : undefined,
  };
}

function version(raw: Raw): number | undefined {
  const value = Number(raw['version']);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

export function runbook(raw: Raw): { version?: number | undefined } {
  return { version: version(raw) };
}

const editorPanels = ['inspector', 'problems', 'versions', 'outline', 'text', 'trial'] as const;

export interface EditorSearch {
  /** A run whose outputs become pins, and whose event becomes the sample. */
  run?: string | undefined;
  node?: string | undefined;
  panel?: (typeof editorPanels)[number] | undefined;
}

export function editor(raw: Raw): EditorSearch {
  return { run: text(raw, 'run'), node: text(raw, 'node'), panel: oneOf(raw, 'panel', editorPanels) };
}

export interface RunsSearch {
  workflow?: string | undefined;
  status?: RunStatus | undefined;
  incident?: boolean | undefined;
  mode?: 'live' | 'dry-run' | undefined;
  trial?: boolean | undefined;
  /** Only the runs that are parts of this one. */
  parent?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  query?: string | undefined;
}

export function runs(raw: Raw): RunsSearch {
  return {
    workflow: text(raw, 'workflow'),
    status: oneOf(raw, 'status', runStatuses),
    incident: raw['incident'] === true || raw['incident'] === 'true' ? true : undefined,
    mode: oneOf(raw, 'mode', ['live', 'dry-run']),
    trial: typeof raw['trial'] === 'boolean' ? raw['trial'] : undefined,
    parent: text(raw, 'parent'),
    from: text(raw, 'from'),
    to: text(raw, 'to'),
    query: text(raw, 'query'),
  };
}

export interface RunSearch {
  node?: string | undefined;
  tab?: 'timeline' | 'steps' | 'changes' | 'data' | 'log' | undefined;
}

export function run(raw: Raw): RunSearch {
  return {
    node: text(raw, 'node'),
    tab: oneOf(raw, 'tab', ['timeline', 'steps', 'changes', 'data', 'log']),
  };
}

export function compare(raw: Raw): { a?: string | undefined; b?: string | undefined } {
  return { a: text(raw, 'a'), b: text(raw, 'b') };
}

export interface DashboardSearch {
  range?: Range | undefined;
  workflow?: string | undefined;
}

export function dashboard(raw: Raw): DashboardSearch {
  return { range: oneOf(raw, 'range', ranges), workflow: text(raw, 'workflow') };
}

export function approvals(raw: Raw): { status?: 'open' | 'decided' | undefined } {
  return { status: oneOf(raw, 'status', ['open', 'decided']) };
}

export function approval(raw: Raw): { project?: string | undefined } {
  return { project: text(raw, 'project') };
}

export function events(raw: Raw): { outcome?: string | undefined } {
  return { outcome: oneOf(raw, 'outcome', ['started', 'duplicate', 'woke', 'ignored', 'refused']) };
}

export function policies(raw: Raw): { status?: string | undefined; query?: string | undefined } {
  return { status: oneOf(raw, 'status', policyStatuses), query: text(raw, 'query') };
}

export function sandbox(raw: Raw): { tab?: string | undefined } {
  return { tab: text(raw, 'tab') };
}

export function settings(raw: Raw): { tab?: 'account' | 'general' | 'retention' | 'users' | 'groups' | 'projects' | 'tokens' | undefined } {
  return { tab: oneOf(raw, 'tab', ['account', 'general', 'retention', 'users', 'groups', 'projects', 'tokens']) };
}
