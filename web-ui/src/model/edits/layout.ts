import { isArea } from '../graph';
import { isId, takenIds } from '../ids';
import type { Box, Group, Layout, Note, Point, WorkflowDocument } from '../workflow';

type Boxes = { readonly [id: string]: Box };

/**
 * Nodes and notes at new places; what is in an area moves along with it; bends move along when both ends
 * do, else the line is found anew.
 */
export function moved(document: WorkflowDocument, wanted: Boxes): WorkflowDocument {
  const { layout } = document;
  const boxes = withContent(document, wanted);
  const known = new Set(document.nodes.flatMap((node) => (node.kind === 'boundary' ? [] : [node.id])));
  const shifts = new Map<string, Point>();
  const nodes: { [id: string]: Box | undefined } = { ...layout?.nodes };
  for (const [id, box] of Object.entries(boxes)) {
    const before = nodes[id];
    if (!known.has(id) || sameBox(before, box)) continue;
    shifts.set(id, { x: box.x - (before?.x ?? 0), y: box.y - (before?.y ?? 0) });
    nodes[id] = box;
  }
  const notes = layout?.notes?.map((note) => {
    const box = boxes[note.id];
    return box && !sameBox(note.box, { ...note.box, ...box }) ? { ...note, box: { ...note.box, ...box } } : note;
  });
  const notesMoved = notes?.some((note, i) => note !== layout?.notes?.[i]) ?? false;
  if (shifts.size === 0 && !notesMoved) return document;
  return withLayout(document, {
    nodes,
    edges: bendsAfter(document, shifts),
    ...(notes && { notes }),
  });
}

/** The places of what is in areas that move, unless they are wanted elsewhere themselves. */
function withContent(document: WorkflowDocument, boxes: Boxes): Boxes {
  const all: { [id: string]: Box } = { ...boxes };
  const before = document.layout?.nodes ?? {};
  const put = (area: string, by: Point) => {
    for (const node of document.nodes) {
      const box = before[node.id];
      if (node.in !== area || !box || all[node.id]) continue;
      all[node.id] = { ...box, x: box.x + by.x, y: box.y + by.y };
      if (isArea(node.kind)) put(node.id, by);
    }
  };
  for (const { id, kind } of document.nodes) {
    const [to, from] = [boxes[id], before[id]];
    if (isArea(kind) && to && from && (to.x !== from.x || to.y !== from.y)) put(id, { x: to.x - from.x, y: to.y - from.y });
  }
  return all;
}

/** An area in another size; what is in it stays. */
export function resized(document: WorkflowDocument, area: string, box: Box): WorkflowDocument {
  const node = document.nodes.find(({ id }) => id === area);
  const before = document.layout?.nodes?.[area];
  if (!node || !isArea(node.kind) || !before || sameBox(before, box)) return document;
  const touching = new Set(document.edges.flatMap(({ id, from, to }) => (from === area || to === area ? [id] : [])));
  const edges = Object.fromEntries(Object.entries(document.layout?.edges ?? {}).filter(([id]) => !touching.has(id)));
  return withLayout(document, { nodes: { ...document.layout?.nodes, [area]: box }, edges });
}

function bendsAfter(document: WorkflowDocument, shifts: ReadonlyMap<string, Point>): Layout['edges'] {
  const bends: { [id: string]: readonly Point[] | undefined } = {};
  const hosts = new Map(document.nodes.map((node) => [node.id, node.kind === 'boundary' ? node.on : node.id]));
  for (const edge of document.edges) {
    const points = document.layout?.edges?.[edge.id];
    if (!points) continue;
    const a = shifts.get(hosts.get(edge.from) ?? edge.from);
    const b = shifts.get(edge.to);
    if (!a && !b) bends[edge.id] = points;
    else if (a && b && a.x === b.x && a.y === b.y) {
      bends[edge.id] = points.map(({ x, y }) => ({ x: x + a.x, y: y + a.y }));
    }
  }
  return bends;
}

function sameBox(a: Box | undefined, b: Box): boolean {
  return a !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

export function withBox(document: WorkflowDocument, id: string, box: Box): WorkflowDocument {
  return withLayout(document, { nodes: { ...document.layout?.nodes, [id]: box } });
}

/** An edge with these bends; none lets the line be found by itself. */
export function withBends(document: WorkflowDocument, id: string, points: readonly Point[]): WorkflowDocument {
  const { [id]: before, ...others } = document.layout?.edges ?? {};
  if (before === undefined && points.length === 0) return document;
  return withLayout(document, { edges: points.length === 0 ? others : { ...others, [id]: points } });
}

export function withNote(document: WorkflowDocument, note: Note): WorkflowDocument {
  const notes = document.layout?.notes ?? [];
  const known = notes.some(({ id }) => id === note.id);
  if (!known && (!isId(note.id) || takenIds(document).has(note.id))) return document;
  return withLayout(document, {
    notes: known ? notes.map((one) => (one.id === note.id ? note : one)) : [...notes, note],
  });
}

export function withoutNote(document: WorkflowDocument, id: string): WorkflowDocument {
  const notes = document.layout?.notes ?? [];
  const left = notes.filter((note) => note.id !== id);
  return left.length === notes.length ? document : withLayout(document, { notes: left });
}

/** A node is in one group at most: it leaves the one it was in. */
export function withGroup(document: WorkflowDocument, group: Group): WorkflowDocument {
  const groups = document.layout?.groups ?? [];
  const known = groups.some(({ id }) => id === group.id);
  if (!known && (!isId(group.id) || takenIds(document).has(group.id))) return document;
  const free = new Set(document.nodes.flatMap((node) => (node.kind === 'boundary' ? [] : [node.id])));
  const members = [...new Set(group.nodes)].filter((id) => free.has(id));
  if (members.length === 0) return known ? withoutGroup(document, group.id) : document;
  const taken = new Set(members);
  const others = groups.flatMap((one) => (one.id === group.id ? [one] : without(one, taken)));
  const wanted = { ...group, nodes: members };
  return withLayout(document, {
    groups: known ? others.map((one) => (one.id === group.id ? wanted : one)) : [...others, wanted],
  });
}

/** The group without some nodes; a group without any node is none. */
export function without(group: Group, nodes: ReadonlySet<string>): Group[] {
  const left = group.nodes.filter((id) => !nodes.has(id));
  if (left.length === group.nodes.length) return [group];
  return left.length === 0 ? [] : [{ ...group, nodes: left }];
}

export function withoutGroup(document: WorkflowDocument, id: string): WorkflowDocument {
  const groups = document.layout?.groups ?? [];
  const left = groups.filter((group) => group.id !== id);
  return left.length === groups.length ? document : withLayout(document, { groups: left });
}

export function withLayout(document: WorkflowDocument, part: Layout): WorkflowDocument {
  return { ...document, layout: { ...document.layout, ...part } };
}
