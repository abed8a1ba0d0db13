import { Alert, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { CopyField } from './CopyField';

/** A secret that the server shows a single time. */
export function OnceSecret({ secret, what }: { readonly secret: string; readonly what: string }) {
  return (
    <Alert color="yellow" variant="light" icon={<IconKey aria-hidden />} title={`Copy the ${what} now`} styles={{ body: { minWidth: 0 } }}>
      <Text size="sm" mb="xs" style={{ whiteSpace: 'normal' }}>
        It is stored as a hash or encrypted and cannot be shown again.
      </Text>
      <CopyField value={secret} what={what} />
    </Alert>
  );
}
