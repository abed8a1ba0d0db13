import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isJsonObject, type Json, type JsonObject } from '@/model/json';
import { formField, type FormField } from '@/model/schemaForm';
import { useInspected } from '../context';
import { useDraft } from '../drafts';
import classes from './FieldFrame.module.css';
import type { FixedProps } from './props';
import { JsonInput } from './JsonInput';

interface Row {
  readonly name: string;
  readonly value: Json | undefined;
}

/** Names with their values. Rows without a name, or with one that is taken, wait here until they have one. */
export function KeyValueInput(props: FixedProps) {
  const { field, path, value, onChange, siblings } = props;
  const { Field, id, readOnly } = useInspected();
  const stored = isJsonObject(value) ? value : {};
  const over = JSON.stringify(stored);
  const [draft, setDraft] = useDraft<{ readonly rows: readonly Row[]; readonly over: string }>(`${id}${path}#rows`);
  if (value !== undefined && value !== null && !isJsonObject(value)) return <JsonInput {...props} />;
  const rows = draft && draft.over === over ? draft.rows : Object.entries(stored).map(([name, one]) => ({ name, value: one }));
  const set = (next: readonly Row[]) => {
    const object = objectOf(next);
    setDraft({ rows: next, over: JSON.stringify(object) });
    if (JSON.stringify(object) !== over) onChange(Object.keys(object).length === 0 ? undefined : object);
  };
  return (
    <div className={classes['rows']} role="group" aria-labelledby={props.wiring['aria-labelledby']}>
      {rows.map((row, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={classes['row']}>
          <div className={classes['nested']}>
            <TextInput
              size="xs"
              mb={4}
              label="Name"
              value={row.name}
              error={nameError(rows, index)}
              disabled={readOnly}
              onChange={(event) => set(rows.with(index, { ...row, name: event.currentTarget.value }))}
            />
            <Field
              field={valueField(field, row.name)}
              path={`${path}/${row.name}`}
              value={row.value}
              siblings={siblings}
              onChange={(next) => set(rows.with(index, { ...row, value: next }))}
            />
          </div>
          <ActionIcon variant="subtle" color="gray" mt={30} aria-label={`Remove ${row.name || 'this row'}`} disabled={readOnly} onClick={() => set(rows.toSpliced(index, 1))}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        w="fit-content"
        disabled={readOnly}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => set([...rows, { name: '', value: '' }])}
      >
        Add to {field.title.toLowerCase()}
      </Button>
    </div>
  );
}

function valueField(field: FormField, name: string): FormField {
  const schema = field.schema['additionalProperties'];
  const known = isJsonObject(schema) ? schema : {};
  // A value of any kind is mostly a text: one field for both, where 5 is a number and "5" a text.
  return { ...formField(name, known, true), title: 'Value' };
}

function objectOf(rows: readonly Row[]): JsonObject {
  return Object.fromEntries(rows.filter((row, index) => row.name !== '' && nameError(rows, index) === undefined).map(({ name, value }) => [name, value ?? '']));
}

function nameError(rows: readonly Row[], index: number): string | undefined {
  const name = rows[index]?.name ?? '';
  if (name === '') return 'Give it a name; until then it is not part of the workflow.';
  return rows.findIndex((row) => row.name === name) < index ? 'This name stands above already.' : undefined;
}
