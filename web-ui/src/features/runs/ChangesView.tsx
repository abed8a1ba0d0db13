import { Button, Group, Stack, Text } from '@mantine/core';
import type { Effect, Run } from '@/api/types';
import { findNode, nodeName } from '@/model/workflow';
import { ChangeList } from '@/shared/changes/ChangeList';
import { EffectBadge } from './EffectBadge';

interface Props {
  readonly run: Run;
  readonly onShow: (node: string) => void;
}

/** Every change of the run, in the order they were declared. */
export function ChangesView({ run, onShow }: Props) {
  const effects = run.effects.toSorted((a, b) => (a.declaredAt ?? '').localeCompare(b.declaredAt ?? ''));
  if (effects.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing outside has been changed.
      </Text>
    );
  }
  return (
    <Stack gap="md">
      {effects.map((effect) => (
        <div key={effect.key}>
          <Group justify="space-between" mb={6} gap="xs">
            <Button variant="subtle" size="compact-sm" px={4} onClick={() => onShow(effect.node)}>
              {effectName(run, effect)}
            </Button>
            <EffectBadge effect={effect} />
          </Group>
          <ChangeList changes={effect.changes} />
        </div>
      ))}
    </Stack>
  );
}

function effectName(run: Run, effect: Effect): string {
  const node = findNode(run.document, effect.node);
  return node ? nodeName(node) : effect.node;
}
