import { json } from '@codemirror/lang-json';
import { SegmentedControl, Text } from '@mantine/core';
import { useId } from 'react';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { CodeEditor } from '../inspector/code/CodeEditor';
import { type Source, useTrial } from './trialStore';
import type { TrialEvent } from './useEvent';

const language = json();

/** The event a trial begins with; typing into it makes it a pasted one. */
export function EventInput({ event }: { readonly event: TrialEvent }) {
  const label = useId();
  const message = useId();
  const problem = 'error' in event.reading && !event.loading ? event.reading.error : undefined;
  return (
    <div>
      <Text id={label} size="sm" fw={600} mb={4}>
        On this event
      </Text>
      <SegmentedControl
        fullWidth
        size="xs"
        mb={6}
        aria-labelledby={label}
        value={event.source}
        onChange={(source) => useTrial.setState({ source: source as Source, ...(source === 'paste' && { text: event.text }) })}
        data={[
          { value: 'example', label: 'Example' },
          { value: 'event', label: 'Last event' },
          { value: 'paste', label: 'My own' },
        ]}
      />
      <CodeEditor
        value={event.text}
        onChange={(text) => useTrial.setState({ source: 'paste', text })}
        labelledBy={label}
        describedBy={problem ? message : undefined}
        invalid={problem !== undefined}
        extensions={language}
      />
      {problem && (
        <Text id={message} size="xs" c="var(--tone-bad)" mt={4}>
          {problem}
        </Text>
      )}
      <ErrorNote error={event.loadError} />
    </div>
  );
}
