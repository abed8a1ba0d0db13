import { boundsOf } from './align';
import { areasAround, contentOf, innermostFirst, roomAround } from './areas';
import { arrange } from './arrange';
import { moved, withBox } from './edits/layout';
import { groupFrame, nodeRects } from './frames';
import { isArea } from './graph';
import { leastArea, type Rect, sizeOf } from './shapes';
import type { Box, Group, WorkflowDocument, WorkflowNode } from './workflow';

/**
 * New places for all nodes, or for some of them where they stand: along the way of the run. What is in an
 * area is tidied within it, and the area takes the room that needs. A group keeps the places its author gave
 * its nodes, and is put in its place as a whole.
 */
export function tidied(document: WorkflowDocument, only?: ReadonlySet<string>): { [id: string]: Box } {
  const levels = [...innermostFirst(document).map(({ id }) => id), undefined];
  const after = levels.reduce<WorkflowDocument>((now, area) => {
    const level = contentOf(now, area).filter(({ id, kind }) => kind !== 'boundary' && (!only || only.has(id)));
    if (level.length === 0) return now;
    const placed = moved(now, levelTidied(now, new Set(level.map(({ id }) => id)), only !== undefined));
    const whole = area !== undefined && level.length === contentOf(now, area).filter(({ kind }) => kind !== 'boundary').length;
    return whole ? fittedAround(placed, area) : placed;
  }, document);
  const before = document.layout?.nodes ?? {};
  const boxes: { [id: string]: Box } = {};
  for (const [id, box] of Object.entries(after.layout?.nodes ?? {})) {
    const old = before[id];
    const same = old && box && old.x === box.x && old.y === box.y && old.width === box.width && old.height === box.height;
    if (box && (!same || !only || only.has(id) || isWithinChanged(document, after, id))) boxes[id] = box;
  }
  return boxes;
}

/** What is in an area that has changed says itself where it stays. */
function isWithinChanged(before: WorkflowDocument, after: WorkflowDocument, id: string): boolean {
  return areasAround(before, id).some((area) => before.layout?.nodes?.[area] !== after.layout?.nodes?.[area]);
}

/** An area as large as its content needs, its corner where it was: the content moves instead. */
function fittedAround(document: WorkflowDocument, area: string): WorkflowDocument {
  const rects = nodeRects(document);
  const box = document.layout?.nodes?.[area];
  const inner = contentOf(document, area).flatMap(({ id }) => rects.get(id) ?? []);
  if (!box) return document;
  const room = roomAround(boundsOf(inner));
  const boxes: { [id: string]: Box } = {};
  for (const { id, kind } of contentOf(document, area)) {
    const rect = rects.get(id);
    if (rect && kind !== 'boundary') boxes[id] = { ...rect, x: Math.round(rect.x + box.x - room.x), y: Math.round(rect.y + box.y - room.y) };
  }
  const size = { width: Math.max(Math.round(room.width), leastArea.width), height: Math.max(Math.round(room.height), leastArea.height) };
  return withBox(moved(document, boxes), area, { ...box, ...size });
}

function levelTidied(document: WorkflowDocument, only: ReadonlySet<string>, part: boolean): { [id: string]: Box } {
  const rects = nodeRects(document);
  const groups = wholeGroups(document, only, part);
  const inGroup = new Map(groups.flatMap((group) => group.nodes.map((id) => [id, group.id] as const)));
  const wanted = document.nodes.filter(({ id, kind }) => kind !== 'boundary' && only.has(id));
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
  const sizes = new Map([...loose.flatMap(({ id, kind }) => (isArea(kind) ? [[id, rects.get(id) ?? sizeOf(kind)] as const] : [])), ...frames]);
  const places = arrange(reduced, [...loose, ...standIns], sizes);
  const before = boundsOf(wanted.flatMap(({ id }) => rects.get(id) ?? []));
  const after = boundsOf(places.values());
  const boxes: { [id: string]: Box } = {};
  const put = (id: string, x: number, y: number, { width, height }: { width: number; height: number }) => {
    boxes[id] = { x: Math.round(x + before.x - after.x), y: Math.round(y + before.y - after.y), width, height };
  };
  for (const { id, kind } of loose) {
    const rect = places.get(id);
    if (rect) put(id, rect.x, rect.y, rects.get(id) ?? sizeOf(kind));
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

function wholeGroups(document: WorkflowDocument, only: ReadonlySet<string>, part: boolean): readonly Group[] {
  const groups = (document.layout?.groups ?? []).filter((group) => group.nodes.every((id) => only.has(id)));
  return part ? groups.filter((group) => !sameNodes(group, only)) : groups;
}

/** Who selects exactly one group wants its inside tidied. */
function sameNodes(group: Group, only: ReadonlySet<string>): boolean {
  return [...only].every((id) => group.nodes.includes(id));
}

function onStandIn(node: WorkflowNode, stand: (id: string) => string): WorkflowNode {
  return node.on === undefined ? node : { ...node, on: stand(node.on) };
}
