import { Text } from '@mantine/core';
import { IconArrowsMove, IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import type { DiffKind, DiffSubject, DocumentDiff, ElementDiff, FieldDiff } from '@/model/diff';
import { asText } from '@/model/json';
import { Badge } from '@/shared/ui/Badge';
import classes from './DiffList.module.css';

interface Props {
  readonly diff: DocumentDiff;
  /** Leads to the element, where there is a way. */
  readonly onChoose?: (id: string) => void;
}

/** Each element that differs, and in each the fields that do. */
export function DiffList({ diff, onChoose }: Props) {
  return (
    <ul className={classes['list']}>
      {diff.elements.map((element) => (
        <li key={`${element.subject} ${element.id}`} className={classes['element']}>
          <ElementLine element={element} onChoose={onChoose} />
        </li>
      ))}
      {diff.moved.length > 0 && (
        <li className={classes['element']}>
          <Badge tone="plain" icon={<IconArrowsMove aria-hidden />}>
            Moved
          </Badge>
          <Text size="sm" mt={4} c="dimmed">
            {diff.moved.length === 1 ? 'One element is' : `${diff.moved.length} elements are`} only drawn elsewhere.
          </Text>
        </li>
      )}
    </ul>
  );
}

function ElementLine({ element, onChoose }: { readonly element: ElementDiff; readonly onChoose: Props['onChoose'] }) {
  const { kind, subject, name, id, fields } = element;
  const { label, tone, icon: Icon } = kinds[kind];
  const jumps = onChoose && kind !== 'removed' && (subject === 'node' || subject === 'edge');
  return (
    <>
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {label}
      </Badge>{' '}
      <span className={classes['subject']}>{subjects[subject]}</span>{' '}
      {jumps ? (
        <button type="button" className={classes['name']} onClick={() => onChoose(id)}>
          {name}
        </button>
      ) : (
        <b className={classes['name']}>{name}</b>
      )}
      {fields.length > 0 && (
        <dl className={classes['fields']}>
          {fields.map((field) => (
            <FieldLine key={field.path} field={field} />
          ))}
        </dl>
      )}
    </>
  );
}

function FieldLine({ field: { path, before, after } }: { readonly field: FieldDiff }) {
  return (
    <div>
      <dt>{path}</dt>
      <dd>
        {before !== undefined && (
          <del>
            <span className={classes['hidden']}>before </span>
            {shown(before)}
          </del>
        )}
        {after !== undefined && (
          <ins>
            <span className={classes['hidden']}>now </span>
            {shown(after)}
          </ins>
        )}
      </dd>
    </div>
  );
}

function shown(value: FieldDiff['before']): string {
  const text = asText(value);
  return text === '' ? '(empty)' : text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

const kinds = {
  added: { label: 'Added', tone: 'good', icon: IconPlus },
  removed: { label: 'Removed', tone: 'bad', icon: IconMinus },
  changed: { label: 'Changed', tone: 'warn', icon: IconPencil },
} as const satisfies { readonly [kind in DiffKind]: object };

const subjects: { readonly [subject in DiffSubject]: string } = {
  workflow: 'Workflow', variable: 'Variable', node: 'Step', edge: 'Connection', note: 'Note', group: 'Group',
};
