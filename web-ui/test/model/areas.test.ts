import { describe, expect, it } from 'vitest';
import { applyEdit } from '@/model/applyEdit';
import { areaAt, areasAround, contentOf, firstContent, misplaced, misput, withInside } from '@/model/areas';
import { canConnect } from '@/model/connect';
import type { Edit } from '@/model/edit';
import { fitted, fragmentOf } from '@/model/fragment';
import { nodeRects } from '@/model/frames';
import { newHistory, record, redo, undo } from '@/model/history';
import { merge } from '@/model/merge';
import { newNode } from '@/model/newNode';
import { outlineOf, type OutlineItem } from '@/model/outline';
import { picksOf, searchPicks } from '@/model/picks';
import { searchWorkflow } from '@/model/search';
import { settled } from '@/model/settle';
import { tidied } from '@/model/tidy';
import { neighbour } from '@/model/walk';
import { wiresOf } from '@/model/wires';
import type { WorkflowDocument, WorkflowNode } from '@/model/workflow';
import { catalogue } from '../fixtures/answers';

/** begin → part [in → work → out] → after → done, with a handler in the part and a task beside. */
const drawn: WorkflowDocument = {
  schema: 1,
  name: 'w',
  nodes: [
    { id: 'begin', kind: 'start', trigger: 'manual' },
    { id: 'part', kind: 'scope', name: 'Part', loop: { while: 'nodes.work.output.again', most: 3 } },
    { id: 'first', kind: 'begin', in: 'part' },
    { id: 'work', kind: 'task', type: 't', in: 'part' },
    { id: 'late', kind: 'boundary', on: 'work', event: { timer: 'PT1H' }, in: 'part' },
    { id: 'over', kind: 'end', in: 'part' },
    { id: 'gone', kind: 'end', in: 'part' },
    { id: 'help', kind: 'handler', name: 'Help', event: { message: 'm', key: 'k' }, in: 'part' },
    { id: 'hark', kind: 'begin', in: 'help' },
    { id: 'heard', kind: 'end', in: 'help' },
    { id: 'after', kind: 'task', type: 't' },
    { id: 'aside', kind: 'task', name: 'Aside', type: 't' },
    { id: 'done', kind: 'end' },
  ],
  edges: [
    { id: 'e1', from: 'begin', to: 'part' },
    { id: 'e2', from: 'first', to: 'work' },
    { id: 'e3', from: 'work', to: 'over' },
    { id: 'e4', from: 'late', to: 'gone' },
    { id: 'e5', from: 'hark', to: 'heard' },
    { id: 'e6', from: 'part', to: 'after' },
    { id: 'e7', from: 'after', to: 'done' },
  ],
};
const document = settled(drawn);
const node = (of: WorkflowDocument, id: string) => of.nodes.find((one) => one.id === id);
const rect = (of: WorkflowDocument, id: string) => {
  const found = nodeRects(of).get(id);
  if (!found) throw new Error(`Expected ${id} to be drawn.`);
  return found;
};
const holds = (of: WorkflowDocument, outer: string, inner: string) => {
  const [a, b] = [rect(of, outer), rect(of, inner)];
  return b.x > a.x && b.y > a.y && b.x + b.width < a.x + a.width && b.y + b.height < a.y + a.height;
};

const box = (x: number, y: number, width = 100, height = 80) => ({ x, y, width, height });

/** Done, undone and done again it comes to the same. */
function after(before: WorkflowDocument, ...edits: readonly Edit[]): WorkflowDocument {
  const result = edits.reduce(applyEdit, before);
  const history = record(newHistory(before), result, 'edit');
  expect(undo(history).present.document).toBe(before);
  expect(redo(undo(history)).present.document).toBe(result);
  return result;
}

describe('where things stand', () => {
  it('is settled with each area around what is in it, and nothing over anything else', () => {
    for (const inner of ['first', 'work', 'over', 'gone', 'help']) expect(holds(document, 'part', inner), inner).toBe(true);
    for (const inner of ['hark', 'heard']) expect(holds(document, 'help', inner), inner).toBe(true);
    expect(rect(document, 'after').x).toBeGreaterThanOrEqual(rect(document, 'part').x + rect(document, 'part').width);
    expect(settled(document)).toBe(document);
  });

  it('keeps the places of a foreign drawing and draws areas around what they hold', () => {
    const nodes = { begin: box(0, 100, 36, 36), part: box(120, 0, 700, 500), first: box(150, 100, 36, 36), work: box(300, 90), over: box(500, 100, 36, 36),
      gone: box(500, 220, 36, 36), help: box(160, 320, 400, 140), hark: box(200, 370, 36, 36), heard: box(400, 370, 36, 36), after: box(1000, 90), aside: box(1000, 400), done: box(1300, 100, 36, 36) };
    const foreign = settled({ ...drawn, layout: { nodes } });
    for (const inner of ['first', 'work', 'over', 'gone', 'help']) expect(holds(foreign, 'part', inner), inner).toBe(true);
    expect(rect(foreign, 'work').x).toBeGreaterThan(rect(foreign, 'first').x);
    expect(rect(foreign, 'help').y).toBeGreaterThan(rect(foreign, 'work').y);
  });

  it('puts nodes that came without a place into their area, below what is there', () => {
    const more: WorkflowDocument = { ...document, nodes: [...document.nodes, { id: 'lost', kind: 'task', type: 't', in: 'part' }] };
    expect(holds(settled(more), 'part', 'lost')).toBe(true);
  });

  it('knows the innermost area over a point, what is around a node, and what is inside', () => {
    const rects = nodeRects(document);
    const hark = rect(document, 'hark');
    expect(areaAt(document, rects, { x: hark.x + 5, y: hark.y + 5 })).toBe('help');
    expect(areaAt(document, rects, { x: hark.x + 5, y: hark.y + 5 }, new Set(['help']))).toBe('part');
    expect(areaAt(document, rects, { x: -9000, y: 0 })).toBeUndefined();
    expect(areasAround(document, 'hark')).toEqual(['help', 'part']);
    expect([...withInside(document, ['part'])].toSorted()).toEqual(['first', 'gone', 'hark', 'heard', 'help', 'late', 'over', 'part', 'work']);
    expect(contentOf(document, 'help').map(({ id }) => id)).toEqual(['hark', 'heard']);
  });

  it('lines keep clear of what stands in the same area only', () => {
    const rects = new Map([['a', { x: 0, y: 0, width: 50, height: 50 }], ['b', { x: 300, y: 0, width: 50, height: 50 }], ['area', { x: -100, y: -100, width: 600, height: 300 }]]);
    const request = { id: 'e', from: 'a', to: 'b', sourceKind: 'task' as const, bends: undefined, area: 'area' };
    const places = new Map([['a', 'area'], ['b', 'area'], ['area', undefined]]);
    expect(wiresOf([request], rects, rects, new Map(), places).get('e')?.route.points).toHaveLength(2);
    const inTheWay = new Map([...rects, ['c', { x: 120, y: 0, width: 50, height: 50 }]]);
    expect(wiresOf([request], inTheWay, inTheWay, new Map(), new Map([...places, ['c', 'area']])).get('e')?.route.points.length).toBeGreaterThan(2);
  });
});

describe('building areas', () => {
  const scope: WorkflowNode = { id: 'more', kind: 'scope', name: 'More' };
  const place = box(2000, 1000, 520, 200);

  it('begins with a beginning that leads to an end, in one step', () => {
    const content = firstContent(document, scope, place);
    const result = after(document, { type: 'add-node', node: scope, box: place, content });
    expect(contentOf(result, 'more').map(({ kind }) => kind)).toEqual(['begin', 'end']);
    expect(result.edges.at(-1)).toMatchObject({ from: 'more_begin', to: 'more_end' });
    expect(holds(result, 'more', 'more_begin') && holds(result, 'more', 'more_end')).toBe(true);
  });

  it('goes into a way with its content', () => {
    const content = firstContent(document, scope, place);
    const result = after(document, { type: 'insert-on-edge', edge: 'e7', node: scope, box: place, content });
    expect(result.edges.find(({ id }) => id === 'e7')).toMatchObject({ from: 'after', to: 'more' });
    expect(result.edges.some(({ from, to }) => from === 'more' && to === 'done')).toBe(true);
    expect(contentOf(result, 'more')).toHaveLength(2);
    const connected = after(document, { type: 'add-connected', node: scope, box: place, content, edge: { id: 'way', from: 'aside', to: 'more' } });
    expect(contentOf(connected, 'more')).toHaveLength(2);
  });

  it('grows when what is in it needs room, and what stands behind moves on', () => {
    const work = rect(document, 'work');
    const result = after(document, { type: 'move', boxes: { over: { ...rect(document, 'over'), x: rect(document, 'over').x + 400 } } });
    expect(holds(result, 'part', 'over')).toBe(true);
    expect(rect(result, 'after').x).toBeGreaterThanOrEqual(rect(result, 'part').x + rect(result, 'part').width);
    expect(rect(result, 'work')).toEqual(work);
  });

  it('takes its content along, however deep', () => {
    const before = rect(document, 'part');
    const result = after(document, { type: 'move', boxes: { part: { ...before, x: before.x + 100, y: before.y - 50 } } });
    for (const id of ['part', 'first', 'work', 'late', 'help', 'hark']) {
      expect([rect(result, id).x - rect(document, id).x, rect(result, id).y - rect(document, id).y], id).toEqual([100, -50]);
    }
    expect(rect(result, 'after')).toEqual(rect(document, 'after'));
  });

  it('is resized without moving what is in it, and never smaller than that', () => {
    const before = rect(document, 'part');
    const larger = after(document, { type: 'resize', area: 'part', box: { ...before, x: before.x - 200, width: before.width + 200 } });
    expect(rect(larger, 'work')).toEqual(rect(document, 'work'));
    expect(rect(larger, 'part').x).toBe(before.x - 200);
    const tiny = after(larger, { type: 'resize', area: 'part', box: { x: before.x, y: before.y, width: 10, height: 10 } });
    for (const inner of ['first', 'work', 'help']) expect(holds(tiny, 'part', inner), inner).toBe(true);
    expect(applyEdit(document, { type: 'resize', area: 'work', box: before })).toBe(document);
  });

  it('takes nodes in and gives them back, with the events that hang on them', () => {
    const inside = after(document, { type: 'put-in', nodes: ['aside'], area: 'part' });
    expect(node(inside, 'aside')?.in).toBe('part');
    const outside = after(inside, { type: 'put-in', nodes: ['aside'] });
    expect(node(outside, 'aside')).toEqual(node(document, 'aside'));
    const free = applyEdit(document, { type: 'remove', nodes: [], edges: ['e2', 'e3', 'e4'] });
    const out = after(free, { type: 'put-in', nodes: ['work'] });
    expect(node(out, 'late')).not.toHaveProperty('in');
  });

  it('refuses to tear ways, with the names of both ends', () => {
    expect(misput(document, ['after'], 'part')).toMatch(/“after” is connected to “Part”/);
    expect(misput(document, ['work'], undefined)).toMatch(/“work” is connected to “first”/);
    expect(applyEdit(document, { type: 'put-in', nodes: ['after'], area: 'part' })).toBe(document);
    expect(misput(document, ['part'], 'help')).toMatch(/in itself/);
    expect(misput(document, ['begin'], 'part')).toMatch(/trigger/);
    expect(misput(document, ['first'], undefined)).toMatch(/beginning/i);
    expect(misput(document, ['aside'], 'part')).toBeUndefined();
    expect(applyEdit(document, { type: 'put-in', nodes: ['aside'], area: 'after' })).toBe(document);
  });

  it('has one beginning, and no trigger', () => {
    expect(misplaced(document, { id: 'x', kind: 'begin' }, 'part')).toMatch(/already/);
    expect(misplaced(document, { id: 'x', kind: 'begin' }, undefined)).toMatch(/area/);
    expect(misplaced(document, { id: 'x', kind: 'start' }, 'part')).toMatch(/trigger/);
    const stray: Edit = { type: 'add-node', node: { id: 'x', kind: 'start', trigger: 'manual', in: 'part' }, box: { x: 0, y: 0 } };
    expect(applyEdit(document, stray)).toBe(document);
    expect(applyEdit(document, { type: 'add-node', node: { id: 'x', kind: 'task', in: 'after' }, box: { x: 0, y: 0 } })).toBe(document);
  });

  it('goes with all that is in it', () => {
    const result = after(document, { type: 'remove', nodes: ['part'], edges: [], heal: true });
    expect(result.nodes.map(({ id }) => id)).toEqual(['begin', 'after', 'aside', 'done']);
    expect(result.edges).toEqual([{ id: 'e1', from: 'begin', to: 'after' }, { id: 'e7', from: 'after', to: 'done' }]);
    expect(Object.keys(result.layout?.nodes ?? {}).toSorted()).toEqual(['after', 'aside', 'begin', 'done']);
  });

  it('releases its content: ways in lead to its first step, its ends to what follows', () => {
    const result = after(document, { type: 'release', area: 'part' });
    expect(node(result, 'part') ?? node(result, 'first') ?? node(result, 'over')).toBeUndefined();
    expect(node(result, 'work')).not.toHaveProperty('in');
    expect(node(result, 'help')).not.toHaveProperty('in');
    expect(node(result, 'hark')?.in).toBe('help');
    const ways = result.edges.map(({ from, to }) => `${from}>${to}`);
    expect(ways).toEqual(expect.arrayContaining(['begin>work', 'work>after', 'late>after', 'after>done', 'hark>heard']));
    expect(rect(result, 'work')).toEqual(rect(document, 'work'));
    const inner = after(document, { type: 'release', area: 'help' });
    expect(node(inner, 'heard')?.in).toBe('part');
  });

  it('tidies up inside and around, in one move', () => {
    const spread = applyEdit(document, { type: 'move', boxes: { over: { ...rect(document, 'over'), x: rect(document, 'over').x + 700, y: rect(document, 'over').y + 300 } } });
    const result = after(spread, { type: 'move', boxes: tidied(spread) });
    for (const inner of ['first', 'work', 'over', 'gone', 'help']) expect(holds(result, 'part', inner), inner).toBe(true);
    for (const inner of ['hark', 'heard']) expect(holds(result, 'help', inner), inner).toBe(true);
    expect(rect(result, 'part').width).toBeLessThan(rect(spread, 'part').width);
    expect(rect(result, 'after').x).toBeGreaterThanOrEqual(rect(result, 'part').x + rect(result, 'part').width);
    const again = applyEdit(result, { type: 'move', boxes: tidied(result) });
    expect(nodeRects(again)).toEqual(nodeRects(result));
  });
});

const reason = (from: string, to: string, of = document) => {
  const verdict = canConnect(of, from, to);
  return verdict.ok ? undefined : verdict.reason;
};

describe('ways around areas', () => {
  it('never cross a border', () => {
    expect(reason('aside', 'work')).toMatch(/crosses the border/);
    expect(reason('aside', 'part')).toBeUndefined();
    expect(reason('aside', 'help')).toMatch(/no way in/);
    expect(reason('help', 'over')).toMatch(/no way out/);
    expect(reason('aside', 'first')).toMatch(/beginning has no way in/);
    expect(reason('aside', 'after')).toBeUndefined();
  });

  it('lead from an undoing to one task that nothing else leads to', () => {
    const of: WorkflowDocument = {
      ...document,
      nodes: [...document.nodes, { id: 'good', kind: 'boundary', on: 'aside', event: { compensation: true } }, { id: 'mend', kind: 'task', type: 't' }, { id: 'nap', kind: 'wait' }],
    };
    expect(reason('good', 'mend', of)).toBeUndefined();
    expect(reason('good', 'nap', of)).toMatch(/is a task/);
    expect(reason('good', 'after', of)).toMatch(/no other way in/);
    const mended = applyEdit(of, { type: 'connect', edge: { id: 'm', from: 'good', to: 'mend' } });
    expect(reason('mend', 'done', mended)).toMatch(/no way out/);
    expect(reason('aside', 'mend', mended)).toMatch(/no other way in/);
  });

  it('would loop through what is only told', () => {
    const of: WorkflowDocument = { schema: 1, name: 'w', nodes: [{ id: 'a', kind: 'choice' }, { id: 'b', kind: 'throw', signal: 's' }], edges: [{ id: 'e', from: 'a', to: 'b' }] };
    expect(reason('b', 'a', of)).toMatch(/loop/);
  });
});

const lines = (items: readonly OutlineItem[]): unknown[] =>
  items.map((item) => (item.kind === 'link' ? `-> ${item.to}` : item.content.length > 0 ? [item.node.id, lines(item.content)] : item.node.id));

describe('areas elsewhere', () => {
  it('follow a rename in places, references and bare expressions', () => {
    const renamed = applyEdit(document, { type: 'rename-node', id: 'work', newId: 'toil' });
    expect(node(renamed, 'part')?.['loop']).toEqual({ while: 'nodes.toil.output.again', most: 3 });
    expect(node(applyEdit(document, { type: 'rename-node', id: 'part', newId: 'piece' }), 'work')?.in).toBe('piece');
    const of: WorkflowDocument = {
      schema: 1, name: 'w', edges: [],
      nodes: [{ id: 'a', kind: 'task' }, { id: 'u', kind: 'compensate', of: 'a' }, { id: 'f', kind: 'for-each', items: 'nodes.a.output.list' },
        { id: 'v', kind: 'end', verdict: { resource: '=nodes.a.output.id', pass: 'nodes.a.output.ok' }, result: { text: 'is ${nodes.a.output.id}' } }],
    };
    const other = applyEdit(of, { type: 'rename-node', id: 'a', newId: 'b' });
    expect(other.nodes.slice(1)).toEqual([
      { id: 'u', kind: 'compensate', of: 'b' }, { id: 'f', kind: 'for-each', items: 'nodes.b.output.list' },
      { id: 'v', kind: 'end', verdict: { resource: '=nodes.b.output.id', pass: 'nodes.b.output.ok' }, result: { text: 'is ${nodes.b.output.id}' } },
    ]);
  });

  it('are copied whole, and pasted into the area at the pointer', () => {
    const whole = fragmentOf(document, new Set(['part']));
    expect(whole.nodes.map(({ id }) => id)).toContain('heard');
    const { x, y, width } = rect(document, 'help');
    const nested = fitted(document, whole, { x: x + width / 2, y: y + 10 });
    const pasted = after(document, { type: 'paste', fragment: nested });
    expect(node(pasted, 'part_2')?.in).toBe('help');
    expect(node(pasted, 'heard_2')?.in).toBe('help_2');
    expect(holds(pasted, 'help', 'part_2')).toBe(true);
    const single = fitted(document, fragmentOf(document, new Set(['work'])), { x: -4000, y: 0 });
    expect(single.nodes[0]).not.toHaveProperty('in');
    const stray = after(document, { type: 'paste', fragment: fitted(document, fragmentOf(document, new Set(['first', 'work'])), { x: -4000, y: 0 }) });
    expect(stray.nodes.some(({ id }) => id === 'first_2')).toBe(false);
    expect(stray.nodes.some(({ id }) => id === 'work_2')).toBe(true);
  });

  it('hold their content in the outline', () => {
    expect(lines(outlineOf(document))).toEqual(['begin', ['part', ['first', 'work', 'over', ['help', ['hark', 'heard']]]], 'after', 'done', 'aside']);
  });

  it('are walked into by their beginning, and out of again', () => {
    const rects = nodeRects(document);
    expect(neighbour(document, rects, 'part', 'down')).toBe('first');
    expect(neighbour(document, rects, 'first', 'left')).toBe('part');
    expect(neighbour(document, rects, 'first', 'up')).toBe('part');
    expect(neighbour(document, rects, 'part', 'right')).toBe('after');
  });

  it('are found by what stands in them', () => {
    expect(searchWorkflow(document, 'in:help', { problems: [], catalogue })).toEqual(['hark', 'heard']);
    expect(searchWorkflow(document, 'in:part kind:task', { problems: [], catalogue })).toEqual(['work']);
  });

  it('leave nobody behind in an area the other side has removed', () => {
    const mine = applyEdit(document, { type: 'put-in', nodes: ['aside'], area: 'part' });
    const theirs = applyEdit(document, { type: 'remove', nodes: ['part'], edges: [] });
    expect(node(merge(document, mine, theirs).resolve({}), 'aside')).not.toHaveProperty('in');
  });
});

const picks = picksOf(catalogue);

function pick(title: string) {
  const one = picks.find((candidate) => candidate.title === title);
  if (!one) throw new Error(`Expected ${title} in the palette.`);
  return one;
}

const found = (query: string) => searchPicks(picks, query).slice(0, 3).map(({ title }) => title);

describe('the palette', () => {
  it.each([
    ['sub-process', 'Scope'], ['multi-instance', 'For each'], ['call activity', 'Call a workflow'], ['event sub-process', 'When it happens'],
    ['escalation throw', 'Escalate'], ['rollback', 'Undo changes'], ['repeat', 'Loop'], ['posture', 'Verdict'], ['broadcast', 'Send a signal'],
  ])('finds by “%s” %s', (query, title) => expect(found(query)).toContain(title));

  it('makes nodes that stand where they are put, and events that stand with their node', () => {
    expect(newNode(document, pick('Wait'), { in: 'part' }).in).toBe('part');
    expect(newNode(document, pick('On a message'), { on: 'work' })).toMatchObject({ on: 'work', in: 'part', event: { message: '', key: '' } });
    expect(newNode(document, pick('On a message'), { on: 'after' })).not.toHaveProperty('in');
  });
});
