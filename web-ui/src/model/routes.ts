import { isArea } from './graph';
import { route, type Route } from './route';
import type { Rect } from './shapes';
import type { Point, WorkflowDocument } from './workflow';

/** Whether what an event leads to leads back to the node it hangs on. */
export function returnsToHost(document: WorkflowDocument, target: string, host: string | undefined): boolean {
  return host !== undefined && document.edges.some(({ from, to }) => from === target && to === host);
}

/** The line of each edge whose two ends are known. */
export function routesOf(
  document: WorkflowDocument,
  rects: ReadonlyMap<string, Rect>,
  bends: ReadonlyMap<string, readonly Point[]>,
): Map<string, Route> {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const obstacles = [...rects].filter(([id]) => nodes.get(id)?.kind !== 'boundary');
  return new Map(
    document.edges.flatMap((edge) => {
      const source = rects.get(edge.from);
      const target = rects.get(edge.to);
      if (!source || !target) return [];
      const host = nodes.get(nodes.get(edge.from)?.on ?? '');
      // A line from an event of an area goes round that, not through what is in it.
      const own = new Set([edge.from, edge.to, isArea(host?.kind) ? undefined : host?.id]);
      const line = route({
        source,
        target,
        sourceKind: nodes.get(edge.from)?.kind ?? 'task',
        bends: bends.get(edge.id) ?? [],
        returns: returnsToHost(document, edge.to, host?.id),
        obstacles: obstacles.flatMap(([id, rect]) => (own.has(id) || nodes.get(id)?.in !== nodes.get(edge.from)?.in ? [] : [rect])),
      });
      return [[edge.id, line] as const];
    }),
  );
}
