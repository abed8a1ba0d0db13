import { boundsOf } from '@/model/align';
import { areaAt, misput } from '@/model/areas';
import type { Edit } from '@/model/edit';
import { hasConditions } from '@/model/graph';
import { freeEdgeId, takenIds } from '@/model/ids';
import type { Rect } from '@/model/shapes';
import { editName } from '../editName';
import { type Box, nodeName, type Point, type WorkflowDocument } from '@/model/workflow';

/**
 * What a finished drag means: new places, a node put into an edge, into an area or a group. `refused` says why
 * it means nothing: everything goes back.
 */
export function dropEdits(
  document: WorkflowDocument,
  moved: ReadonlyMap<string, Point>,
  dropEdge: string | undefined,
  rects: ReadonlyMap<string, Rect>,
): { readonly edits: readonly Edit[]; readonly label: string | undefined; readonly refused?: string } {
  const boxes: { [id: string]: Box } = {};
  for (const [id, { x, y }] of moved) {
    const rect = rects.get(id);
    const box = document.layout?.nodes?.[id] ?? document.layout?.notes?.find((note) => note.id === id)?.box;
    const { width, height } = rect ?? box ?? {};
    boxes[id] = { x: Math.round(x), y: Math.round(y), ...(width && height ? { width, height } : {}) };
  }
  const move: Edit = { type: 'move', boxes };
  const inserted = insertion(document, moved, dropEdge);
  if (inserted) return { edits: [move, ...inserted.edits], label: inserted.label };
  const area = areaOfDrop(document, moved, rects);
  if (!area) return { edits: [move, ...joinings(document, moved, rects)], label: undefined };
  const refused = misput(document, area.nodes, area.to);
  if (refused !== undefined) return { edits: [], label: undefined, refused };
  const put: Edit = { type: 'put-in', nodes: area.nodes, ...(area.to === undefined ? {} : { area: area.to }) };
  return { edits: [put, move], label: editName(document, put) };
}

/** Into which area (or to the top) nodes are dragged from where they stand; undefined when they stay. */
export function areaOfDrop(
  document: WorkflowDocument,
  moved: ReadonlyMap<string, Point>,
  rects: ReadonlyMap<string, Rect>,
): { readonly nodes: readonly string[]; readonly to: string | undefined } | undefined {
  const roots = document.nodes.filter((node) => moved.has(node.id) && node.kind !== 'boundary' && !moved.has(node.in ?? ''));
  const from = new Set(roots.map((node) => node.in));
  if (roots.length === 0 || from.size > 1) return undefined;
  const { x, y, width, height } = boundsOf(roots.flatMap(({ id }) => rects.get(id) ?? []));
  const to = areaAt(document, rects, { x: x + width / 2, y: y + height / 2 }, new Set(moved.keys()));
  return from.has(to) ? undefined : { nodes: roots.map(({ id }) => id), to };
}

function insertion(
  document: WorkflowDocument,
  moved: ReadonlyMap<string, Point>,
  dropEdge: string | undefined,
): { readonly edits: readonly Edit[]; readonly label: string } | undefined {
  const [id = ''] = moved.keys();
  const node = document.nodes.find((one) => one.id === id);
  const edge = document.edges.find((one) => one.id === dropEdge);
  if (!node || !edge) return undefined;
  const onward = {
    id: freeEdgeId(takenIds(document)),
    from: id,
    to: edge.to,
    ...(hasConditions(node.kind) ? { otherwise: true } : {}),
  };
  const area = document.nodes.find((one) => one.id === edge.from)?.in;
  return {
    edits: [
      { type: 'put-in', nodes: [id], ...(area === undefined ? {} : { area }) },
      { type: 'reconnect', edge: edge.id, to: id },
      { type: 'connect', edge: onward },
    ],
    label: `Put “${nodeName(node)}” into a way`,
  };
}

/** Nodes that were dropped into the frame of a group belong to it. */
function joinings(
  document: WorkflowDocument,
  moved: ReadonlyMap<string, Point>,
  rects: ReadonlyMap<string, Rect>,
): Edit[] {
  const groups = document.layout?.groups ?? [];
  const grouped = new Set(groups.flatMap((group) => group.nodes));
  return groups.flatMap((group): Edit[] => {
    const frame = rects.get(group.id);
    if (!frame || group.collapsed || group.nodes.some((id) => moved.has(id))) return [];
    const joining = [...moved.keys()].filter((id) => {
      const rect = rects.get(id);
      return rect && !grouped.has(id) && document.layout?.nodes?.[id] && holds(frame, rect);
    });
    if (joining.length === 0) return [];
    return [{ type: 'set-group', group: { ...group, nodes: [...group.nodes, ...joining] } }];
  });
}

function holds(frame: Rect, rect: Rect): boolean {
  const x = rect.x + rect.width / 2;
  const y = rect.y + rect.height / 2;
  return x > frame.x && x < frame.x + frame.width && y > frame.y && y < frame.y + frame.height;
}
