import { Button, Group, Stack, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type DesignedField, designedFields, designedType, formSchema, nameFrom } from '@/model/designedForm';
import { isJsonObject } from '@/model/json';
import { useInspected } from '../context';
import { DesignedFieldCard } from './DesignedFieldCard';
import { JsonInput } from './JsonInput';
import type { FixedProps } from './props';

/** The form that a person is asked when the run is started by hand (or the shape of a webhook's body, or of what a message carries), field by field. */
export function FormDesigner(props: FixedProps) {
  const { value, onChange, wiring } = props;
  const { readOnly } = useInspected();
  const schema = isJsonObject(value) ? value : undefined;
  const fields = designedFields(schema);
  const simple = value === undefined || value === null || (schema !== undefined && fields.every((field) => designedType(field.schema) !== undefined));
  const [wantsJson, setWantsJson] = useState(!simple);
  const asJson = wantsJson || !simple;
  const set = (next: readonly DesignedField[]) => onChange(next.length === 0 && !schema ? undefined : formSchema(next, schema));
  const add = () => {
    const name = nameFrom(`field ${fields.length + 1}`, fields.map((field) => field.name));
    set([...fields, { name, required: false, schema: { type: 'string', title: `Field ${fields.length + 1}` } }]);
  };

  return (
    <Stack gap="xs" role="group" aria-labelledby={wiring['aria-labelledby']}>
      {asJson ? (
        <JsonInput {...props} />
      ) : (
        fields.map((field, index) => (
          <DesignedFieldCard
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            field={field}
            others={fields.filter((_, other) => other !== index).map(({ name }) => name)}
            readOnly={readOnly}
            onChange={(next) => set(fields.with(index, next))}
            onMove={(by) => set(moved(fields, index, index + by))}
            onRemove={() => set(fields.toSpliced(index, 1))}
            isFirst={index === 0}
            isLast={index === fields.length - 1}
          />
        ))
      )}
      <Group justify="space-between">
        {!asJson && (
          <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={readOnly} onClick={add}>
            Add a field
          </Button>
        )}
        <Switch
          size="xs"
          label="As JSON Schema"
          checked={asJson}
          disabled={!simple}
          onChange={(event) => setWantsJson(event.currentTarget.checked)}
        />
      </Group>
    </Stack>
  );
}

function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  return item === undefined || to < 0 || to >= list.length ? list : list.toSpliced(from, 1).toSpliced(to, 0, item);
}
