import { Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { asText, type Json } from '@/model/json';
import classes from './ResultLine.module.css';
import type { Checked } from './useCheck';

interface Props {
  readonly id: string;
  readonly checked: Checked;
  /** Said under the field already. */
  readonly hidden?: readonly string[];
  /** The kind of a condition's result is no news. */
  readonly kindShown?: boolean;
  /** Ways out of what is wrong. */
  readonly children?: ReactNode;
}

const longest = 240;

/** What an expression comes to, or what is wrong with it; said aloud as it changes. */
export function ResultLine({ id, checked, hidden = [], kindShown = true, children }: Props) {
  return (
    <div id={id} className={classes['result']} aria-live="polite" data-old={checked.state === 'checking' || undefined}>
      <Content checked={checked} hidden={hidden} kindShown={kindShown} />
      {children}
    </div>
  );
}

function Content({ checked: { state, check }, hidden, kindShown }: Required<Omit<Props, 'id' | 'children'>>) {
  if (state === 'none') return null;
  if (state === 'away') {
    return (
      <Text span size="xs" c="dimmed">
        Not checked: the server does not answer. What you type is kept.
      </Text>
    );
  }
  if (!check) {
    return (
      <Text span size="xs" c="dimmed">
        Checking…
      </Text>
    );
  }
  const problems = check.problems.filter(({ message }) => !hidden.includes(message));
  if (check.problems.length > 0) {
    return problems.map((problem) => (
      <div key={`${problem.from} ${problem.message}`} className={classes['problem']} data-severity={problem.severity}>
        {problem.severity === 'error' ? <IconAlertCircle size={14} aria-label="Error" /> : <IconAlertTriangle size={14} aria-label="Warning" />}
        <span>{problem.message}</span>
      </div>
    ));
  }
  if (check.valueError) {
    return (
      <div className={classes['problem']} data-severity="warning">
        <IconAlertTriangle size={14} aria-label="Warning" />
        <span>On the sample: {check.valueError}</span>
      </div>
    );
  }
  if (!check.evaluated && !kindShown) return null;
  return (
    <div className={classes['value']}>
      <IconArrowRight size={14} aria-label="Gives" />
      {check.evaluated ? <Value value={check.value ?? null} type={check.type} /> : <span>{check.type}</span>}
    </div>
  );
}

function Value({ value, type }: { readonly value: Json; readonly type: string }) {
  const text = value === null ? 'nothing' : typeof value === 'string' ? `“${value}”` : asText(value);
  return (
    <>
      <span className="mono">{text.length > longest ? `${text.slice(0, longest)}…` : text}</span>
      <Text span size="xs" c="dimmed">
        {type}, on the sample
      </Text>
    </>
  );
}
