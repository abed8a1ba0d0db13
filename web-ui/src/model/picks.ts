import type { Catalogue } from '@/api/types';
import type { JsonObject } from './json';
import { type Family, familyOf, looksOf } from './looks';
import type { NodeKind } from './workflow';

/** Something that can be put on the canvas: a kind of the engine, a node type or a trigger type. */
export interface Pick {
  /** Stable across releases: favourites are kept by it. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly category: string;
  readonly family: Family;
  readonly icon: string;
  readonly words: readonly string[];
  /** The node as it begins, without id and name. */
  readonly make: NodeSeed;
}

export interface NodeSeed {
  readonly kind: NodeKind;
  readonly trigger?: string;
  readonly type?: string;
  readonly config?: JsonObject;
  readonly until?: JsonObject;
  readonly event?: JsonObject;
  readonly interrupting?: boolean;
  readonly terminate?: boolean;
  readonly error?: JsonObject;
  readonly verdict?: JsonObject;
  readonly loop?: JsonObject;
  readonly items?: string;
  readonly message?: string;
  readonly key?: string;
  readonly signal?: string;
  readonly escalation?: string;
  readonly workflow?: string;
}

export const flowCategory = 'Flow';
export const triggerCategory = 'Triggers';

const flowPicks: readonly Pick[] = [
  flow('choice', 'Choice', 'Takes the first way whose condition holds.', 'if condition branch decide decision gateway switch case filter either', { kind: 'choice' }),
  flow('any-choice', 'Choice of several', 'Takes every way whose condition holds.', 'inclusive or any multiple branch condition gateway some', { kind: 'any-choice' }),
  flow('fork', 'Fork', 'Goes all its ways at once.', 'parallel split simultaneously together concurrent', { kind: 'fork' }),
  flow('join', 'Join', 'Waits until every way in has come.', 'merge parallel wait all synchronise gather', { kind: 'join' }),
  flow('race', 'First of several', 'Begins several waits; the first that happens goes on, the others are dropped.', 'race event based gateway whichever either timeout reply', { kind: 'race' }),
  flow('wait', 'Wait', 'Waits for a time, a moment, a message or a condition.', 'delay pause sleep timer until hold message poll later', { kind: 'wait', until: { timer: 'PT5M' } }),
  flow('wait-message', 'Wait for a message', 'Waits until a message comes that is meant for this run.', 'receive catch message intermediate event correlation reply callback answer', { kind: 'wait', until: { message: '', key: '' } }),
  flow('wait-signal', 'Wait for a signal', 'Waits until some run sends a signal of this name.', 'signal catch intermediate event broadcast receive', { kind: 'wait', until: { signal: '' } }),
  flow('approval', 'Approval', 'Waits for a person to decide.', 'human person sign off confirm ask decision review manual change advisory board', { kind: 'approval' }),
  flow('on-error', 'On error', 'Leads away from a node when it fails; drop it on the node.', 'catch exception failure fail boundary handle fallback', { kind: 'boundary', event: { error: [] } }),
  flow('after-time', 'After a time', 'Leads away from a node that takes too long; drop it on the node.', 'timeout deadline boundary timer escalate sla', { kind: 'boundary', event: { timer: 'PT1H' } }),
  flow('on-message', 'On a message', 'Leads away from a node when a message comes; drop it on the node.', 'message boundary event receive interrupt catch', { kind: 'boundary', event: { message: '', key: '' } }),
  flow('on-signal', 'On a signal', 'Leads away from a node when a signal comes; drop it on the node.', 'signal boundary event broadcast interrupt catch', { kind: 'boundary', event: { signal: '' } }),
  flow('on-escalation', 'On an escalation', 'Leads away from a scope when something in it escalates; drop it on the scope.', 'escalation boundary event catch raise', { kind: 'boundary', event: { escalation: [] } }),
  flow('redress', 'To make it good', 'Leads to the task that undoes what a node did; drop it on the node.', 'compensation boundary event undo reverse rollback compensate redress saga', { kind: 'boundary', event: { compensation: true } }),
  flow('scope', 'Scope', 'Steps that are gone through as one; events on it are events of all in it.', 'sub-process subprocess embedded block part stage phase section transaction area', { kind: 'scope' }),
  flow('loop', 'Loop', 'Goes through its steps again as long as a condition holds.', 'repeat while until again round iterate sub-process subprocess loop activity retry', { kind: 'scope', loop: { while: '', most: 10 } }),
  flow('for-each', 'For each', 'Goes through its steps once for each item of a list.', 'multi-instance multiinstance iterate list items map batch collection parallel sequential every sub-process subprocess', { kind: 'for-each', items: '' }),
  flow('handler', 'When it happens', 'Steps that begin when an event happens anywhere in the area they stand in.', 'event sub-process subprocess handler listener catch error message signal timer escalation anywhere', { kind: 'handler', event: { error: [] } }),
  flow('begin', 'Beginning', 'Where an area begins; each has one.', 'start none start event sub-process entry', { kind: 'begin' }),
  flow('throw-message', 'Send a message', 'Tells a run that waits for it, or starts one, and goes on.', 'throw message intermediate event send publish notify correlate', { kind: 'throw', message: '', key: '' }),
  flow('throw-signal', 'Send a signal', 'Tells every run that waits for it, starts those that begin by it, and goes on.', 'throw signal intermediate event broadcast publish notify', { kind: 'throw', signal: '' }),
  flow('escalate', 'Escalate', 'Tells the nearest area around that takes the code, and goes on.', 'escalation throw intermediate event raise report up', { kind: 'throw', escalation: '' }),
  flow('compensate', 'Undo changes', 'Undoes, latest first, what was changed in the area it stands in.', 'compensation compensate throw event undo rollback reverse revert make good saga', { kind: 'compensate' }),
  flow('call', 'Call a workflow', 'Runs another workflow to its end and goes on with its result.', 'call activity sub-flow subflow child workflow reuse invoke sub-process subprocess', { kind: 'call', workflow: '' }),
  flow('end', 'End', 'Ends the path that reaches it.', 'stop finish done exit', { kind: 'end' }),
  flow('end-all', 'End everything', 'Ends every path, and so the run.', 'terminate stop kill abort finish', { kind: 'end', terminate: true }),
  flow('verdict', 'Verdict', 'Ends its path and says whether a resource passes what the workflow checks.', 'pass fail result posture compliance check policy control finding end', { kind: 'end', verdict: { resource: '', pass: '' } }),
  flow('fail', 'Fail', 'Ends every path; the run has failed, with a code.', 'error fail throw raise exception abort', { kind: 'end', error: { code: 'run.failed' } }),
];

function flow(id: string, title: string, summary: string, words: string, make: NodeSeed): Pick {
  const { family, icon } = looksOf({ ...make, id }, { nodeTypes: [], triggerTypes: [], connectionTypes: [] });
  return { id: `flow:${id}`, title, summary, category: flowCategory, family, icon, words: words.split(' '), make };
}

/** Everything there is, triggers first, as the palette lists it. */
export function picksOf(catalogue: Catalogue): Pick[] {
  const triggers = catalogue.triggerTypes.map(
    ({ id, title, summary, icon, searchWords }): Pick => ({
      id: `trigger:${id}`,
      title,
      summary,
      category: triggerCategory,
      family: 'trigger',
      icon: icon || 'bolt',
      words: [id, 'trigger', 'start', ...(searchWords ?? [])],
      make: { kind: 'start', trigger: id },
    }),
  );
  const tasks = catalogue.nodeTypes.map(
    ({ id, title, summary, category, icon, searchWords }): Pick => ({
      id: `node:${id}`,
      title,
      summary,
      category: category || 'Other',
      family: familyOf(id, category),
      icon: icon || 'bolt',
      words: [id, ...(searchWords ?? [])],
      make: { kind: 'task', type: id, config: {} },
    }),
  );
  return [...triggers, ...flowPicks, ...tasks];
}

/** The picks in which each word of the query occurs, the best match first. */
export function searchPicks(picks: readonly Pick[], query: string): Pick[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [...picks];
  return picks
    .map((pick) => ({ pick, score: scoreOf(pick, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ pick }) => pick);
}

/**
 * 0 when a word is nowhere to be found. A title counts more than a synonym, that more than the rest;
 * authors name the closest synonyms first.
 */
function scoreOf(pick: Pick, wanted: readonly string[]): number {
  const title = pick.title.toLowerCase();
  const words = pick.words.map((word) => word.toLowerCase());
  const rest = `${pick.summary} ${pick.category}`.toLowerCase();
  let sum = 0;
  for (const word of wanted) {
    const score =
      title === word ? 100
      : title.startsWith(word) ? 60
      : title.split(/\W+/).some((part) => part.startsWith(word)) ? 45
      : words.includes(word) ? 40 - Math.min(words.indexOf(word), 12)
      : words.some((one) => one.split(/[\s.\-_]+/).some((part) => part.startsWith(word))) ? 25
      : title.includes(word) ? 15
      : rest.includes(word) ? 5
      : 0;
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}
