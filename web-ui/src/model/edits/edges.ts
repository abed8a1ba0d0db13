import { canConnect } from '../connect';
import { hasConditions } from '../graph';
import { isId, takenIds } from '../ids';
import type { Point, WorkflowDocument, WorkflowEdge } from '../workflow';
import { withBends } from './layout';

export function connected(document: WorkflowDocument, edge: WorkflowEdge): WorkflowDocument {
  if (!isId(edge.id) || takenIds(document).has(edge.id)) return document;
  if (!canConnect(document, edge.from, edge.to).ok) return document;
  return { ...document, edges: [...withOneDefault(document.edges, edge), edge] };
}

/** An edge that leaves its choice leaves its condition behind. */
export function reconnected(
  document: WorkflowDocument,
  id: string,
  newFrom: string | undefined,
  newTo: string | undefined,
): WorkflowDocument {
  const edge = document.edges.find((one) => one.id === id);
  if (!edge) return document;
  const from = newFrom ?? edge.from;
  const to = newTo ?? edge.to;
  if (from === edge.from && to === edge.to) return document;
  if (!canConnect(document, from, to, id).ok) return document;
  const moved = from === edge.from ? { ...edge, to } : atAnotherNode(document, { ...edge, from, to });
  return withBends(withEdge(document, edge, moved), id, []);
}

function atAnotherNode(document: WorkflowDocument, edge: WorkflowEdge): WorkflowEdge {
  const { when, otherwise, ...plain } = edge;
  if (!hasConditions(document.nodes.find(({ id }) => id === edge.from)?.kind)) return plain;
  const hasDefault = document.edges.some((one) => one.from === edge.from && one.otherwise && one.id !== edge.id);
  return { ...plain, ...(when === undefined ? {} : { when }), ...(otherwise && !hasDefault ? { otherwise } : {}) };
}

/** Name, condition, default. A way that becomes the default takes that from the one that was. */
export function set(document: WorkflowDocument, id: string, edge: WorkflowEdge): WorkflowDocument {
  const before = document.edges.find((one) => one.id === id);
  if (!before || edge.id !== id) return document;
  const elsewhere = before.from !== edge.from || before.to !== edge.to;
  if (elsewhere && !canConnect(document, edge.from, edge.to, id).ok) return document;
  return withEdge(document, before, edge);
}

function withEdge(document: WorkflowDocument, before: WorkflowEdge, edge: WorkflowEdge): WorkflowDocument {
  const others = withOneDefault(document.edges, edge);
  return { ...document, edges: others.map((one) => (one.id === before.id ? edge : one)) };
}

function withOneDefault(edges: readonly WorkflowEdge[], edge: WorkflowEdge): readonly WorkflowEdge[] {
  if (!edge.otherwise) return edges;
  return edges.map((one) => {
    if (one.from !== edge.from || one.id === edge.id || !one.otherwise) return one;
    const { otherwise: _, ...rest } = one;
    return rest;
  });
}

/** The node's ways in the wanted order, in the places they have among all edges. */
export function ordered(document: WorkflowDocument, from: string, wanted: readonly string[]): WorkflowDocument {
  const own = document.edges.filter((edge) => edge.from === from);
  const rank = new Map(wanted.map((id, index) => [id, index]));
  const sorted = own.toSorted((a, b) => (rank.get(a.id) ?? wanted.length) - (rank.get(b.id) ?? wanted.length));
  if (sorted.every((edge, i) => edge === own[i])) return document;
  let next = 0;
  const edges = document.edges.map((edge) => (edge.from === from ? (sorted[next++] ?? edge) : edge));
  return { ...document, edges };
}

export function bent(document: WorkflowDocument, id: string, points: readonly Point[]): WorkflowDocument {
  return document.edges.some((edge) => edge.id === id) ? withBends(document, id, points) : document;
}
