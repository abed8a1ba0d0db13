import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type DesignedField, nameFrom } from '@/model/designedForm';
import type { Json, JsonObject } from '@/model/json';
import type { Variable } from '@/model/workflow';
import { useEditor, useEditorStore } from '../useEditor';
import { useInspected } from './context';
import { DesignedFieldCard } from './fields/DesignedFieldCard';

const none: readonly Variable[] = [];
const anything: JsonObject = {};

/** The workflow's variables: each with its type, its bounds and the value it has unless a run sets another. */
export function VariablesEditor() {
  const store = useEditorStore();
  const variables = useEditor((state) => state.document.variables ?? none);
  const { readOnly } = useInspected();
  const set = (next: readonly Variable[], place?: string) =>
    store.getState().edit({ type: 'set-variables', variables: next }, place ? { burst: `variables ${place}` } : {});
  const change = (index: number, field: DesignedField) => {
    const variable = variables[index];
    if (variable) set(variables.with(index, { ...variable, name: field.name, schema: field.schema }), `${index}`);
  };
  const setValue = (index: number, value: Json | undefined) => {
    const variable = variables[index];
    if (variable) set(variables.with(index, { ...variable, value: value ?? null }), `${index} value`);
  };
  const move = (index: number, by: number) => {
    const variable = variables[index];
    if (variable) set(variables.toSpliced(index, 1).toSpliced(index + by, 0, variable));
  };
  const add = () => {
    const name = nameFrom(`variable ${variables.length + 1}`, variables.map((one) => one.name));
    set([...variables, { name, schema: { type: 'string', title: `Variable ${variables.length + 1}` }, value: '' }]);
  };
  return (
    <Stack gap="xs">
      {variables.map(({ name, schema, value }, index) => (
        <DesignedFieldCard
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          field={{ name, required: false, schema: schema ?? anything }}
          others={variables.filter((_, other) => other !== index).map((one) => one.name)}
          readOnly={readOnly}
          hasRequired={false}
          initial={{ value: value ?? undefined, set: (next) => setValue(index, next) }}
          onChange={(field) => change(index, field)}
          onMove={(by) => move(index, by)}
          onRemove={() => set(variables.toSpliced(index, 1))}
          isFirst={index === 0}
          isLast={index === variables.length - 1}
        />
      ))}
      <Button size="compact-sm" variant="default" w="fit-content" leftSection={<IconPlus size={14} aria-hidden />} disabled={readOnly} onClick={add}>
        Add a variable
      </Button>
    </Stack>
  );
}
