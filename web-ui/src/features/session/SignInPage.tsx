import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useSignIn } from '@/api/session';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Gate } from './Gate';
import { ProviderButtons } from './ProviderButtons';

export function SignInPage() {
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useSignIn();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    signIn.mutate({ userName: userName.trim(), password });
  };
  return (
    <Gate title="Sign in" lead="Security automation that can be planned, approved, traced and undone.">
      <form onSubmit={submit}>
        <Stack>
          <ProviderButtons />
          <TextInput
            label="User name"
            autoComplete="username"
            required
            data-autofocus
            value={userName}
            onChange={(event) => setUserName(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <ErrorNote error={signIn.error} />
          <Button type="submit" fullWidth loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </Gate>
  );
}
