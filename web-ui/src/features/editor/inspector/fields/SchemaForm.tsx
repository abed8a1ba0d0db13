import { Stack } from '@mantine/core';
import { useMemo } from 'react';
import type { Json, JsonObject } from '@/model/json';
import { type FormAbout, formOf, withField } from '@/model/schemaForm';
import { useInspected } from '../context';
import classes from './FieldFrame.module.css';

interface Props {
  readonly schema: JsonObject | undefined;
  readonly about?: FormAbout;
  readonly path: string;
  readonly value: JsonObject;
  /** `place` is the path of the field that changed. */
  readonly onChange: (value: JsonObject, place: string) => void;
  readonly nested?: boolean;
}

const plain: FormAbout = {};

/** A form from a JSON Schema: one field for each property, in the order its author wants. */
export function SchemaForm({ schema, about = plain, path, value, onChange, nested = false }: Props) {
  const { Field } = useInspected();
  const fields = useMemo(() => formOf(schema, about), [schema, about]);
  const form = (
    <Stack gap="md">
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          path={`${path}/${field.name}`}
          value={value[field.name]}
          siblings={value}
          onChange={(next: Json | undefined) => onChange(withField(value, field.name, next), `${path}/${field.name}`)}
        />
      ))}
    </Stack>
  );
  return nested ? <div className={classes['nested']}>{form}</div> : form;
}
