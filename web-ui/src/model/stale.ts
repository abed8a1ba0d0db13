import { downstream } from './graph';
import { canonicalText } from './json';
import type { WorkflowDocument, WorkflowNode } from './workflow';

/** The nodes as they were when what is known of them was taken, by id. */
export type Taken = ReadonlyMap<string, WorkflowNode>;

/** Why what is known of a node may no longer be what it would give. */
export type Staleness = 'changed' | 'before-changed';

/**
 * The nodes whose data are older than their settings. A pin stands for itself: only its own node makes it
 * stale. What a trial has shown also depends on everything before it.
 */
export function staleNodes(document: WorkflowDocument, pinned: Taken, tried: Taken): ReadonlyMap<string, Staleness> {
  const stale = new Map<string, Staleness>();
  const now = new Map(document.nodes.map((node) => [node.id, node]));
  const changed = (id: string, taken: Taken) => {
    const then = taken.get(id);
    const node = now.get(id);
    return then !== undefined && node !== undefined && then !== node && meaningOf(then) !== meaningOf(node);
  };
  const after = downstream(document, [...tried.keys()].filter((id) => changed(id, tried)));
  for (const { id } of document.nodes) {
    if (pinned.has(id) ? changed(id, pinned) : changed(id, tried)) stale.set(id, 'changed');
    else if (!pinned.has(id) && tried.has(id) && after.has(id)) stale.set(id, 'before-changed');
  }
  return stale;
}

export function stalenessText(staleness: Staleness): string {
  return staleness === 'changed'
    ? 'Stale: changed since its data were taken'
    : 'Stale: something before it has changed since its data were taken';
}

const meanings = new WeakMap<WorkflowNode, string>();

/** What decides what a node gives: all of it but its name. */
function meaningOf(node: WorkflowNode): string {
  const known = meanings.get(node);
  if (known !== undefined) return known;
  const { name: _, ...rest } = node;
  const text = canonicalText(rest);
  meanings.set(node, text);
  return text;
}
