import { Badge as Chip, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReleasePlan } from '@/api/types';
import { ChangeList } from '@/shared/changes/ChangeList';
import { When } from '@/shared/ui/When';

/** Exactly what approving releases, and what nobody can know yet. */
export function PlanView({ plan }: { readonly plan: ReleasePlan | null | undefined }) {
  if (plan === undefined) {
    return (
      <Stack gap={6} aria-busy="true" aria-label="Working out what will be done">
        <Skeleton height={14} width="40%" />
        <Skeleton height={44} />
      </Stack>
    );
  }
  if (plan === null) return null;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Title order={3}>What will be done</Title>
        <Text size="xs" c="dimmed">
          as of <When at={plan.drawnAt} />
        </Text>
      </Group>
      {plan.foreseen && plan.steps.length === 0 && plan.later.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing outside is changed.
        </Text>
      )}
      {plan.steps.map((step, index) => (
        <div key={`${step.path} ${index}`}>
          <Group gap={6}>
            <Text size="sm" fw={600}>
              {step.path}
            </Text>
            {!step.exact && (
              <Chip size="xs" variant="light" color="gray" tt="none">
                values follow from earlier steps
              </Chip>
            )}
          </Group>
          <ChangeList changes={step.changes} />
        </div>
      ))}
      {plan.later.length > 0 && (
        <div>
          <Text size="sm">What these change is known only when they are reached:</Text>
          <List size="sm">
            {plan.later.map((path) => (
              <List.Item key={path}>{path.endsWith('/') ? `all in ${path.slice(0, -1)}` : path}</List.Item>
            ))}
          </List>
        </div>
      )}
      {plan.note !== '' && (
        <Text size="sm" c="dimmed">
          {plan.note}
        </Text>
      )}
    </Stack>
  );
}
