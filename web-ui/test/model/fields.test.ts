import { describe, expect, it } from 'vitest';
import { fieldOfSchema, fieldsOfManualTrigger, fieldsOfSchema, readField, words } from '@/model/fields';
import { relativeText, spanText, utcText } from '@/model/time';

const schema = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string', title: 'Instance id', pattern: '^i-' },
    count: { type: ['integer', 'null'], minimum: 1, maximum: 5 },
    region: { enum: ['us', 'eu'] },
    tags: { type: 'object' },
  },
};

describe('fields', () => {
  it('come from the properties of a schema', () => {
    expect(fieldsOfSchema(schema).map(({ name, type, required }) => [name, type, required])).toEqual([
      ['id', 'text', true], ['count', 'integer', false], ['region', 'choice', false], ['tags', 'json', false],
    ]);
  });

  it('of a manual start come from the schema in its configuration', () => {
    expect(fieldsOfManualTrigger({ schema })).toHaveLength(4);
    expect(fieldsOfManualTrigger({})).toEqual([]);
    expect(fieldsOfManualTrigger(undefined)).toEqual([]);
  });

  it.each([
    ['id', '', 'error'], ['id', 'x-1', 'error'], ['id', 'i-1', 'i-1'],
    ['count', '', undefined], ['count', '2.5', 'error'], ['count', '9', 'error'], ['count', 'many', 'error'], ['count', '3', 3],
    ['tags', '{', 'error'], ['tags', '{"a":1}', { a: 1 }],
  ])('read %s from “%s”', (name, text, expected) => {
    const field = fieldsOfSchema(schema).find((one) => one.name === name);
    if (!field) throw new Error(`The schema has ${name}.`);
    const reading = readField(field, text);
    if (expected === 'error') expect(reading).toHaveProperty('error');
    else expect(reading).toEqual({ value: expected });
  });

  it('survive a pattern that no browser understands', () => {
    expect(readField(fieldOfSchema('a', { type: 'string', pattern: '(' }, true), 'x')).toEqual({ value: 'x' });
  });

  it('are named in words when they have no title', () => {
    expect(words('maxAgeDays')).toBe('Max age days');
  });
});

describe('time', () => {
  it.each([[840, '840 ms'], [1500, '1.5 s'], [59_900, '59 s'], [185_000, '3 min 5 s'], [7_200_000, '2 h'], [90_000_000, '1 d 1 h'], [-5, '0 ms']])(
    'tells %i ms as %s', (millis, text) => expect(spanText(millis)).toBe(text),
  );

  it('tells how long ago or ahead something is', () => {
    const now = new Date('2026-05-05T12:00:00Z');
    expect(relativeText(new Date('2026-05-05T11:55:00Z'), now)).toBe('5 min ago');
    expect(relativeText(new Date('2026-05-05T14:00:00Z'), now)).toBe('in 2 h');
    expect(relativeText(now, now)).toBe('just now');
  });

  it('tells the exact moment in UTC', () => {
    expect(utcText(new Date('2026-05-05T12:00:00Z'))).toBe('2026-05-05 12:00:00 UTC');
  });
});
