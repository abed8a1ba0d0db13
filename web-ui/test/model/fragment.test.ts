import { describe, expect, it } from 'vitest';
import { applyEdit } from '@/model/applyEdit';
import { fitted, fragmentOf, readFragment } from '@/model/fragment';
import { freeId, isId, slug } from '@/model/ids';
import { renameInExpression, renameInText } from '@/model/references';
import { settled } from '@/model/settle';
import type { WorkflowDocument } from '@/model/workflow';
import { internetFacing } from '../fixtures/documents';

const document = settled(internetFacing);

describe('the clipboard', () => {
  it('holds the selected nodes with their events, and the ways between them', () => {
    const fragment = fragmentOf(document, new Set(['scan', 'risk', 'e6']));
    expect(fragment.nodes.map(({ id }) => id)).toEqual(['scan', 'scan_failed', 'risk']);
    expect(fragment.edges.map(({ id }) => id)).toEqual(['e6']);
    expect(Object.keys(fragment.boxes)).toEqual(['scan', 'risk']);
  });

  it('keeps connections by name, as the document does: there is no secret in it', () => {
    const fragment = fragmentOf(document, new Set(['scan']));
    expect(fragment.nodes[0]?.config?.['connection']).toBe('qualys');
  });

  it('is read from a chat: between fences, with words around it, or as a whole document', () => {
    const text = JSON.stringify(fragmentOf(document, new Set(['scan', 'risk'])));
    expect(readFragment(text)?.nodes).toHaveLength(3);
    expect(readFragment(`Try this:\n\`\`\`json\n${text}\n\`\`\`\nGood luck`)?.nodes).toHaveLength(3);
    expect(readFragment(`Here: ${text} thanks`)?.nodes).toHaveLength(3);
    expect(readFragment(JSON.stringify(document))?.nodes).toHaveLength(document.nodes.length);
  });

  it.each(['', 'hello', '{}', '[1]', '{"nodes": 3, "edges": []}', '{"nodes": [{"id": 1}], "edges": []}'])(
    'is not read from %j',
    (text) => expect(readFragment(text)).toBeUndefined(),
  );

  it('is pasted under free ids, its references among itself following and others kept', () => {
    const fragment = fragmentOf(document, new Set(['vm', 'scan']));
    const part = fitted(document, fragment, { x: 500, y: 500 });
    expect(part.nodes.map(({ id }) => id)).toEqual(['vm_2', 'scan_2', 'scan_failed_2']);
    expect(part.nodes[1]?.config?.['title']).toBe('Perimeter ${nodes.vm_2.output.instanceId}');
    expect(part.nodes[2]?.on).toBe('scan_2');
    const alone = fitted(document, fragmentOf(document, new Set(['scan'])));
    expect(alone.nodes[0]?.config?.['title']).toBe('Perimeter ${nodes.vm.output.instanceId}');
  });

  it('that holds an id twice is pasted without the second', () => {
    const twice = readFragment('{"nodes": [{"id": "a", "kind": "task"}, {"id": "a", "kind": "end"}], "edges": []}');
    expect(twice && fitted(document, twice).nodes).toEqual([{ id: 'a', kind: 'task' }]);
  });

  it('takes 200 nodes of unknown types, twice', () => {
    const nodes = Array.from({ length: 200 }, (_, i) => ({ id: `n${i}`, kind: 'task' as const, type: 'acme.unknown', config: { secret: '=nodes.n1.output.x' } }));
    const edges = nodes.slice(1).map(({ id }, i) => ({ id: `w${i}`, from: `n${i}`, to: id }));
    const fragment = readFragment(JSON.stringify({ nodes, edges }));
    if (!fragment) throw new Error('Expected a fragment.');
    const empty: WorkflowDocument = { schema: 1, name: 'x', nodes: [], edges: [] };
    const once = applyEdit(empty, { type: 'paste', fragment: fitted(empty, fragment, { x: 0, y: 0 }) });
    const twice = applyEdit(once, { type: 'paste', fragment: fitted(once, fragment, { x: 0, y: 900 }) });
    expect(twice.nodes).toHaveLength(400);
    expect(twice.edges).toHaveLength(398);
    expect(twice.nodes.every(({ id }) => twice.layout?.nodes?.[id])).toBe(true);
    expect(twice.nodes[205]?.config?.['secret']).toBe('=nodes.n1_2.output.x');
  });
});

describe('ids', () => {
  it('are names in expressions: letters, digits, never a word that means something there', () => {
    expect(slug('Describe the VM – now!')).toBe('describe_the_vm_now');
    expect(slug('Überprüfen')).toBe('uberprufen');
    expect(slug('3 tries')).toBe('step_3_tries');
    expect(slug('検査')).toBe('step');
    expect(freeId(new Set(['scan', 'scan_2']), 'scan')).toBe('scan_3');
    expect(freeId(new Set(), 'in')).toBe('in_2');
    expect(freeId(new Set(), 'Ask them!')).toBe('ask_them');
    expect(isId('nodes')).toBe(false);
    expect(isId('a'.repeat(65))).toBe(false);
  });
});

describe('references', () => {
  const renames = new Map([['scan', 'probe']]);

  it.each([
    ['nodes.scan.output.ref', 'nodes.probe.output.ref'],
    ['nodes.scan', 'nodes.probe'],
    ['has(nodes.scan.output.x) && nodes.scanner.output.y', 'has(nodes.probe.output.x) && nodes.scanner.output.y'],
    ["nodes['scan'].output", "nodes['probe'].output"],
    ['nodes["scan"].output', 'nodes["probe"].output'],
    ["'nodes.scan' == nodes.scan.output.x", "'nodes.scan' == nodes.probe.output.x"],
    ['x.nodes.scan', 'x.nodes.scan'],
    ['my_nodes.scan', 'my_nodes.scan'],
    ['nodes . scan . output', 'nodes . probe . output'],
    ['nodes.?scan.output', 'nodes.?probe.output'],
  ])('%s becomes %s', (before, after) => expect(renameInExpression(before, renames)).toBe(after));

  it('follow in expressions and in ${…}, never in plain words', () => {
    expect(renameInText('= nodes.scan.output.x', renames)).toBe('= nodes.probe.output.x');
    expect(renameInText('Scan ${nodes.scan.output.x}: nodes.scan', renames)).toBe('Scan ${nodes.probe.output.x}: nodes.scan');
  });

  it('follow in the condition of a wait, which begins with no “=”', () => {
    const waiting: WorkflowDocument = {
      schema: 1, name: 'w',
      nodes: [
        { id: 'scan', kind: 'task', type: 'x' },
        { id: 'w', kind: 'wait', until: { type: 'x', config: { ref: '=nodes.scan.output.ref' }, condition: 'output.done && nodes.scan.output.x', every: 'PT1M' } },
      ],
      edges: [],
    };
    const after = applyEdit(waiting, { type: 'rename-node', id: 'scan', newId: 'probe' });
    expect(after.nodes[1]?.['until']).toEqual({ type: 'x', config: { ref: '=nodes.probe.output.ref' }, condition: 'output.done && nodes.probe.output.x', every: 'PT1M' });
  });
});
