import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { WorkflowTrigger } from '@/api/types';
import { triggersQuery } from '@/api/workflows';
import type { JsonObject } from '@/model/json';
import { contactOf, senderSetUp } from '@/model/senderSetUp';
import { CopyField } from '@/shared/ui/CopyField';
import { ContactLight } from './ContactLight';
import { SenderSteps } from './SenderSteps';
import { TriggerSecret } from './TriggerSecret';

interface Props {
  readonly workflow: string;
  readonly trigger: WorkflowTrigger;
  readonly config: JsonObject;
  /** Of the headings inside. */
  readonly order?: 3 | 4;
}

const watchEvery = 2_000;

/** Sets the sender of a trigger up: address, secret, steps, and whether it gets through. */
export function SenderPanel({ workflow, trigger, config, order = 3 }: Props) {
  const live = useQuery({ ...triggersQuery(workflow), refetchInterval: watchEvery });
  const now = live.data?.find(({ node }) => node === trigger.node) ?? trigger;
  const { url } = now;
  if (!url) return null;
  const setUp = senderSetUp({ type: now.type, url, config });
  return (
    <Stack gap="sm">
      <div>
        <Text size="sm" fw={550} mb={4}>
          Address
        </Text>
        <CopyField value={url} what="address" />
      </div>
      {now.secretSet !== null && <TriggerSecret workflow={workflow} trigger={now} />}
      <ContactLight contact={contactOf(now)} />
      {setUp && <SenderSteps setUp={setUp} order={order} />}
    </Stack>
  );
}
