import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useSetUp } from '@/api/session';
import { useTour } from '@/shared/tour/useTour';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Gate } from './Gate';

const passwordMin = 10;

/** The first account, made with the token that the server printed. */
export function SetUpPage() {
  const [token, setToken] = useState(tokenFromAddress);
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [checked, setChecked] = useState(false);
  const setUp = useSetUp();
  const tour = useTour();
  const short = password.length < passwordMin && `Use at least ${passwordMin} characters.`;
  const differs = password !== again && 'The two passwords differ.';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (short || differs) return;
    // A promise, since the page is gone by the time it is kept.
    setUp.mutateAsync({ token: token.trim(), userName: userName.trim(), password }).then(
      () => {
        globalThis.history.replaceState(null, '', '/');
        tour.begin();
      },
      () => undefined,
    );
  };
  return (
    <Gate
      title="Welcome to Sluice"
      lead="Make the first account. The set-up token was printed in the terminal when the server started; it works once."
    >
      <form onSubmit={submit} noValidate={false}>
        <Stack>
          <TextInput
            label="Set-up token"
            required
            autoComplete="off"
            spellCheck={false}
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
          <TextInput
            label="User name"
            required
            autoComplete="username"
            value={userName}
            onChange={(event) => setUserName(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            required
            autoComplete="new-password"
            error={checked && short}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password again"
            required
            autoComplete="new-password"
            error={checked && differs}
            value={again}
            onChange={(event) => setAgain(event.currentTarget.value)}
          />
          <ErrorNote error={setUp.error} />
          <Button type="submit" fullWidth loading={setUp.isPending}>
            Make the account
          </Button>
        </Stack>
      </form>
    </Gate>
  );
}

/** The printed address may carry the token behind `#token=`, which is never sent to a server. */
function tokenFromAddress(): string {
  const { hash, search } = globalThis.location;
  return new URLSearchParams(hash.slice(1)).get('token') ?? new URLSearchParams(search).get('token') ?? '';
}
