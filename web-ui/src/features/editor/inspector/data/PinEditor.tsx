import { Button, Group, SegmentedControl, Stack, Text, TextInput, Autocomplete } from '@mantine/core';
import { json } from '@codemirror/lang-json';
import { IconPin, IconPinnedOff } from '@tabler/icons-react';
import { type Schema, Validator } from '@cfworker/json-schema';
import type { Pin } from '@/model/edit';
import { exampleOf } from '@/model/designedForm';
import { isJsonObject, type JsonObject } from '@/model/json';
import { readJsonText } from '@/model/schemaForm';
import type { WorkflowNode } from '@/model/workflow';
import { useEditor, useEditorStore } from '../../useEditor';
import { CodeEditor } from '../code/CodeEditor';
import { useDraft } from '../drafts';
import { FieldFrame, type FieldMessage } from '../fields/FieldFrame';
import classes from '../Inspector.module.css';

interface Props {
  readonly node: WorkflowNode;
  readonly schema: JsonObject | undefined;
  readonly errors: { readonly [code: string]: string };
  readonly sample: JsonObject | undefined;
}

const language = json();

/** A value (or an error) that takes the place of what the node would give, while a draft is tried. */
export function PinEditor({ node, schema, errors, sample }: Props) {
  const store = useEditorStore();
  const pin = useEditor((state) => state.pins[node.id]);
  const set = (next: Pin | undefined) => {
    const { [node.id]: _, ...others } = store.getState().pins;
    store.getState().setPins(next ? { ...others, [node.id]: next } : others);
  };
  const example = exampleOf(schema);
  const output = sample ?? (isJsonObject(example) ? example : {});
  const failure = { code: Object.keys(errors)[0] ?? 'failed', message: 'Pinned for a trial.' };
  if (!pin) {
    return (
      <div>
        <Group gap={6}>
          <Button size="compact-sm" variant="default" leftSection={<IconPin size={14} aria-hidden />} onClick={() => set({ output })}>
            Pin its output
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => set({ error: failure })}>
            Pin an error
          </Button>
        </Group>
        <Text size="xs" c="dimmed" mt={4}>
          While a draft is tried the node is then not run; what is pinned stands for it. Never used in production.
        </Text>
      </div>
    );
  }
  return (
    <div className={classes['pin']} role="group" aria-label="Pin">
      <Group justify="space-between" mb="xs">
        <SegmentedControl
          size="xs"
          aria-label="What is pinned"
          data={[{ value: 'output', label: 'Output' }, { value: 'error', label: 'Error' }]}
          value={'error' in pin ? 'error' : 'output'}
          onChange={(next) => set(next === 'error' ? { error: failure } : { output })}
        />
        <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconPinnedOff size={14} aria-hidden />} onClick={() => set(undefined)}>
          Remove the pin
        </Button>
      </Group>
      {'error' in pin ? (
        <Stack gap="xs">
          <Autocomplete size="xs" label="Error code" data={Object.keys(errors)} value={pin.error.code} onChange={(code) => set({ error: { ...pin.error, code } })} />
          <TextInput size="xs" label="Message" value={pin.error.message} onChange={(event) => set({ error: { ...pin.error, message: event.currentTarget.value } })} />
        </Stack>
      ) : (
        <PinnedOutput node={node.id} output={pin.output} schema={schema} onChange={(next) => set({ output: next })} />
      )}
    </div>
  );
}

interface OutputProps {
  readonly node: string;
  readonly output: JsonObject;
  readonly schema: JsonObject | undefined;
  readonly onChange: (output: JsonObject) => void;
}

function PinnedOutput({ node, output, schema, onChange }: OutputProps) {
  const [draft, setDraft] = useDraft<{ readonly text: string; readonly over: JsonObject }>(`${node}#pin`);
  const text = draft && draft.over === output ? draft.text : JSON.stringify(output, null, 2);
  const value = readJsonText(text);
  return (
    <FieldFrame label="Output" grouped messages={messagesOf(value, schema)}>
      {(wiring) => (
        <CodeEditor
          value={text}
          onChange={(next) => {
            const read = readJsonText(next);
            setDraft({ text: next, over: isJsonObject(read) ? read : output });
            if (isJsonObject(read)) onChange(read);
          }}
          labelledBy={wiring['aria-labelledby']}
          describedBy={wiring['aria-describedby']}
          invalid={wiring['aria-invalid']}
          tall
          extensions={language}
        />
      )}
    </FieldFrame>
  );
}

function messagesOf(value: unknown, schema: JsonObject | undefined): FieldMessage[] {
  if (!isJsonObject(value)) return [{ severity: 'error', message: 'Expected an object { … }; the last one that was stays pinned.' }];
  if (!schema) return [];
  const found = new Validator(schema as Schema, '2020-12', false).validate(value).errors.at(-1);
  return found ? [{ severity: 'warning', message: `The node would never give this: at ${found.instanceLocation.slice(2) || 'the top'}, ${found.error}` }] : [];
}
