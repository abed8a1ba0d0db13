import { Alert, Button, Divider, Stack } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { apiBase } from '@/api/client';
import { useSession } from '@/api/session';

/** Ways in beside the password: each leads to an identity provider and back to this very page. */
export function ProviderButtons() {
  const providers = useSession()?.providers ?? [];
  const [failure] = useState(failureFromAddress);
  useEffect(forgetFailure, []);
  if (providers.length === 0) return null;
  const { pathname, search } = globalThis.location;
  return (
    <Stack>
      {failure && (
        <Alert color="red" variant="light" icon={<IconAlertCircle aria-hidden />} title="Not signed in" role="alert">
          {failure}
        </Alert>
      )}
      {providers.map(({ id, title }) => (
        <Button
          key={id}
          component="a"
          variant="default"
          fullWidth
          href={`${apiBase}/session/providers/${encodeURIComponent(id)}?back=${encodeURIComponent(pathname + search)}`}
        >
          Sign in with {title}
        </Button>
      ))}
      <Divider label="or with a password" />
    </Stack>
  );
}

const failures: { readonly [code: string]: string } = {
  PROVIDER_REFUSED:
    'What the identity provider answered does not belong to a sign-in that was begun in this browser minutes ago. Begin again.',
  NO_ROLE: 'None of your groups has a role here, or your account is disabled. Ask an administrator.',
  OUTSIDE_FAILED: 'The identity provider did not answer as expected. Try again in a moment.',
};

const parameter = 'sign-in';

/** The server sends a browser that went wrong back with the code behind `#sign-in=`. */
function failureFromAddress(): string | undefined {
  const code = new URLSearchParams(globalThis.location.hash.slice(1)).get(parameter);
  if (!code) return undefined;
  return failures[code] ?? 'Something went wrong on the way. Begin again.';
}

function forgetFailure(): void {
  const { hash, pathname, search } = globalThis.location;
  if (new URLSearchParams(hash.slice(1)).has(parameter)) {
    globalThis.history.replaceState(globalThis.history.state, '', pathname + search);
  }
}
