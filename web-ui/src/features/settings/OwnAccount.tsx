import { Button, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { accountQuery, useChangePassword } from '@/api/account';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyDone } from '@/shared/ui/notify';
import { Absence } from './Absence';
import { OwnSessions } from './OwnSessions';

/** The own password, who answers in one's place, and where one is signed in. */
export function OwnAccount() {
  const account = useQuery(accountQuery);
  if (account.isPending) return <Loading rows={3} />;
  if (account.isError) return <ErrorNote error={account.error} onRetry={() => account.refetch()} />;
  return (
    <Stack gap="lg">
      {account.data.password ? (
        <Password userName={account.data.name} />
      ) : (
        <Text size="sm">You sign in with an identity provider, so there is no password to change here.</Text>
      )}
      <Absence />
      <OwnSessions />
    </Stack>
  );
}

const passwordMin = 10;

function Password({ userName }: { readonly userName: string }) {
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [checked, setChecked] = useState(false);
  const change = useChangePassword();
  const short = next.length < passwordMin && `Use at least ${passwordMin} characters.`;
  const differs = next !== again && 'The two passwords differ.';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (short || differs) return;
    change.mutate(
      { present, next },
      {
        onSuccess: () => {
          setPresent('');
          setNext('');
          setAgain('');
          setChecked(false);
          notifyDone('Changed. You are signed out everywhere else.');
        },
      },
    );
  };
  return (
    <Paper radius="lg" p="lg" maw={680}>
      <form onSubmit={submit}>
        <Stack>
          <Title order={2} size="h4">
            Password
          </Title>
          <input type="text" autoComplete="username" value={userName} readOnly hidden />
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            required
            value={present}
            onChange={(event) => setPresent(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password"
            description="10 to 256 characters; a few words that do not belong together are good. No passwords known from breaches."
            autoComplete="new-password"
            required
            error={checked && short}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <PasswordInput
            label="New password again"
            autoComplete="new-password"
            required
            error={checked && differs}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          <ErrorNote error={change.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              Change the password
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
