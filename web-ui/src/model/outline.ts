import { boundariesOf, goesSeveralWays, isArea, waysOut } from './graph';
import { asText, isJsonObject } from './json';
import { starts, type WorkflowDocument, type WorkflowEdge, type WorkflowNode } from './workflow';

/** A step of the outline: a node, or the word that the way goes on at one named before. */
export type OutlineItem =
  | { readonly kind: 'node'; readonly node: WorkflowNode; readonly ways: readonly OutlineWay[]; readonly content: readonly OutlineItem[] }
  | { readonly kind: 'link'; readonly edge: string; readonly to: string };

/** One of several ways on from a node, and where it leads. */
export interface OutlineWay {
  /** Of the edge, or of the event that fires. */
  readonly id: string;
  readonly label: string;
  readonly items: readonly OutlineItem[];
}

/**
 * The graph as a nested list: steps in a row stand below one another, ways that part stand inside the
 * node where they do, and what is in an area inside that. Every node stands in it once; what no start leads
 * to comes last.
 */
export function outlineOf(document: WorkflowDocument): OutlineItem[] {
  const seen = new Set<string>();
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  return level(document, nodes, undefined, seen);
}

/** What stands at the top, or in an area: from where it begins. */
function level(
  document: WorkflowDocument,
  nodes: ReadonlyMap<string, WorkflowNode>,
  area: string | undefined,
  seen: Set<string>,
): OutlineItem[] {
  const known = (id: string | undefined) => (id !== undefined && isArea(nodes.get(id)?.kind) ? id : undefined);
  const here = document.nodes.filter((node) => known(node.in) === area);
  const first = area === undefined ? starts(document) : here.filter(({ kind }) => kind === 'begin');
  const items = first.flatMap(({ id }) => (seen.has(id) ? [] : follow(document, nodes, id, undefined, seen)));
  const handlersLast = here.toSorted((a, b) => Number(a.kind === 'handler') - Number(b.kind === 'handler'));
  for (const { id, kind, on } of handlersLast) {
    const hangs = kind === 'boundary' && on !== undefined && nodes.has(on);
    if (!hangs) items.push(...(seen.has(id) ? [] : follow(document, nodes, id, undefined, seen)));
  }
  return items;
}

function follow(
  document: WorkflowDocument,
  nodes: ReadonlyMap<string, WorkflowNode>,
  from: string,
  by: WorkflowEdge | undefined,
  seen: Set<string>,
): OutlineItem[] {
  const items: OutlineItem[] = [];
  let edge = by;
  for (let id: string | undefined = from; id !== undefined; id = edge?.to) {
    const node = nodes.get(id);
    if (!node) break;
    if (seen.has(id)) {
      if (edge) items.push({ kind: 'link', edge: edge.id, to: id });
      break;
    }
    seen.add(id);
    const content = isArea(node.kind) ? level(document, nodes, id, seen) : [];
    const out = waysOut(document, id);
    const parts = goesSeveralWays(node.kind) || out.length > 1;
    const events = boundariesOf(document, id).map((event): OutlineWay => {
      seen.add(event.id);
      return { id: event.id, label: eventLabel(event), items: waysOut(document, event.id).flatMap((way) => follow(document, nodes, way.to, way, seen)) };
    });
    const ways = parts
      ? out.map((way): OutlineWay => ({ id: way.id, label: wayLabel(way), items: follow(document, nodes, way.to, way, seen) }))
      : [];
    items.push({ kind: 'node', node, ways: [...ways, ...events], content });
    edge = parts ? undefined : out[0];
    if (!edge) break;
  }
  return items;
}

function wayLabel({ name, when, otherwise }: WorkflowEdge): string {
  return name ?? (otherwise ? 'Otherwise' : when ? `If ${when}` : 'Always');
}

function eventLabel({ event, name }: WorkflowNode): string {
  if (name) return name;
  const of = isJsonObject(event) ? event : {};
  if (of['timer'] !== undefined) return `After ${asText(of['timer'])}`;
  if (of['message'] !== undefined) return `On the message ${asText(of['message'])}`;
  if (of['signal'] !== undefined) return `On the signal ${asText(of['signal'])}`;
  if (of['escalation'] !== undefined) return 'On an escalation';
  if (of['compensation'] !== undefined) return 'To make it good';
  const codes = isJsonObject(event) && Array.isArray(event['error']) ? event['error'].map(asText).join(', ') : '';
  return codes ? `On error ${codes}` : 'On any error';
}
