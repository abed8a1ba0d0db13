import { ActionIcon, Checkbox, Group, Paper, Select, Stack, Text, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronRight, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type DesignedField, type DesignedType, designedType, designedTypes, nameFrom, nameProblem, optionsText, retyped, withKeyword,
} from '@/model/designedForm';
import { textAt, type Json } from '@/model/json';
import { formField } from '@/model/schemaForm';
import { useDraft } from '../drafts';
import { useInspected } from '../context';
import { BoundsInputs } from './BoundsInputs';
import classes from './FieldFrame.module.css';

const typeNames: { readonly [type in DesignedType]: string } = {
  text: 'Text', multiline: 'Long text', number: 'Number', integer: 'Whole number', boolean: 'Yes or no',
  choice: 'One of several', moment: 'Date and time', list: 'List of texts', anything: 'Anything',
};

interface Props {
  readonly field: DesignedField;
  readonly others: readonly string[];
  readonly readOnly: boolean;
  /** Where the field keeps what it begins with; a form's fields keep it in their schema. */
  readonly initial?: { readonly value: Json | undefined; readonly set: (value: Json | undefined) => void };
  readonly hasRequired?: boolean;
  readonly onChange: (field: DesignedField) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** One field of a form that is being designed: its title, name, type, bounds and what it begins with. */
export function DesignedFieldCard(props: Props) {
  const { field, others, readOnly, onChange, onMove, onRemove, isFirst, isLast, hasRequired = true } = props;
  const { Field, id } = useInspected();
  const [typedName, setTypedName] = useDraft<string>(`${id}#field ${field.name}`);
  const { name, schema } = field;
  // A variable mostly wants a value; a form's field wants all of it.
  const [opened, setOpened] = useState(!props.initial || props.initial.value === '');
  const title = textAt(schema, 'title') ?? '';
  const type = designedType(schema) ?? 'anything';
  const shownName = typedName ?? name;
  const set = (key: string, value: Json | undefined) => onChange({ ...field, schema: withKeyword(schema, key, value) });
  const initial = props.initial ?? { value: schema['default'], set: (value: Json | undefined) => set('default', value) };

  const setTitle = (next: string) => {
    // The name follows the title until a person has given it one of its own.
    const follows = name === nameFrom(title, []) || name.startsWith('field');
    onChange({ ...field, name: follows && next.trim() ? nameFrom(next, others) : name, schema: withKeyword(schema, 'title', next) });
  };
  const setName = (next: string) => {
    const bad = nameProblem(next, others) !== undefined;
    setTypedName(bad ? next : undefined);
    if (!bad) onChange({ ...field, name: next });
  };

  const value = (
    <Field
      field={{ ...formField(name, schema, false), title: props.initial ? 'Value' : 'Begins with', description: '' }}
      path={`#begins/${name}`}
      value={initial.value}
      onChange={initial.set}
      siblings={{}}
    />
  );

  return (
    <Paper p="sm" radius="md" role="group" aria-label={title || name}>
      {props.initial && (
        <UnstyledButton className={classes['cardHead']} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <IconChevronRight size={15} className={classes['chevron']} data-open={opened || undefined} aria-hidden />
          <span>{title || name}</span>
          <Text span size="xs" c="dimmed" className="mono">
            vars.{name}
          </Text>
        </UnstyledButton>
      )}
      {opened ? (
        <Stack gap="xs">
          <CardTop {...{ title, name, readOnly, isFirst, isLast, onMove, onRemove, setTitle }} />
          <Group gap="xs" grow align="flex-start">
            <TextInput size="xs" label="Name in expressions" classNames={{ input: 'mono' }} value={shownName} error={nameProblem(shownName, others)} disabled={readOnly} onChange={(event) => setName(event.currentTarget.value)} />
            <Select
              size="xs"
              label="Kind"
              data={designedTypes.map((one) => ({ value: one, label: typeNames[one] }))}
              value={type}
              allowDeselect={false}
              disabled={readOnly}
              onChange={(next) => next && onChange({ ...field, schema: retyped(schema, next as DesignedType) })}
            />
          </Group>
          {type === 'choice' && (
            <Textarea
              size="xs"
              label="Choices, one in each line"
              autosize
              minRows={2}
              maxRows={10}
              value={optionsText(schema)}
              disabled={readOnly}
              onChange={(event) => onChange({ ...field, schema: { ...schema, enum: event.currentTarget.value === '' ? [] : event.currentTarget.value.split('\n') } })}
            />
          )}
          {(type === 'number' || type === 'integer') && <BoundsInputs schema={schema} readOnly={readOnly} set={set} />}
          <TextInput size="xs" label="Description" value={textAt(schema, 'description') ?? ''} disabled={readOnly} onChange={(event) => set('description', event.currentTarget.value)} />
          {value}
          {hasRequired && (
            <Checkbox size="xs" label="Must be filled in" checked={field.required} disabled={readOnly} onChange={(event) => onChange({ ...field, required: event.currentTarget.checked })} />
          )}
        </Stack>
      ) : (
        value
      )}
    </Paper>
  );
}

interface TopProps extends Pick<Props, 'readOnly' | 'isFirst' | 'isLast' | 'onMove' | 'onRemove'> {
  readonly title: string;
  readonly name: string;
  readonly setTitle: (title: string) => void;
}

function CardTop({ title, name, readOnly, isFirst, isLast, onMove, onRemove, setTitle }: TopProps) {
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <TextInput size="xs" flex={1} label="Title" value={title} disabled={readOnly} onChange={(event) => setTitle(event.currentTarget.value)} />
      <ActionIcon variant="subtle" color="gray" aria-label={`Move ${title || name} up`} disabled={readOnly || isFirst} onClick={() => onMove(-1)}>
        <IconArrowUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={`Move ${title || name} down`} disabled={readOnly || isLast} onClick={() => onMove(1)}>
        <IconArrowDown size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${title || name}`} disabled={readOnly} onClick={onRemove}>
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
