import { boundsOf } from './align';
import { arrange } from './arrange';
import { groupFrame, nodeRects } from './frames';
import { type Rect, sizeOf } from './shapes';
import type { Box, Group, WorkflowDocument, WorkflowNode } from './workflow';

/**
 * New places for all nodes, or for some of them where they stand: along the way of the run. A group
 * keeps the places its author gave its nodes, and is put in its place as a whole.
 */
export function tidied(document: WorkflowDocument, only?: ReadonlySet<string>): { [id: string]: Box } {
  const rects = nodeRects(document);
  const groups = wholeGroups(document, only);
  const inGroup = new Map(groups.flatMap((group) => group.nodes.map((id) => [id, group.id] as const)));
  const wanted = document.nodes.filter(({ id, kind }) => kind !== 'boundary' && (!only || only.has(id)));
  const loose = wanted.filter(({ id }) => !inGroup.has(id));
  const frames = new Map(groups.map((group) => [group.id, groupFrame(group, rects)]));
  const standIns = groups.map(({ id }): WorkflowNode => ({ id, kind: 'task' }));
  const stand = (id: string) => inGroup.get(id) ?? id;
  const reduced: WorkflowDocument = {
    ...document,
    nodes: [...document.nodes.filter(({ id }) => !inGroup.has(id)).map((node) => onStandIn(node, stand)), ...standIns],
    edges: document.edges
      .map((edge) => ({ ...edge, from: stand(edge.from), to: stand(edge.to) }))
      .filter(({ from, to }) => from !== to),
  };
  const places = arrange(reduced, [...loose, ...standIns], frames);
  const before = boundsOf(wanted.flatMap(({ id }) => rects.get(id) ?? []));
  const after = boundsOf(places.values());
  const boxes: { [id: string]: Box } = {};
  const put = (id: string, x: number, y: number, { width, height }: { width: number; height: number }) => {
    boxes[id] = { x: Math.round(x + before.x - after.x), y: Math.round(y + before.y - after.y), width, height };
  };
  for (const { id, kind } of loose) {
    const rect = places.get(id);
    if (rect) put(id, rect.x, rect.y, sizeOf(kind));
  }
  for (const group of groups) moveAlong(group, frames, places, rects, put);
  return boxes;
}

function moveAlong(
  group: Group,
  frames: ReadonlyMap<string, Rect>,
  places: ReadonlyMap<string, Rect>,
  rects: ReadonlyMap<string, Rect>,
  put: (id: string, x: number, y: number, size: Rect) => void,
): void {
  const from = frames.get(group.id);
  const to = places.get(group.id);
  if (!from || !to) return;
  for (const id of group.nodes) {
    const rect = rects.get(id);
    if (rect) put(id, rect.x + to.x - from.x, rect.y + to.y - from.y, rect);
  }
}

function wholeGroups(document: WorkflowDocument, only: ReadonlySet<string> | undefined): readonly Group[] {
  const groups = document.layout?.groups ?? [];
  return only ? groups.filter((group) => group.nodes.every((id) => only.has(id)) && !sameNodes(group, only)) : groups;
}

/** Who selects exactly one group wants its inside tidied. */
function sameNodes(group: Group, only: ReadonlySet<string>): boolean {
  return [...only].every((id) => group.nodes.includes(id));
}

function onStandIn(node: WorkflowNode, stand: (id: string) => string): WorkflowNode {
  return node.on === undefined ? node : { ...node, on: stand(node.on) };
}
