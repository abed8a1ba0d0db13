import { Alert, Text } from '@mantine/core';
import { useState } from 'react';
import type { ScopeField } from '@/model/scope';
import { useEditor } from '../../useEditor';
import { useInspected } from '../context';
import { DataTree } from './DataTree';
import { useSample } from './useSample';

interface Props {
  /** Called once a reference has gone into a field, to show that field again. */
  readonly onInserted?: () => void;
}

/** Everything this node can refer to, with the values of the sample at hand. */
export function InputTab({ onInserted }: Props) {
  const { fields, scopeState, aimed, scopeNode } = useInspected();
  const sample = useEditor((state) => state.sample);
  const sampleOf = useSample();
  const [said, setSaid] = useState('');
  const pick = (field: ScopeField) => {
    const target = aimed();
    if (!target) {
      setSaid('Put the cursor into a field first; then a click here puts the reference there. Or drag it.');
      return;
    }
    onInserted?.();
    // The field may only be drawn now.
    requestAnimationFrame(() => target.insert(field));
    const missing = field.guards.length > 0 ? ' It may be missing; the reference says what happens then.' : '';
    setSaid(`“${field.title}” is now in “${target.label}”.${missing}`);
  };
  if (scopeNode === undefined) {
    return (
      <Text size="sm" c="dimmed">
        A run begins here: nothing comes before.
      </Text>
    );
  }
  if (scopeState === 'away') {
    return (
      <Alert color="yellow" variant="light" title="The server does not say what there is">
        What you type is kept; references can be typed: nodes.scan.output.state
      </Alert>
    );
  }
  return (
    <div>
      <Text size="xs" c="dimmed" mb="xs">
        Click puts a value into the field written in last; dragging works as well.
        {sample ? ' Green: what it held in the sample.' : ' Try the workflow to see values here.'}
      </Text>
      <Text size="xs" c="var(--tone-work)" mb={said ? 'xs' : 0} aria-live="polite">
        {said}
      </Text>
      {scopeState === 'loading' ? (
        <Text size="sm" c="dimmed">
          Looking what comes before …
        </Text>
      ) : (
        <DataTree fields={fields} sampleOf={sampleOf} onPick={pick} label="Values from before" />
      )}
    </div>
  );
}
