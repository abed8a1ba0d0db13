import type { JournalEntry, Run } from '@/api/types';
import { asText, isJsonObject, kebab, textAt, type Json, type JsonObject } from './json';
import { spanText } from './time';
import type { NodeKind } from './workflow';

export type Tone = 'plain' | 'good' | 'change' | 'wait' | 'bad' | 'person';

/** One line of a run's story. */
export interface Moment {
  readonly key: string;
  readonly at: string;
  readonly tone: Tone;
  readonly text: string;
  readonly detail?: string;
  readonly node?: string;
  /** Set when it was said again and again, with nothing else from the node in between. */
  readonly again?: { readonly times: number; readonly last: string };
}

type Told = { readonly tone: Tone; readonly text: string; readonly detail?: string | undefined };
type Event = JsonObject & { readonly type: string };

/** The journal as sentences, oldest first; bookkeeping is left out. */
export function momentsOf(entries: readonly JournalEntry[], run: Run): Moment[] {
  const names = new Map(run.document.nodes.map((node) => [node.id, node.name || node.id]));
  const nodeOfStep = new Map<string, string>(run.steps.map((step) => [String(step.id), step.node]));
  const kinds = new Map(run.document.nodes.map(({ id, kind }) => [id, kind]));
  const guards = new Set<string>();
  return entries.flatMap((entry) =>
    entry.events.flatMap((event, index) => {
      const entered = event['step'];
      if (isJsonObject(entered)) {
        if (isGuard(entered, kinds.get(String(entered['node'])))) guards.add(String(entered['id']));
        nodeOfStep.set(String(entered['id']), String(entered['node']));
      }
      // That an event is waited for is no part of the story; that it came is.
      if (guards.has(stepKey(entered)) && !heard.has(kebab(event.type))) return [];
      const node = textAt(event, 'node') ?? textAt(event, 'boundary') ?? nodeOfStep.get(stepKey(event['step']));
      const told = tell(event, node ? (names.get(node) ?? node) : 'A step');
      if (!told) return [];
      const { detail, ...rest } = told;
      const key = `${entry.version}.${index}`;
      return [{ key, at: entry.at, ...rest, ...(detail ? { detail } : {}), ...(node ? { node } : {}) }];
    }),
  );
}

const heard: ReadonlySet<string> = new Set(['boundary-fired', 'message-received', 'incident-raised', 'incident-resolved']);

/** A step that only waits for the event of a boundary or a handler. */
function isGuard(step: JsonObject, kind: NodeKind | undefined): boolean {
  const doing = step['doing'];
  return kind === 'boundary' || (kind === 'handler' && isJsonObject(doing) && textAt(doing, 'is') !== 'inside');
}

/** A step that looks every minute says the same each time: that is one line of the story. */
export function withoutEchoes(moments: readonly Moment[]): Moment[] {
  const told: Moment[] = [];
  const lastOf = new Map<string, number>();
  for (const moment of moments) {
    const node = moment.node ?? '';
    const place = lastOf.get(node);
    const before = place === undefined ? undefined : told[place];
    if (place !== undefined && before && isEcho(before, moment)) {
      told[place] = { ...before, again: { times: (before.again?.times ?? 0) + 1, last: moment.at } };
    } else {
      lastOf.set(node, told.length);
      told.push(moment);
    }
  }
  return told;
}

function isEcho(before: Moment, moment: Moment): boolean {
  return moment.tone === 'wait' && before.tone === 'wait' && before.text === moment.text && before.detail === moment.detail;
}

function stepKey(step: Json | undefined): string {
  return String(isJsonObject(step) ? step['id'] : step);
}

function tell(event: Event, name: string): Told | undefined {
  const text = (key: string) => textAt(event, key);
  switch (kebab(event.type)) {
    case 'run-started':
      return { tone: 'good', text: `Started by ${actor(event['by'])}` };
    case 'step-entered':
      return { tone: 'plain', text: `${name} began` };
    case 'effect-declared':
      return { tone: 'change', text: `${name} · intent written down`, detail: summaries(event) };
    case 'effect-planned':
      return { tone: 'change', text: `${name} would change`, detail: summaries(event) };
    case 'effect-applied':
      return {
        tone: 'good',
        text: event['adopted'] === true ? `${name} · change found made` : `${name} · change made`,
      };
    case 'effect-released':
      return { tone: 'wait', text: `${name} · change not made, tried again`, detail: text('why') };
    case 'effect-doubted':
      return { tone: 'bad', text: `${name} · no answer; looking whether it happened`, detail: text('why') };
    case 'step-awaiting':
      return { tone: 'wait', text: `${name} waits`, detail: text('note') };
    case 'step-deferred':
      return { tone: 'wait', text: `${name} was put off`, detail: text('why') };
    case 'attempt-failed':
      return { tone: 'bad', text: `${name} · try ${String(event['attempt'] ?? '')} failed`, detail: failure(event) };
    case 'outcome-given':
      return {
        tone: 'plain',
        text: text('by') === 'disabled' ? `${name} is disabled: passed` : `${name} was not carried out: its pin stands for it`,
      };
    case 'step-completed':
      return { tone: 'good', text: `${name} done` };
    case 'step-ended':
      return { tone: 'plain', text: `${name} ended`, detail: text('why') };
    case 'step-abandoned':
      return { tone: 'plain', text: `${name} was left behind` };
    default:
      return tellRest(event, name);
  }
}

function tellRest(event: Event, name: string): Told | undefined {
  const text = (key: string) => textAt(event, key);
  switch (kebab(event.type)) {
    case 'boundary-fired':
      return { tone: 'bad', text: `${name} took over` };
    case 'round-begun':
      return { tone: 'plain', text: `${name} · round ${String(event['round'] ?? '')}` };
    case 'message-thrown':
      return text('message') === signalled
        ? { tone: 'change', text: `${name} sent the signal “${text('key') ?? ''}”` }
        : { tone: 'change', text: `${name} sent “${text('message') ?? 'a message'}”`, detail: text('key') };
    case 'escalated':
      return { tone: 'wait', text: `${name} escalated ${text('code') ?? ''}`, detail: text('takenBy') === undefined ? 'Nobody took it' : undefined };
    case 'verdict-given':
      return {
        tone: event['pass'] === true ? 'good' : 'bad',
        text: `${text('resource') ?? 'A resource'} ${event['pass'] === true ? 'passes' : 'does not pass'}`,
        detail: text('reason'),
      };
    case 'variables-set':
      return { tone: 'plain', text: 'Variables set', detail: Object.keys(objectAt(event, 'variables')).join(', ') };
    case 'message-received':
      return text('message') === signalled
        ? { tone: 'good', text: `${name} received the signal “${text('key') ?? ''}”` }
        : { tone: 'good', text: `${name} received “${text('message') ?? 'a message'}”` };
    case 'approval-requested':
      return { tone: 'person', text: `${name} · a person is asked`, detail: text('title') };
    case 'approval-reminded':
      return { tone: 'wait', text: `${name} · people were reminded`, detail: `Reminder ${asText(event['number'])}` };
    case 'approval-escalated':
      return { tone: 'wait', text: `${name} · others are asked too`, detail: Array.isArray(event['to']) ? event['to'].map(asText).join(', ') : undefined };
    case 'approval-decided':
      return {
        tone: text('decision') === 'approved' ? 'good' : 'bad',
        text: `${name} · ${text('decision') ?? 'decided'} by ${actor(event['by'])}`,
        detail: text('comment'),
      };
    case 'incident-raised':
      return { tone: 'bad', text: `${name} needs a person`, detail: incidentText(event) };
    case 'incident-resolved':
      return { tone: 'person', text: `${name} · resolved by ${actor(event['by'])}`, detail: text('reason') };
    case 'cancel-requested':
      return {
        tone: 'person',
        text: `Cancel${event['undo'] === true ? ' with undo' : ''} asked by ${actor(event['by'])}`,
        detail: text('reason'),
      };
    case 'path-ended':
      return { tone: 'plain', text: `Reached ${name}`, detail: text('note') };
    case 'paths-stopped':
      return { tone: 'plain', text: 'Every other path was ended', detail: failure(event) };
    case 'run-failed':
      return { tone: 'bad', text: 'Run failed', detail: failure(event) };
    case 'run-completed':
      return { tone: 'good', text: 'Run completed' };
    case 'run-canceled':
      return { tone: 'bad', text: 'Run canceled' };
    case 'node-passed':
      return text('note') ? { tone: 'plain', text: name, detail: text('note') } : undefined;
    default:
      return undefined;
  }
}

/** Signals are waited for as messages of this name; theirs is the key. */
const signalled = '$signal';

function objectAt(event: Event, key: string): JsonObject {
  const value = event[key];
  return isJsonObject(value) ? value : {};
}

/** Actors are written as `[kind, name]`. */
function actor(by: Json | undefined): string {
  if (typeof by === 'string') return by;
  if (Array.isArray(by)) return String(by.at(-1) ?? 'Sluice');
  return isJsonObject(by) ? (textAt(by, 'name') ?? textAt(by, 'id') ?? 'Sluice') : 'Sluice';
}

function summaries(event: Event): string {
  const changes = event['changes'];
  if (!Array.isArray(changes)) return '';
  return changes.map((change) => textAt(change as JsonObject, 'summary') ?? '').join(' · ');
}

function failure(event: Event): string {
  return textAt(objectAt(event, 'failure'), 'message') ?? '';
}

function incidentText(event: Event): string {
  const incident = objectAt(event, 'incident');
  const inner = incident['failure'];
  return textAt(incident, 'message') ?? (isJsonObject(inner) ? (textAt(inner, 'message') ?? '') : '');
}

/** How long a run or step took so far. */
export function took(from: string, to: string | null | undefined, now: Date): string {
  const end = to ? new Date(to) : now;
  return spanText(end.getTime() - new Date(from).getTime());
}
