import { canonicalText } from '@/model/json';
import type { WorkflowDocument, WorkflowNode } from '@/model/workflow';

const none: ReadonlySet<string> = new Set();
const texts = new WeakMap<WorkflowNode, string>();

/** The nodes that are not as they were published; none while nothing is published. */
export function changedNodes(
  document: WorkflowDocument,
  published: WorkflowDocument | undefined,
): ReadonlySet<string> {
  if (!published || published === document) return none;
  const before = new Map(published.nodes.map((node) => [node.id, node]));
  const changed = document.nodes.filter((node) => {
    const then = before.get(node.id);
    return then === undefined || (then !== node && textOf(then) !== textOf(node));
  });
  return changed.length === 0 ? none : new Set(changed.map(({ id }) => id));
}

function textOf(node: WorkflowNode): string {
  const known = texts.get(node);
  if (known !== undefined) return known;
  const text = canonicalText(node);
  texts.set(node, text);
  return text;
}
