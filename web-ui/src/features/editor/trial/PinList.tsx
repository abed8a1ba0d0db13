import { ActionIcon, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { IconPin, IconX } from '@tabler/icons-react';
import { pinsOf } from '@/model/trial';
import { nodeName } from '@/model/workflow';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './Trial.module.css';

/** What stands in for nodes while the draft is tried. */
export function PinList() {
  const store = useEditorStore();
  const pins = useEditor((state) => state.pins);
  const document = useEditor((state) => state.document);
  const sample = useEditor((state) => state.sample);
  const known = sample ? Object.keys(pinsOf(sample, document)).length : 0;
  const entries = Object.entries(pins);
  const remove = (id: string) => {
    const { [id]: _, ...others } = pins;
    store.getState().setPins(others);
  };
  const name = (id: string) => {
    const node = document.nodes.find((candidate) => candidate.id === id);
    return node ? nodeName(node) : id;
  };
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          Pins
        </Text>
        {known > 0 && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => sample && store.getState().pinSample()}
          >
            Pin what the last trial gave
          </Button>
        )}
      </Group>
      {entries.length === 0 ? (
        <Text size="xs" c="dimmed">
          Pin a step’s output in its settings, and trials use it in its place. Never used in production.
        </Text>
      ) : (
        <ul className={classes['pins']}>
          {entries.map(([id, pin]) => (
            <li key={id} className={classes['pin']}>
              <IconPin size={15} aria-hidden />
              <UnstyledButton className={classes['jump'] ?? ''} onClick={() => store.getState().goTo(id)}>
                {name(id)}
              </UnstyledButton>
              <Text size="xs" c="dimmed">
                {'error' in pin ? `fails with ${pin.error.code}` : 'output'}
              </Text>
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Remove the pin of ${name(id)}`} onClick={() => remove(id)}>
                <IconX size={14} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
