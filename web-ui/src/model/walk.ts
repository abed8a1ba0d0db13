import type { Rect } from './shapes';
import type { WorkflowDocument } from './workflow';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The node an arrow key leads to: right along a way out, left along a way in, up and down among the
 * alternatives, down into an area and up out of it by its beginning; where the graph has nothing, the nearest shape in that direction.
 */
export function neighbour(
  document: WorkflowDocument,
  rects: ReadonlyMap<string, Rect>,
  from: string,
  direction: Direction,
): string | undefined {
  const along = graphNeighbours(document, from, direction).filter((id) => rects.has(id));
  return nearestOf(along, rects, from, direction) ?? nearestOf([...rects.keys()], rects, from, direction, true);
}

function graphNeighbours(document: WorkflowDocument, from: string, direction: Direction): string[] {
  const node = document.nodes.find(({ id }) => id === from);
  const begin = document.nodes.flatMap(({ id, kind, in: area }) => (kind === 'begin' && area === from ? [id] : []));
  const around = node?.kind === 'begin' && node.in !== undefined ? [node.in] : [];
  const hanging = document.nodes.flatMap(({ id, kind, on }) => (kind === 'boundary' && on === from ? [id] : []));
  switch (direction) {
    case 'right':
      return document.edges.flatMap((edge) => (edge.from === from ? [edge.to] : []));
    case 'left':
      return node?.kind === 'boundary'
        ? [node.on ?? '']
        : [...around, ...document.edges.flatMap((edge) => (edge.to === from ? [edge.from] : []))];
    case 'down':
      return begin.length > 0 ? begin : hanging;
    case 'up':
      return node?.kind === 'boundary' ? [node.on ?? ''] : around;
    default:
      return direction satisfies never;
  }
}

function nearestOf(
  ids: readonly string[],
  rects: ReadonlyMap<string, Rect>,
  from: string,
  direction: Direction,
  onlyThere = false,
): string | undefined {
  const start = rects.get(from);
  if (!start) return undefined;
  let best: { id: string; cost: number } | undefined;
  for (const id of ids) {
    const rect = rects.get(id);
    if (!rect || id === from) continue;
    const dx = rect.x + rect.width / 2 - (start.x + start.width / 2);
    const dy = rect.y + rect.height / 2 - (start.y + start.height / 2);
    const [ahead, aside] =
      direction === 'right' ? [dx, dy] : direction === 'left' ? [-dx, dy] : direction === 'down' ? [dy, dx] : [-dy, dx];
    if (onlyThere && ahead <= 8) continue;
    const cost = Math.abs(ahead) + 2 * Math.abs(aside);
    if (!best || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}
