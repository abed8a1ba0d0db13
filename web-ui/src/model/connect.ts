import { canRace, goesSeveralWays, hasConditions, hasWayIn, hasWayOut, isRedress, passesAtOnce } from './graph';
import { freeEdgeId, takenIds } from './ids';
import type { WorkflowDocument, WorkflowEdge, WorkflowNode } from './workflow';

/** Whether two nodes may be connected; if not, why, in words for a tip. */
export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

const fine: Verdict = { ok: true };
const no = (reason: string): Verdict => ({ ok: false, reason });

/** The rules of the engine's own check of the graph, asked before an edge is drawn. */
export function canConnect(document: WorkflowDocument, from: string, to: string, except?: string): Verdict {
  return connections(document, from, except)(to);
}

/**
 * The same for many targets of one node: what does not depend on the target is found out once.
 * `except` is an edge that is about to be moved and does not count.
 */
export function connections(
  document: WorkflowDocument,
  from: string,
  except?: string,
): (to: string) => Verdict {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const edges = document.edges.filter((edge) => edge.id !== except);
  const source = nodes.get(from);
  const redressing = new Set(edges.flatMap((edge) => (isRedress(nodes.get(edge.from)) ? [edge.to] : [])));
  const leaving = source ? mayLeave(source, edges, redressing) : no('This node no longer exists.');
  if (!source || !leaving.ok) return () => leaving;
  const loops = wouldLoop(source, nodes, edges);
  const reached = new Set(edges.flatMap((edge) => (edge.from === from ? [edge.to] : [])));
  const led = new Set(edges.map((edge) => edge.to));
  const leads = new Set(edges.map((edge) => edge.from));
  const racing = new Set(edges.flatMap((edge) => (nodes.get(edge.from)?.kind === 'race' ? [edge.to] : [])));
  return (to) => {
    const target = nodes.get(to);
    if (!target) return no('This node no longer exists.');
    if (to === from) return no('A node cannot lead to itself; put a wait or a choice in between.');
    if (target.kind === 'start') return no('A trigger has no way in; it begins the run.');
    if (target.kind === 'begin') return no('A beginning has no way in; its area is entered there.');
    if (target.kind === 'handler') return no('What handles an event has no way in; its event begins it.');
    if (!hasWayIn(target.kind)) return no('An event has no way in; it hangs on its node.');
    if (target.in !== source.in) return no('No way crosses the border of an area: lead to the area itself, or leave it by its own way out.');
    if (redressing.has(to)) return no('What makes another node good has no other way in.');
    if (isRedress(source) && target.kind !== 'task') return no('What makes a node good is a task.');
    if (isRedress(source) && (led.has(to) || leads.has(to))) return no('What makes a node good has no other way in, and none out.');
    if (!hasConditions(source.kind) && reached.has(to)) return no('These two are connected already.');
    if (source.kind === 'race' && !canRace(target.kind)) return no('Only waits and approvals can race; put a wait in between.');
    if (source.kind === 'race' ? led.has(to) : racing.has(to)) return no('What waits in a race has no other way in.');
    if (loops.has(to)) return no('Would make a loop in which nothing works or waits; put a wait into it.');
    return fine;
  };
}

function mayLeave(source: WorkflowNode, edges: readonly WorkflowEdge[], redressing: ReadonlySet<string>): Verdict {
  if (source.kind === 'handler') return no('What handles an event has no way out; it ends within itself.');
  if (redressing.has(source.id)) return no('What makes another node good has no way out.');
  if (!hasWayOut(source.kind)) return no('An end has no way out.');
  if (!goesSeveralWays(source.kind) && edges.some((edge) => edge.from === source.id)) {
    return no('This goes one way already; put a choice or a fork behind it to go several ways.');
  }
  return fine;
}

/** From where a run would come back to the source without ever working or waiting. */
function wouldLoop(
  source: WorkflowNode,
  nodes: ReadonlyMap<string, WorkflowNode>,
  edges: readonly WorkflowEdge[],
): ReadonlySet<string> {
  const found = new Set<string>();
  if (!passesAtOnce(source.kind)) return found;
  const open = [source.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edge of edges) {
      const before = nodes.get(edge.from);
      if (edge.to !== id || !before || found.has(before.id) || !passesAtOnce(before.kind)) continue;
      found.add(before.id);
      open.push(before.id);
    }
  }
  return found;
}

/**
 * A new edge as it should begin its life: the second way out of a choice is its default, every
 * other one waits for its condition.
 */
export function newEdge(document: WorkflowDocument, from: string, to: string, taken?: Set<string>): WorkflowEdge {
  const id = freeEdgeId(taken ?? takenIds(document));
  const source = document.nodes.find((node) => node.id === from);
  const siblings = document.edges.filter((edge) => edge.from === from);
  const isDefault = hasConditions(source?.kind) && siblings.length === 1 && !siblings[0]?.otherwise;
  return isDefault ? { id, from, to, otherwise: true } : { id, from, to };
}
