import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isJsonObject, type Json } from '@/model/json';
import { formField } from '@/model/schemaForm';
import { useInspected } from '../context';
import classes from './FieldFrame.module.css';
import type { FixedProps } from './props';
import { JsonInput } from './JsonInput';

/** A list, one field for each item. */
export function ListInput(props: FixedProps) {
  const { field, path, value, onChange, siblings } = props;
  const { Field, readOnly } = useInspected();
  if (value !== undefined && value !== null && !Array.isArray(value)) return <JsonInput {...props} />;
  const items = (Array.isArray(value) ? value : []) as readonly Json[];
  const itemSchema = field.schema['items'];
  const set = (next: readonly Json[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <div className={classes['rows']} role="group" aria-labelledby={props.wiring['aria-labelledby']}>
      {items.map((item, index) => (
        // Items have no identity of their own but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={classes['row']}>
          <Field
            field={{ ...formField('item', isJsonObject(itemSchema) ? itemSchema : {}, true), title: `${field.title}, ${index + 1}`, ...(field.live ? { live: field.live } : {}) }}
            path={`${path}/${index}`}
            value={item}
            siblings={siblings}
            onChange={(next) => set(items.with(index, next ?? ''))}
          />
          <ActionIcon variant="subtle" color="gray" mt={28} aria-label={`Remove ${field.title}, ${index + 1}`} disabled={readOnly} onClick={() => set(items.toSpliced(index, 1))}>
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
        onClick={() => set([...items, isJsonObject(itemSchema) && itemSchema['type'] === 'object' ? {} : ''])}
      >
        Add to {field.title.toLowerCase()}
      </Button>
    </div>
  );
}
