import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';

/** A secret that the server shows a single time. */
export function OnceSecret({ secret, what }: { readonly secret: string; readonly what: string }) {
  return (
    <Alert color="yellow" variant="light" icon={<IconKey aria-hidden />} title={`Copy the ${what} now`}>
      <Text size="sm">It is stored as a hash or encrypted and cannot be shown again.</Text>
      <Group mt="xs" gap="xs" wrap="nowrap">
        <Code block flex={1}>
          {secret}
        </Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}
