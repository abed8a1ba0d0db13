import { connections, newEdge } from '@/model/connect';
import type { Family } from '@/model/looks';
import { canBecome, fitsSpot, type Spot } from '@/model/newNode';
import { type Pick, picksOf, searchPicks } from '@/model/picks';
import { nodeName } from '@/model/workflow';
import { areasFor, putSelectedIn } from '../actions/areas';
import { recents } from '../palette/remembered';
import type { EditorState } from '../store';
import { looksOnce } from './looksOnce';
import type { PickerRequest } from './pickerRequest';
import { hangOn, putAt, putBeside, putOnEdge, replaceType } from './put';

export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly icon: string;
  readonly family: Family;
  readonly pick?: Pick;
  /** Why it cannot be chosen. */
  readonly refused?: string;
  perform(state: EditorState): void;
}

/** What the picker offers: what fits there, recently used things first. */
export function choicesFor(state: EditorState, request: PickerRequest, query: string): Choice[] {
  if (request.for === 'area') return areas(state, query);
  if (request.for === 'target') return targets(state, request.node, query);
  const fitting = picksOf(state.catalogue).filter((pick) => fits(state, request, pick));
  return recentFirst(searchPicks(fitting, query), query).map((pick) => ({
    id: pick.id,
    title: pick.title,
    about: pick.summary || pick.category,
    icon: pick.icon,
    family: pick.family,
    pick,
    perform: (now) => put(now, request, pick),
  }));
}

function fits(state: EditorState, request: PickerRequest, pick: Pick): boolean {
  const nodeOf = (id: string) => state.document.nodes.find((node) => node.id === id);
  switch (request.for) {
    case 'free':
      return fitsSpot(pick, { on: 'canvas' }) && (request.only === undefined || pick.make.kind === request.only);
    case 'edge':
      return fitsSpot(pick, { on: 'edge' });
    case 'port': {
      const node = nodeOf(request.node);
      const hangs: Spot | undefined = node && request.at === undefined ? { on: 'node', node } : undefined;
      return fitsSpot(pick, { on: 'port', side: request.side }) || (hangs !== undefined && fitsSpot(pick, hangs));
    }
    case 'replace': {
      const node = nodeOf(request.node);
      return node !== undefined && canBecome(node, pick);
    }
    case 'target': case 'area':
      return false;
    default:
      return request satisfies never;
  }
}

function put(state: EditorState, request: PickerRequest, pick: Pick): void {
  switch (request.for) {
    case 'free':
      return putAt(state, pick, request.at);
    case 'edge':
      return putOnEdge(state, pick, request.edge);
    case 'port':
      return pick.make.kind === 'boundary'
        ? hangOn(state, pick, request.node)
        : putBeside(state, pick, request.node, request.side, request.at);
    case 'replace':
      return replaceType(state, request.node, pick);
    case 'target': case 'area':
      return undefined;
    default:
      return request satisfies never;
  }
}

function recentFirst(picks: Pick[], query: string): Pick[] {
  if (query !== '') return picks;
  const rank = new Map(recents().map((id, index) => [id, index]));
  return picks.toSorted((a, b) => (rank.get(a.id) ?? 99) - (rank.get(b.id) ?? 99));
}

/** The areas that can take what is selected, then those that cannot, with the reason. */
function areas(state: EditorState, query: string): Choice[] {
  const wanted = query.toLowerCase().trim();
  const choices = areasFor(state).flatMap(({ id, refused }): Choice[] => {
    const node = state.document.nodes.find((one) => one.id === id);
    if (!node || !`${nodeName(node)} ${id}`.toLowerCase().includes(wanted)) return [];
    const looks = looksOnce(node, state.catalogue);
    return [{
      id, title: nodeName(node), about: looks.subtitle, icon: looks.icon, family: looks.family,
      ...(refused === undefined ? {} : { refused }),
      perform: (now) => putSelectedIn(now, id),
    }];
  });
  return [...choices.filter(({ refused }) => refused === undefined), ...choices.filter(({ refused }) => refused !== undefined)];
}

/** The nodes a node can be connected to, then those it cannot, with the reason. */
function targets(state: EditorState, from: string, query: string): Choice[] {
  const { document, catalogue } = state;
  const verdictOf = connections(document, from);
  const wanted = query.toLowerCase().trim();
  const found = document.nodes.filter(
    (node) => node.id !== from && `${nodeName(node)} ${node.id}`.toLowerCase().includes(wanted),
  );
  const choices = found.map((node): Choice => {
    const verdict = verdictOf(node.id);
    const looks = looksOnce(node, catalogue);
    return {
      id: node.id,
      title: nodeName(node),
      about: looks.subtitle,
      icon: looks.icon,
      family: looks.family,
      ...(verdict.ok ? {} : { refused: verdict.reason }),
      perform: (now) => {
        now.edit({ type: 'connect', edge: newEdge(now.document, from, node.id) });
        now.canvas?.focus(from);
      },
    };
  });
  return [...choices.filter(({ refused }) => refused === undefined), ...choices.filter(({ refused }) => refused !== undefined)];
}
