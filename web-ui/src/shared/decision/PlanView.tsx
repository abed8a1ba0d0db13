import { Badge as Chip, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReleasePlan } from '@/api/types';
import { comparePlans } from '@/model/comparePlans';
import { ChangeList } from '@/shared/changes/ChangeList';
import { MarkChip } from '@/shared/changes/MarkChip';
import { When } from '@/shared/ui/When';

interface Props {
  readonly plan: ReleasePlan | null | undefined;
  /** What was shown earlier; what differs from it is marked. */
  readonly before?: ReleasePlan | undefined;
}

/** Exactly what approving releases, and what nobody can know yet. */
export function PlanView({ plan, before }: Props) {
  if (plan === undefined) {
    return (
      <Stack gap={6} role="status" aria-busy="true" aria-label="Working out what will be done">
        <Skeleton height={14} width="40%" />
        <Skeleton height={44} />
      </Stack>
    );
  }
  if (plan === null) return null;
  const { steps, later } = comparePlans(plan, before);
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
      {steps.map((step, index) => (
        <div key={`${step.path} ${index}`} data-step={step.path}>
          <Group gap={6}>
            <Text size="sm" fw={600}>
              {step.path}
            </Text>
            {!step.exact && (
              <Chip size="xs" variant="light" color="gray" tt="none">
                values follow from earlier steps
              </Chip>
            )}
            <MarkChip mark={step.mark} />
          </Group>
          <ChangeList
            changes={step.changes.map(({ change }) => change)}
            marks={step.mark === 'changed' ? step.changes.map(({ mark }) => mark) : []}
          />
        </div>
      ))}
      {later.length > 0 && (
        <div>
          <Text size="sm">What these change is known only when they are reached:</Text>
          <List size="sm">
            {later.map(({ path, mark }) => (
              <List.Item key={path}>
                {path.endsWith('/') ? `all in ${path.slice(0, -1)}` : path} <MarkChip mark={mark} />
              </List.Item>
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
