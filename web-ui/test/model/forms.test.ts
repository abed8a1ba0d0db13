import { describe, expect, it } from 'vitest';
import { designedFields, designedType, exampleOf, formSchema, nameFrom, nameProblem, retyped, withKeyword } from '@/model/designedForm';
import { durationText, readDuration, singleUnit, spokenDuration, writeDuration } from '@/model/duration';
import { asExpression, asFixed, formOf, jsonText, modeOf, readJsonText, readNumberText, withField } from '@/model/schemaForm';
import { fieldLabel, fieldTrees, findField, safeReference } from '@/model/scope';
import { configured, partAt, templateParts } from '@/model/template';

describe('a form from a schema', () => {
  const fields = formOf(
    {
      required: ['connection'],
      properties: {
        note: { type: ['string', 'null'], 'x-widget': 'multiline', 'x-order': 3 },
        connection: { type: 'string', 'x-widget': 'connection', 'x-order': 1 },
        region: { type: 'string', 'x-options': { source: 'aws.regions', needs: ['account'] }, 'x-order': 2 },
        mode: { type: ['string', 'null'], enum: ['a', 'b', null] },
        hosts: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } } },
        tags: { type: 'object', additionalProperties: { type: 'string' } },
        wait: { type: 'string', format: 'duration', default: 'PT1H' },
        maxAge: { type: 'integer' },
        free: {},
      },
    },
    { connectionType: 'aws' },
  );

  it('is in order, with the control that fits', () => {
    expect(fields.map(({ name, widget }) => `${name}: ${widget}`)).toEqual([
      'connection: connection', 'region: text', 'note: multiline', 'mode: choice', 'hosts: list', 'tags: key-value', 'wait: duration', 'maxAge: integer', 'free: json',
    ]);
    expect(fields[0]).toMatchObject({ required: true, connectionType: 'aws' });
    expect(fields[1]?.live).toEqual({ source: 'aws.regions', needs: ['account'] });
    expect(fields[3]?.choices).toEqual(['a', 'b']);
    expect(fields[7]?.title).toBe('Max age');
  });

  it('loses nothing between fixed value and expression', () => {
    for (const value of [5, -1.5, true, "it's", 'a "b"\n', '\\=x']) expect(asFixed(asExpression(value))).toEqual(value);
    expect(asExpression('Scan of ${trigger.id}!')).toBe("='Scan of ' + string(trigger.id) + '!'");
    expect(asExpression('${trigger.id}')).toBe('=trigger.id');
    expect(asFixed('=trigger.id')).toBeUndefined();
    expect(modeOf('= x')).toBe('expression');
    expect(modeOf('\\= x')).toBe('fixed');
  });

  it('keeps what is typed', () => {
    expect(['12', '1,5', '', '12x', '1e3', '0x1f'].map(readNumberText)).toEqual([12, 1.5, undefined, '12x', 1000, '0x1f']);
    expect(['{"a": 1}', '{"a"', 'hello', '5', '"5"'].map(readJsonText)).toEqual([{ a: 1 }, '{"a"', 'hello', 5, '5']);
    for (const value of ['5', 'x', 5, { a: [1] }, null]) expect(readJsonText(jsonText(value))).toEqual(value);
    expect(withField({ a: 1, b: 2 }, 'a', 3)).toEqual({ a: 3, b: 2 });
    expect(withField({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  });
});

describe('durations', () => {
  it('are read, said and written', () => {
    expect(spokenDuration('1h 30m')).toEqual(readDuration('PT1H30M'));
    expect(spokenDuration('2 days')).toEqual(readDuration('P2D'));
    expect(['soon', '', '5 moons', 'P', 'PT', 'P1Y', 'P1M'].map(spokenDuration)).toEqual(Array.from({ length: 7 }));
    for (const text of ['PT10M', 'P2D', 'PT48H', 'P1DT2H', 'PT1.5S', 'PT0S']) {
      const span = readDuration(text);
      expect(span && writeDuration(span)).toBe(text);
    }
    expect(durationText({ days: 1, hours: 2, minutes: 0, seconds: 0 })).toBe('1 day 2 hours');
    expect(singleUnit({ days: 0, hours: 48, minutes: 0, seconds: 0 })).toEqual({ amount: 48, unit: 'hours' });
  });
});

describe('texts with expressions', () => {
  it('are taken apart as the server does', () => {
    expect(configured(' = no').kind).toBe('plain');
    expect(configured('= x + 1')).toEqual({ kind: 'expression', source: 'x + 1', from: 2 });
    expect(configured('\\= ${x}').kind).toBe('plain');
    expect(templateParts("a ${x ? '}' : {}} $${no} ${open").map(({ source }) => source)).toEqual(["x ? '}' : {}"]);
    expect(partAt('a ${trig', 8)).toEqual({ from: 4, to: 8 });
    expect(partAt('a ${x} b', 7)).toBeUndefined();
  });
});

describe('names in scope', () => {
  const trees = fieldTrees([
    { name: 'nodes.late.output', title: 'Later', schema: { type: 'object', required: ['id'], properties: { id: { type: 'string', title: 'Id' }, state: { type: ['string', 'null'] } } }, maybeAbsent: true },
    { name: 'trigger', title: 'What came in', schema: { type: 'object', required: ['id', 'tags'], properties: { id: { type: 'string', title: 'Id' }, tags: { type: 'object', additionalProperties: { type: 'string' } }, open: {} } }, maybeAbsent: false },
  ]);
  const field = (path: string) => findField(trees, path.split('.')) ?? { path: [], guards: [] };

  it('know what may be missing, and refer to it safely', () => {
    expect(safeReference(field('trigger.id'), 'value')).toBe('trigger.id');
    expect(safeReference(field('nodes.late.output.id'), 'value')).toBe('required(nodes.late).output.id');
    expect(safeReference(field('nodes.late.output.state'), 'value')).toBe('required(required(nodes.late).output.state)');
    expect(safeReference(field('nodes.late.output.state'), 'optional')).toBe('nodes.late != null ? nodes.late.output.state : null');
    expect(safeReference(field('nodes.late.output.state'), 'text')).toBe("nodes.late != null ? nodes.late.output.state : ''");
    expect(safeReference(field('nodes.late.output.id'), 'condition')).toBe('nodes.late != null && nodes.late.output.id');
    expect(safeReference(field('trigger.tags.owner'), 'value')).toBe('required(trigger.tags.owner)');
  });

  it('are told apart by their owner where titles are the same', () => {
    expect(fieldLabel(trees, ['trigger', 'id'])).toBe('Id of the event');
    expect(fieldLabel(trees, ['nodes', 'late', 'output', 'state'])).toBe('State');
    expect(fieldLabel(trees, ['nodes', 'gone', 'output', 'x'])).toBe('gone › x');
    expect(field('trigger.open.anything.deeper')).toMatchObject({ type: 'any' });
    expect(findField(trees, ['trigger', 'id', 'x'])).toBeUndefined();
  });
});

describe('a designed form', () => {
  it('is a schema and comes back from it', () => {
    const schema = formSchema([{ name: 'id', required: true, schema: { type: 'string', title: 'Id' } }, { name: 'size', required: false, schema: { type: 'integer', minimum: 1 } }], { additionalProperties: false });
    expect(schema).toMatchObject({ type: 'object', required: ['id'], additionalProperties: false });
    expect(designedFields(schema).map(({ name, required }) => [name, required])).toEqual([['id', true], ['size', false]]);
    expect(designedType({ type: 'string', enum: ['a'] })).toBe('choice');
    expect(designedType({ type: 'object', properties: {} })).toBeUndefined();
    expect(retyped({ type: 'integer', title: 'T', minimum: 1, default: 3 }, 'text')).toEqual({ type: 'string', title: 'T' });
    expect(withKeyword({ title: 'T' }, 'title', '')).toEqual({});
  });

  it('names its fields', () => {
    expect(nameFrom('Instance id', [])).toBe('instanceId');
    expect(nameFrom('2 fast', ['field2Fast'])).toBe('field2Fast2');
    expect(nameProblem('a b', [])).toMatch(/letters/);
    expect(nameProblem('a', ['a'])).toMatch(/taken/);
  });

  it('has an example for a pin to begin with', () => {
    expect(exampleOf({ type: 'object', properties: { a: { type: 'integer', minimum: 2 }, b: { type: ['string', 'null'], examples: ['x'] }, c: { type: 'array', items: { type: 'boolean' } } } })).toEqual({ a: 2, b: 'x', c: [false] });
  });
});
