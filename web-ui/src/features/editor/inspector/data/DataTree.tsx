import { ActionIcon, Text, TextInput } from '@mantine/core';
import { IconChevronRight, IconHelpCircle, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { celPath } from '@/model/cel';
import { asText, type Json } from '@/model/json';
import { type ScopeField, typeText } from '@/model/scope';
import classes from './DataTree.module.css';
import { beginDrag } from './drag';

interface Props {
  readonly fields: readonly ScopeField[];
  /** The value of a field in the sample at hand. */
  readonly sampleOf: (field: ScopeField) => Json | undefined;
  readonly onPick: (field: ScopeField) => void;
  readonly label: string;
}

/** What the nodes before have to offer: click puts a reference into the field, dragging as well. */
export function DataTree({ fields, sampleOf, onPick, label }: Props) {
  const [query, setQuery] = useState('');
  const shown = query.trim() === '' ? fields : narrowed(fields, query.trim().toLowerCase());
  return (
    <div>
      <TextInput
        size="xs"
        mb={6}
        aria-label="Find a value"
        placeholder="Find a value"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <ul className={classes['tree']} aria-label={label}>
        {shown.map((field) => (
          <Branch key={celPath(field.path)} field={field} depth={0} forced={query.trim() !== ''} sampleOf={sampleOf} onPick={onPick} />
        ))}
      </ul>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {fields.length === 0 ? 'Nothing comes before this.' : 'Nothing of this name.'}
        </Text>
      )}
    </div>
  );
}

interface BranchProps extends Pick<Props, 'sampleOf' | 'onPick'> {
  readonly field: ScopeField;
  readonly depth: number;
  readonly forced: boolean;
}

function Branch({ field, depth, forced, sampleOf, onPick }: BranchProps) {
  const [opened, setOpened] = useState(false);
  const open = opened || forced;
  const inner = field.children.length > 0;
  return (
    <li>
      <div className={classes['line']}>
        {inner ? (
          <ActionIcon
            size="xs"
            variant="subtle"
            color="gray"
            aria-expanded={open}
            aria-label={`${open ? 'Close' : 'Open'} ${field.title}`}
            onClick={() => setOpened(!open)}
          >
            <IconChevronRight size={13} className={classes['chevron']} data-open={open || undefined} aria-hidden />
          </ActionIcon>
        ) : (
          <span className={classes['gap']} />
        )}
        <FieldButton field={field} top={depth === 0} sample={sampleOf(field)} onPick={() => (depth === 0 && inner ? setOpened(!open) : onPick(field))} />
      </div>
      {inner && open && (
        <ul className={classes['inner']}>
          {field.children.map((child) => (
            <Branch key={celPath(child.path)} field={child} depth={depth + 1} forced={forced} sampleOf={sampleOf} onPick={onPick} />
          ))}
        </ul>
      )}
    </li>
  );
}

interface FieldButtonProps {
  readonly field: ScopeField;
  readonly top: boolean;
  readonly sample: Json | undefined;
  readonly onPick: () => void;
}

function FieldButton({ field, top, sample, onPick }: FieldButtonProps) {
  const path = celPath(field.path);
  const missing = field.guards.length > 0;
  const text = sample === undefined || top ? undefined : sample === null ? 'nothing' : asText(sample);
  return (
    <button
      type="button"
      className={classes['value']}
      data-top={top || undefined}
      title={[field.description, path, missing ? 'May be missing' : undefined].filter(Boolean).join('\n')}
      draggable={!top}
      onDragStart={(event) => beginDrag(event.dataTransfer, field, path)}
      onClick={onPick}
    >
      <span className={classes['title']}>{field.title}</span>
      <span className={classes['type']}>{typeText(field.type)}</span>
      {missing && <IconHelpCircle size={13} className={classes['missing']} aria-label="may be missing" />}
      {text !== undefined && <span className={classes['sample']}>{text.length > 60 ? `${text.slice(0, 60)}…` : text}</span>}
    </button>
  );
}

function narrowed(fields: readonly ScopeField[], query: string): ScopeField[] {
  return fields.flatMap((field) => {
    if (`${field.title} ${celPath(field.path)}`.toLowerCase().includes(query)) return [field];
    const children = narrowed(field.children, query);
    return children.length > 0 ? [{ ...field, children }] : [];
  });
}
