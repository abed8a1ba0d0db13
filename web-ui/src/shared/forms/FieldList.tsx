import { Stack } from '@mantine/core';
import { FieldInput } from './FieldInput';
import type { FieldsForm } from './useFields';

export function FieldList({ form }: { readonly form: FieldsForm }) {
  return (
    <Stack gap="sm">
      {form.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          text={form.texts[field.name] ?? ''}
          error={form.errors[field.name]}
          onChange={(text) => form.set(field.name, text)}
        />
      ))}
    </Stack>
  );
}
