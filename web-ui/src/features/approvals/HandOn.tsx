import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowForwardUp } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useHandOn, useTakeBack } from '@/api/approvals';
import { useCan, useSession } from '@/api/session';
import type { Approval } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';

/** Whose votes others give, and the way to have somebody else give one's own. */
export function HandOn({ approval }: { readonly approval: Approval }) {
  const me = useSession()?.user?.name;
  const may = useCan('approver');
  const takeBack = useTakeBack(approval);
  const own = approval.handedOn.find(({ person }) => person === me);
  return (
    <Stack gap={6} mt="sm">
      {approval.handedOn.map(({ person, deputy }) => (
        <Text key={person} size="xs" c="dimmed">
          {person === me ? 'You have handed your vote on' : `${person} has handed the vote on`} to {deputy}.
        </Text>
      ))}
      {may && approval.status === 'open' && (own ? (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate(undefined, { onSuccess: () => notifyDone('Your vote is yours again.') })}
          >
            Take it back
          </Button>
        </Group>
      ) : (
        <ToSomebody approval={approval} />
      ))}
      <ErrorNote error={takeBack.error} />
    </Stack>
  );
}

function ToSomebody({ approval }: { readonly approval: Approval }) {
  const [open, setOpen] = useState(false);
  const [deputy, setDeputy] = useState('');
  const handOn = useHandOn(approval);
  if (!open) {
    return (
      <Group>
        <Button size="compact-sm" variant="subtle" leftSection={<IconArrowForwardUp size={15} aria-hidden />} onClick={() => setOpen(true)}>
          Have somebody else decide
        </Button>
      </Group>
    );
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    handOn.mutate(deputy.trim(), { onSuccess: () => notifyDone(`${deputy.trim()} gives your vote on this.`) });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <TextInput
          label="Who gives your vote"
          description="Somebody who may decide approvals here, and who neither started this run nor drew its workflow."
          required
          value={deputy}
          onChange={(event) => setDeputy(event.currentTarget.value)}
        />
        <ErrorNote error={handOn.error} />
        <Group gap="xs">
          <Button type="submit" size="compact-sm" loading={handOn.isPending}>
            Hand on
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setOpen(false)}>
            Keep it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
