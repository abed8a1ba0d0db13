import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { IconBolt, IconBook2 } from '@tabler/icons-react';
import { ButtonLink } from '@/shared/ui/links';
import { useEditor, useEditorStore } from '../useEditor';
import classes from './Canvas.module.css';

/** What to do when there is nothing yet. */
export function EmptyCanvas() {
  const empty = useEditor(
    ({ document, picker }) => document.nodes.length === 0 && !document.layout?.notes?.length && !picker,
  );
  const mayEdit = useEditor((state) => state.rights.edit);
  const store = useEditorStore();
  if (!empty || !mayEdit) return null;
  return (
    <div className={classes['empty']}>
      <Paper p="lg" radius="lg" maw={430}>
        <Title order={2}>What should start this workflow?</Title>
        <Text size="sm" c="dimmed" mt={4}>
          Choose a trigger, then add what follows with its “+”. Or drag anything here from the left.
        </Text>
        <Group mt="md" gap="xs">
          <Button
            leftSection={<IconBolt size={17} aria-hidden />}
            onClick={(event) => {
              const { left, bottom } = event.currentTarget.getBoundingClientRect();
              const at = store.getState().canvas?.centre() ?? { x: 0, y: 0 };
              store.setState({ picker: { for: 'free', at, only: 'start', anchor: { x: left, y: bottom + 6 } } });
            }}
          >
            Choose a trigger
          </Button>
          <ButtonLink to="/templates" variant="default" leftSection={<IconBook2 size={17} aria-hidden />}>
            Start from a template
          </ButtonLink>
        </Group>
      </Paper>
    </div>
  );
}
