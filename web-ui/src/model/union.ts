import type { DiffKind, DocumentDiff } from './diff';
import type { WorkflowDocument } from './workflow';

/** Both states in one drawing: the later one, and what it lost where it was. */
export function unionOf(before: WorkflowDocument, after: WorkflowDocument): WorkflowDocument {
  const nodes = new Set(after.nodes.map(({ id }) => id));
  const edges = new Set(after.edges.map(({ id }) => id));
  return {
    ...after,
    nodes: [...after.nodes, ...before.nodes.filter(({ id }) => !nodes.has(id))],
    edges: [...after.edges, ...before.edges.filter(({ id }) => !edges.has(id))],
    layout: {
      ...after.layout,
      nodes: { ...before.layout?.nodes, ...after.layout?.nodes },
      edges: { ...before.layout?.edges, ...after.layout?.edges },
    },
  };
}

/** What became of each node and edge that differs. */
export function marksOf(diff: DocumentDiff): ReadonlyMap<string, DiffKind> {
  const drawn = diff.elements.filter(({ subject }) => subject === 'node' || subject === 'edge');
  return new Map(drawn.map(({ id, kind }) => [id, kind]));
}
