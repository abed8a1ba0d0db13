import { describe, expect, it } from 'vitest';
import { plainWordsOf } from '@/model/plainWords';
import { runbookOf } from '@/model/runbook';
import { catalogue as known } from '../fixtures/answers';
import { internetFacing, snapshots } from '../fixtures/documents';

const score = { type: 'object', properties: { score: { type: ['integer', 'null'], title: 'TruRisk score' } } };
const catalogue = {
  ...known,
  nodeTypes: known.nodeTypes.map((type) => {
    if (type.id === 'qualys.read-trurisk') return { ...type, kind: 'read' as const, outputSchema: score };
    if (type.id === 'aws.ec2.quarantine') {
      return {
        ...type, effectClass: 'convergent', undoable: true, permissions: ['ec2:ModifyNetworkInterfaceAttribute'],
        configSchema: { properties: { group: { type: 'string', title: 'Quarantine group' } } },
      };
    }
    return type.id === 'qualys.perimeter-scan' ? { ...type, errors: { 'qualys.scan.error': 'The scan ended in an error.' } } : type;
  }),
};

const text = (pieces: readonly { readonly text: string }[]) => pieces.map((piece) => piece.text).join('');

describe('a run-book', () => {
  const { steps, variables, permissions } = runbookOf(internetFacing, catalogue);
  const step = (id: string) => {
    const found = steps.find((one) => one.id === id);
    if (!found) throw new Error(`Expected a step “${id}”, found none.`);
    return found;
  };

  it('numbers every node but hanging events once, in the order they are walked', () => {
    expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1));
    expect(steps.map(({ id }) => id).toSorted()).toEqual(internetFacing.nodes.filter(({ kind }) => kind !== 'boundary').map(({ id }) => id).toSorted());
    expect(step('vm').number).toBeGreaterThan(step('new_vm').number);
    expect(step('quarantine').number).toBeGreaterThan(step('risky').number);
  });

  it('says conditions in words, and where each way goes on', () => {
    const [above, otherwise] = step('risky').ways;
    expect(above).toMatchObject({
      label: 'above',
      condition: { kind: 'text', text: 'TruRisk score of “Read TruRisk” is above “TruRisk threshold”' },
      to: { title: 'Quarantine it', number: step('quarantine').number },
    });
    expect(otherwise?.condition?.text).toBe('no other condition holds');
    expect(step('quarantine').ways[0]?.condition).toBeUndefined();
  });

  it('says what is set, what is changed and what that needs', () => {
    const quarantine = step('quarantine');
    expect(quarantine.settings[0]).toEqual({ title: 'Quarantine group', value: [{ kind: 'text', text: 'sg-quarantine' }] });
    expect(quarantine.effect).toContain('Changes something outside. After a lost answer the state is read');
    expect(quarantine.effect).toContain('It can be undone.');
    expect(permissions).toEqual([{ permission: 'ec2:ModifyNetworkInterfaceAttribute', steps: [quarantine.number] }]);
    expect(step('risk').effect).toBe('Reads only; changes nothing.');
    expect(text(step('scan').settings.find(({ title }) => title === 'title')?.value ?? [])).toBe('Perimeter Instance id of “Describe the machine”');
  });

  it('tells error roads with the step they leave', () => {
    expect(step('scan').roads).toEqual([
      { id: 'scan_failed', title: 'Scan failed', when: 'it fails with qualys.scan.error (The scan ended in an error.)', to: [{ number: step('note').number, title: 'Note why it stays' }] },
    ]);
    expect(step('patch').roads[0]?.when).toBe('it fails for any reason');
  });

  it('tells whom an approval asks and for how long, and what a wait waits for', () => {
    expect(step('approve').settings.map(({ title, value }) => `${title}: ${text(value)}`)).toEqual([
      'A person is asked: Patch Name of “Describe the machine”?', 'Who may decide: approver', 'Time to decide: 2 days',
    ]);
    const pause = runbookOf(snapshots, catalogue).steps.find(({ id }) => id === 'pause');
    expect(pause?.settings).toEqual([{ title: 'Waits', value: [{ kind: 'text', text: '5 minutes' }] }]);
  });

  it('names variables as people know them', () => {
    expect(variables[0]).toMatchObject({ title: 'TruRisk threshold', value: [{ kind: 'text', text: '900' }] });
  });

  it('leaves what it has no words for as it is written', () => {
    const plain = plainWordsOf(internetFacing, catalogue);
    expect(plain.condition('trigger.tags.exists(t, t == "x")').kind).toBe('code');
    expect(plain.value('= size(trigger.tags) + 1')).toEqual([{ kind: 'code', text: 'size(trigger.tags) + 1' }]);
    expect(plain.value('= required(nodes.risk.output.score)')).toEqual([{ kind: 'reference', text: 'TruRisk score of “Read TruRisk”' }]);
    expect(text(plain.value(['a', 'b']))).toBe('a, b');
    expect(plain.value({ deep: { er: 1 } })[0]?.kind).toBe('code');
  });
});
