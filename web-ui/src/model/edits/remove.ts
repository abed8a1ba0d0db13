import { withInside } from '../areas';
import { canConnect } from '../connect';
import { downstream } from '../graph';
import type { WorkflowDocument, WorkflowEdge } from '../workflow';
import { withLayout, without } from './layout';

/** Without these nodes and edges, what is in them, what hangs on them, and every way that led there. */
export function removed(
  document: WorkflowDocument,
  nodeIds: readonly string[],
  edgeIds: readonly string[],
  heal: boolean,
): WorkflowDocument {
  const nodes = withHanging(document, nodeIds);
  const edges = new Set(edgeIds);
  for (const edge of document.edges) {
    if (nodes.has(edge.from) || nodes.has(edge.to)) edges.add(edge.id);
  }
  const goneEdges = document.edges.filter(({ id }) => edges.has(id));
  const goneNodes = document.nodes.filter(({ id }) => nodes.has(id));
  if (goneNodes.length === 0 && goneEdges.length === 0) return document;
  const rest: WorkflowDocument = {
    ...document,
    nodes: document.nodes.filter(({ id }) => !nodes.has(id)),
    edges: document.edges.filter(({ id }) => !edges.has(id)),
  };
  const left = tidied(rest, nodes, edges);
  return heal ? healed(left, document, nodes) : left;
}

function withHanging(document: WorkflowDocument, ids: readonly string[]): Set<string> {
  const nodes = withInside(document, ids);
  for (const node of document.nodes) {
    if (node.kind === 'boundary' && nodes.has(node.on ?? '')) nodes.add(node.id);
  }
  return nodes;
}

function tidied(
  document: WorkflowDocument,
  nodes: ReadonlySet<string>,
  edges: ReadonlySet<string>,
): WorkflowDocument {
  const { layout } = document;
  if (!layout) return document;
  return withLayout(document, {
    ...(layout.nodes && { nodes: kept(layout.nodes, nodes) }),
    ...(layout.edges && { edges: kept(layout.edges, edges) }),
    ...(layout.groups && { groups: layout.groups.flatMap((group) => without(group, nodes)) }),
  });
}

function kept<T>(record: { readonly [id: string]: T }, gone: ReadonlySet<string>): { [id: string]: T } {
  return Object.fromEntries(Object.entries(record).filter(([id]) => !gone.has(id)));
}

/** Leads each way that came to a removed node on to what followed it, its condition kept. */
function healed(
  document: WorkflowDocument,
  before: WorkflowDocument,
  gone: ReadonlySet<string>,
): WorkflowDocument {
  let result = document;
  for (const edge of before.edges) {
    if (!gone.has(edge.to) || gone.has(edge.from)) continue;
    const next = followerOf(before, edge.to, gone);
    if (next === undefined || !canConnect(result, edge.from, next).ok) continue;
    result = { ...result, edges: inOldOrder(before, [...result.edges, { ...edge, to: next }]) };
  }
  return result;
}

/** The first node beyond the removed ones; the default way out of a choice before the others. */
function followerOf(document: WorkflowDocument, from: string, gone: ReadonlySet<string>): string | undefined {
  const inside = new Set([...downstream(withoutEvents(document), [from])].filter((id) => gone.has(id)));
  const seen = new Set([from]);
  for (const id of seen) {
    const ways = document.edges.filter((edge) => edge.from === id);
    for (const { to } of ways.toSorted((a, b) => Number(b.otherwise ?? false) - Number(a.otherwise ?? false))) {
      if (!gone.has(to)) return to;
      if (inside.has(to)) seen.add(to);
    }
  }
  return undefined;
}

/** What follows a failure does not follow the node. */
function withoutEvents(document: WorkflowDocument): WorkflowDocument {
  return { ...document, nodes: document.nodes.filter((node) => node.kind !== 'boundary') };
}

function inOldOrder(before: WorkflowDocument, edges: readonly WorkflowEdge[]): WorkflowEdge[] {
  const rank = new Map(before.edges.map((edge, index) => [edge.id, index]));
  return edges.toSorted((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
}
