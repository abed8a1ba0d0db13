import { Button, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useSignInAgain, useSignOut } from '@/api/session';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { ProviderButtons } from './ProviderButtons';

/** Over the page of somebody whose session has ended: nothing that was typed below is lost. */
export function SignInAgain({ userName }: { readonly userName: string }) {
  const [password, setPassword] = useState('');
  const signIn = useSignInAgain();
  const leave = useSignOut();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    signIn.mutate({ userName, password });
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={1000}
      title="Please sign in again"
    >
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">
            The session of {userName} has ended. What you were doing is still here and goes on after this.
          </Text>
          <ProviderButtons />
          <input type="text" autoComplete="username" value={userName} readOnly hidden />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <ErrorNote error={signIn.error} />
          <Button type="submit" fullWidth loading={signIn.isPending}>
            Sign in
          </Button>
          <Button variant="subtle" onClick={() => leave.mutate()}>
            Leave what is here, and sign in as somebody else
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
