import type { EffectStatus, JournalEntry, Run, StepStatus } from '@/api/types';
import { isJsonObject, kebab, textAt, type Json, type JsonObject } from './json';
import type { NodeOverlay, NodeState } from './overlay';
import type { NodeKind } from './workflow';

/** A run as it stood after one entry of its journal. */
export interface Replayed {
  readonly overlay: ReadonlyMap<string, NodeOverlay>;
  readonly counts: { readonly [edge: string]: number };
  /** The node that the last entry was about. */
  readonly node?: string;
  readonly at: string;
}

interface Node {
  state: NodeState;
  visits: number;
  attempts: number;
  enteredAt?: string;
  endedAt?: string | null;
  note?: string;
  round?: number;
}

type Event = JsonObject & { readonly type: string };

/** Draws the journal up to and with the entry at `index`; the rest has not happened yet. */
export function replay(run: Run, entries: readonly JournalEntry[], index: number): Replayed {
  const replaying = new Replaying(run);
  const last = Math.min(index, entries.length - 1);
  for (const entry of entries.slice(0, last + 1)) {
    for (const event of entry.events) replaying.take(event, entry.at);
  }
  return replaying.result(entries[last]?.at ?? run.startedAt);
}

/** The entry after which the run stood at a moment; the first when it is before all. */
export function entryAt(entries: readonly JournalEntry[], at: string): number {
  const later = entries.findIndex((entry) => entry.at > at);
  return later < 0 ? entries.length - 1 : Math.max(0, later - 1);
}

class Replaying {
  private readonly nodes = new Map<string, Node>();
  private readonly counts: Record<string, number> = {};
  private readonly nodeOfStep = new Map<string, string>();
  private readonly kinds: ReadonlyMap<string, NodeKind>;
  /** Steps that only wait for the event of a boundary or a handler. */
  private readonly guards = new Set<string>();
  private readonly effects = new Map<string, EffectStatus>();
  private last: string | undefined;
  private readonly loops: ReadonlySet<string>;

  constructor(private readonly run: Run) {
    this.kinds = new Map(run.document.nodes.map(({ id, kind }) => [id, kind]));
    this.loops = new Set(run.document.nodes.flatMap((node) => (isJsonObject(node['loop']) ? [node.id] : [])));
    for (const node of run.document.nodes) this.nodes.set(node.id, { state: 'untouched', visits: 0, attempts: 0 });
    for (const step of run.steps) this.nodeOfStep.set(String(step.id), step.node);
  }

  take(event: Event, at: string): void {
    const kind = kebab(event.type);
    if (kind === 'edge-taken') return this.edgeTaken(event);
    if (kind === 'run-started') return this.passed(textAt(event, 'start'));
    if (kind === 'node-passed' || kind === 'path-ended') return this.passed(textAt(event, 'node'));
    if (kind === 'join-passed') return this.passed(textAt(event, 'join'));
    if (kind === 'step-entered') return this.entered(event['step'], at);
    if (kind === 'boundary-fired' && this.kinds.get(textAt(event, 'boundary') ?? '') === 'boundary') this.passed(textAt(event, 'boundary'));
    if (kind === 'round-begun') return this.round(event);
    this.effect(kind, event);
    this.step(kind, event, at);
  }

  private edgeTaken(event: Event): void {
    const edge = textAt(event, 'edge');
    if (edge) this.counts[edge] = (this.counts[edge] ?? 0) + 1;
  }

  private passed(id: string | undefined): void {
    const node = id ? this.nodes.get(id) : undefined;
    if (!node) return;
    node.visits++;
    node.state = 'passed';
    this.last = id;
  }

  private entered(step: Json | undefined, at: string): void {
    if (!isJsonObject(step)) return;
    const id = textAt(step, 'node') ?? '';
    const doing = step['doing'];
    const is = isJsonObject(doing) ? textAt(doing, 'is') : undefined;
    const kindOfNode = this.kinds.get(id);
    if (kindOfNode === 'boundary' || (kindOfNode === 'handler' && is !== 'inside')) {
      this.guards.add(String(step['id']));
      return;
    }
    this.nodeOfStep.set(String(step['id']), id);
    const node = this.nodes.get(id);
    if (!node) return;
    node.visits++;
    node.attempts = 1;
    node.enteredAt = at;
    node.endedAt = null;
    delete node.note;
    delete node.round;
    if (is === 'inside' && this.loops.has(id)) node.round = 1;
    node.state = is === 'compensate' ? 'undoing' : is === 'sleep' || is === 'listen' ? 'waiting' : is === 'decide' ? 'approval' : 'working';
    this.last = id;
  }

  private round(event: Event): void {
    const node = this.nodes.get(this.nodeOfStep.get(String(event['step'])) ?? '');
    const round = event['round'];
    if (node && typeof round === 'number') node.round = round;
  }

  private step(kind: string, event: Event, at: string): void {
    if (this.guards.has(String(event['step']))) return;
    const id = this.nodeOfStep.get(String(event['step'])) ?? textAt(event, 'node');
    const node = id ? this.nodes.get(id) : undefined;
    if (!node) return;
    this.last = id;
    const state = kind === 'effect-declared' && textAt(event, 'undoes') ? 'undoing' : stateAfter(kind, event);
    if (state) node.state = state;
    if (kind === 'attempt-failed') node.attempts = Number(event['attempt'] ?? node.attempts) + (event['retryAt'] ? 1 : 0);
    if (state === 'completed' || state === 'ended' || state === 'abandoned') {
      node.endedAt = at;
      delete node.note;
    }
    const note = textAt(event, 'note');
    if (note && kind === 'step-awaiting') node.note = note;
  }

  private effect(kind: string, event: Event): void {
    const key = textAt(event, 'key');
    const status = effectStates[kind];
    if (!key || !status) return;
    this.effects.set(key, status);
    const undoes = textAt(event, 'undoes');
    if (undoes) this.undoing.set(key, undoes);
    const undone = status === 'applied' ? this.undoing.get(key) : undefined;
    if (undone) this.effects.set(undone, 'undone');
  }

  private readonly undoing = new Map<string, string>();

  result(at: string): Replayed {
    const overlay = new Map(
      [...this.nodes].map(([id, node]): [string, NodeOverlay] => [
        id,
        // What is open stands still at the moment that is looked at.
        { ...node, ...(node.enteredAt ? { endedAt: node.endedAt ?? at } : {}), changes: this.changes(id) },
      ]),
    );
    return { overlay, counts: { ...this.counts }, at, ...(this.last ? { node: this.last } : {}) };
  }

  private changes(node: string): NodeOverlay['changes'] {
    return this.run.effects.flatMap((effect) => {
      const status = this.effects.get(effect.key);
      if (effect.node !== node || !status) return [];
      return effect.changes.map((change) => ({ effect: { ...effect, status }, summary: change.summary || change.action }));
    });
  }
}

const effectStates: { readonly [kind: string]: EffectStatus | undefined } = {
  'effect-planned': 'planned',
  'effect-declared': 'intended',
  'effect-applied': 'applied',
  'effect-released': 'not-applied',
  'effect-doubted': 'doubted',
};

const statesAfter: { readonly [kind: string]: StepStatus | undefined } = {
  'effect-doubted': 'following',
  'effect-applied': 'working',
  'step-awaiting': 'following',
  'step-deferred': 'waiting',
  'effect-released': 'retrying',
  'message-received': 'working',
  'approval-requested': 'approval',
  'approval-decided': 'working',
  'incident-raised': 'incident',
  'incident-resolved': 'working',
  'step-completed': 'completed',
  'step-ended': 'ended',
  'step-abandoned': 'abandoned',
};

function stateAfter(kind: string, event: Event): StepStatus | undefined {
  if (kind === 'attempt-failed') return event['retryAt'] ? 'retrying' : 'working';
  return statesAfter[kind];
}
