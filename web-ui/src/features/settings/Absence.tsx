import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { absenceQuery, useAbsence } from '@/api/account';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyDone } from '@/shared/ui/notify';
import { When } from '@/shared/ui/When';

/** When one is away, and who answers approvals meanwhile. */
export function Absence() {
  const absence = useQuery(absenceQuery);
  if (absence.isPending) return <Loading rows={2} />;
  if (absence.isError) return <ErrorNote error={absence.error} onRetry={() => absence.refetch()} />;
  return (
    <Paper radius="lg" p="lg" maw={680}>
      <Stack>
        <div>
          <Title order={2} size="h4">
            Away
          </Title>
          <Text size="sm" c="dimmed">
            What you are asked to approve meanwhile somebody else may decide in your place. Each vote counts once.
          </Text>
        </div>
        {absence.data ? <Present absence={absence.data} /> : <Coming />}
      </Stack>
    </Paper>
  );
}

function Present({ absence }: { readonly absence: { readonly deputy: string; readonly from: string; readonly until: string } }) {
  const change = useAbsence();
  return (
    <>
      <Text size="sm">
        {absence.deputy} answers for you, from <When at={absence.from} /> until <When at={absence.until} />.
      </Text>
      <ErrorNote error={change.error} />
      <Group justify="flex-end">
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => change.mutate(null, { onSuccess: () => notifyDone('Nobody answers for you any more.') })}
        >
          I am there
        </Button>
      </Group>
    </>
  );
}

function Coming() {
  const [deputy, setDeputy] = useState('');
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const change = useAbsence();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate(
      { deputy: deputy.trim(), from: from === '' ? null : inUtc(from), until: inUtc(until) },
      { onSuccess: () => notifyDone(`${deputy.trim()} answers for you.`) },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label="Who answers for you" description="Somebody who may decide approvals." required value={deputy} onChange={(event) => setDeputy(event.currentTarget.value)} />
        <Group grow align="flex-start">
          <TextInput label="From" description="Empty: from now on." type="datetime-local" value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TextInput label="Until" description="Within a year." type="datetime-local" required value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
        </Group>
        <ErrorNote error={change.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            Say that I am away
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What was picked is local time. */
function inUtc(picked: string): string {
  return new Date(picked).toISOString();
}
