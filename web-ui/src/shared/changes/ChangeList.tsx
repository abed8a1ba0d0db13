import { Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { Change } from '@/api/types';
import type { Mark } from '@/model/comparePlans';
import { asText, isEmptyJson, type Json } from '@/model/json';
import classes from './ChangeList.module.css';
import { MarkChip } from './MarkChip';

interface Props {
  readonly changes: readonly Change[];
  /** What is new or gone against a list that was seen earlier, in the same order. */
  readonly marks?: readonly Mark[];
}

/** What is or would be different outside: a sentence, and the value before and after. */
export function ChangeList({ changes, marks = [] }: Props) {
  return (
    <Stack gap={8} component="ul" className={classes['list']}>
      {changes.map((change, index) => (
        // A plan is never reordered, and may hold the same change twice.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className={classes['change']} data-mark={marks[index]}>
          <Text size="sm" fw={550}>
            {change.summary || `${change.action} ${change.subject}`} <MarkChip mark={marks[index] ?? 'same'} />
          </Text>
          {(!isEmptyJson(change.before) || !isEmptyJson(change.after)) && (
            <div className={classes['values']}>
              <Value value={change.before} kind="before" />
              <IconArrowRight size={14} aria-label="becomes" className={classes['arrow']} />
              <Value value={change.after} kind="after" />
            </div>
          )}
          <Text size="xs" c="dimmed" className="mono">
            {[change.action, change.subject, change.property].filter(Boolean).join(' · ')}
          </Text>
        </li>
      ))}
    </Stack>
  );
}

function Value({ value, kind }: { readonly value: Json | undefined; readonly kind: 'before' | 'after' }) {
  if (isEmptyJson(value)) return <span className={classes['none']}>nothing</span>;
  const text = Array.isArray(value) ? value.map((item) => asText(item as Json)).join(', ') : asText(value);
  return (
    <span className={classes['value']} data-kind={kind} title={text}>
      {text}
    </span>
  );
}
