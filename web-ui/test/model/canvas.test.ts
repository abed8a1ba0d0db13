import { describe, expect, it } from 'vitest';
import { aligned, distributed } from '@/model/align';
import { applyEdit } from '@/model/applyEdit';
import { groupFrame, nodeRects } from '@/model/frames';
import { downstream, upstream } from '@/model/graph';
import { become, canBecome, fitsSpot, newNode, type Spot } from '@/model/newNode';
import { picksOf, searchPicks } from '@/model/picks';
import { settled } from '@/model/settle';
import { snapped } from '@/model/snap';
import { tidied } from '@/model/tidy';
import { neighbour } from '@/model/walk';
import { wiresOf, type WireRequest } from '@/model/wires';
import { catalogue } from '../fixtures/answers';
import { internetFacing } from '../fixtures/documents';

const document = settled(internetFacing);
const rect = (x: number, y: number, width = 100, height = 50) => ({ x, y, width, height });

describe('arranging', () => {
  const three = new Map([['a', rect(0, 0)], ['b', rect(130, 40, 60, 30)], ['c', rect(400, 10)]]);

  it('aligns by edges and middles', () => {
    expect(Object.values(aligned(three, 'left')).map(({ x }) => x)).toEqual([0, 0, 0]);
    expect(Object.values(aligned(three, 'right')).map(({ x }) => x)).toEqual([400, 440, 400]);
    expect(Object.values(aligned(three, 'middle')).map(({ y }) => y)).toEqual([10, 20, 10]);
  });

  it('distributes with equal gaps, the outermost staying', () => {
    const boxes = distributed(three, 'across');
    expect([boxes['a']?.x, boxes['b']?.x, boxes['c']?.x]).toEqual([0, 220, 400]);
  });

  it('tidies up the whole and a part in one move, a group as a whole', () => {
    const grouped = applyEdit(document, { type: 'set-group', group: { id: 'g', title: 'g', nodes: ['lane', 'patch'] } });
    const after = applyEdit(grouped, { type: 'move', boxes: tidied(grouped) });
    const apart = (of: typeof document) => {
      const rects = nodeRects(of);
      return { x: (rects.get('patch')?.x ?? 0) - (rects.get('lane')?.x ?? 0), y: (rects.get('patch')?.y ?? 0) - (rects.get('lane')?.y ?? 0) };
    };
    expect(apart(after)).toEqual(apart(grouped));
    const part = tidied(document, new Set(['scan', 'risk', 'risky']));
    expect(Object.keys(part).toSorted()).toEqual(['risk', 'risky', 'scan']);
  });

  it('snaps to what stands level, and to the grid where nothing does', () => {
    const { shift, guides } = snapped(rect(103, 203), [rect(100, 0)], 6);
    expect(shift.x).toBe(-3);
    expect(guides).toHaveLength(1);
    expect(snapped(rect(103, 203), [], 6)).toEqual({ shift: { x: 1, y: 1 }, guides: [] });
  });

  it('frames a group around its nodes, or as one box while collapsed', () => {
    const rects = nodeRects(document);
    const open = groupFrame({ id: 'g', title: 'g', nodes: ['lane', 'patch'] }, rects);
    const lane = rects.get('lane');
    expect(lane && open.x < lane.x && open.y < lane.y).toBe(true);
    expect(groupFrame({ id: 'g', title: 'g', nodes: ['lane'], collapsed: true }, rects).width).toBe(220);
  });
});

describe('walking', () => {
  it('follows the ways, and finds everything before and after', () => {
    const rects = nodeRects(document);
    expect(neighbour(document, rects, 'vm', 'right')).toBe('is_public');
    expect(neighbour(document, rects, 'is_public', 'left')).toBe('vm');
    expect(neighbour(document, rects, 'scan', 'down')).toBe('scan_failed');
    expect(neighbour(document, rects, 'scan_failed', 'up')).toBe('scan');
    expect(upstream(document, ['vm'])).toEqual(new Set(['vm', 'new_vm', 'by_hand']));
    expect(downstream(document, ['release'])).toEqual(new Set(['release', 'close_change', 'close_incident', 'done']));
  });
});

describe('the palette', () => {
  const synonyms: { readonly [type: string]: readonly string[] | undefined } = {
    'aws.ec2.quarantine': ['isolate', 'contain', 'deny all'],
    'aws.ec2.patch-lane': ['patching', 'update', 'isolate', 'contain'],
  };
  const nodeTypes = catalogue.nodeTypes.map((type) => ({ ...type, searchWords: synonyms[type.id] ?? [] }));
  const picks = picksOf({ ...catalogue, nodeTypes });

  const names = (spot: Spot) => picks.filter((pick) => fitsSpot(pick, spot)).map(({ title }) => title);

  it.each([
    ['isolate', 'Quarantine'], ['contain', 'Quarantine'], ['if', 'Choice'], ['human', 'Approval'], ['delay', 'Wait'], ['catch', 'On error'],
  ])('finds by “%s” first: %s', (word, title) => expect(searchPicks(picks, word)[0]?.title).toBe(title));

  it('offers only what fits the place', () => {
    expect(names({ on: 'edge' })).not.toContain('End');
    expect(names({ on: 'edge' })).not.toContain('Manual start');
    expect(names({ on: 'port', side: 'out' })).toContain('End');
    expect(names({ on: 'port', side: 'in' })).toContain('Manual start');
    const scan = document.nodes.find(({ id }) => id === 'scan');
    expect(scan && names({ on: 'node', node: scan })).toEqual(['On error', 'After a time', 'On a message', 'On a signal', 'To make it good']);
  });

  it('makes nodes with ids and names of their own', () => {
    const wait = picks.find(({ title }) => title === 'Wait');
    if (!wait) throw new Error('Expected a wait.');
    const once = newNode(document, wait);
    expect(once).toEqual({ id: 'wait', kind: 'wait', name: 'Wait', until: { timer: 'PT5M' } });
    const twice = newNode({ ...document, nodes: [...document.nodes, once] }, wait);
    expect([twice.id, twice.name]).toEqual(['wait_2', 'Wait 2']);
  });

  it('replaces a type and keeps the settings that the new one knows', () => {
    const scan = document.nodes.find(({ id }) => id === 'scan');
    const other = picks.find(({ make }) => make.kind === 'task' && make.type !== scan?.type);
    if (!scan || !other) throw new Error('Expected two types.');
    expect(canBecome(scan, other)).toBe(true);
    const after = become({ ...scan, timeout: 'PT5M' }, other, new Set(['connection']));
    expect(after).toMatchObject({ id: 'scan', name: scan.name, type: other.make.type, timeout: 'PT5M', config: { connection: 'qualys' } });
    expect(after.config?.['title']).toBeUndefined();
  });
});

describe('lines', () => {
  it('that have not changed stay the same objects', () => {
    const rects = nodeRects(document);
    const requests = document.edges.map(({ id, from, to }): WireRequest => ({ id, from, to, sourceKind: 'task', bends: undefined }));
    const first = wiresOf(requests, rects, rects, new Map());
    const again = wiresOf(requests, rects, rects, first);
    expect([...again.values()].every((wire, i) => wire === [...first.values()][i])).toBe(true);
    const moved = new Map(rects).set('done', rect(5000, 5000));
    const after = wiresOf(requests, moved, moved, first);
    expect(after.get('e20')).not.toBe(first.get('e20'));
    expect(after.get('e1')).toBe(first.get('e1'));
  });
});
