import { Alert, Text } from '@mantine/core';
import type { JsonObject } from '@/model/json';
import { JsonBlock } from '@/shared/ui/JsonBlock';

/** A type that is not installed here: shown, and left as it is. */
export function UnknownType({ id, config }: { readonly id: string | undefined; readonly config: JsonObject | undefined }) {
  return (
    <>
      <Alert color="yellow" variant="light" title={id ? `“${id}” is not installed` : 'No type yet'}>
        <Text size="sm">Install the plug-in that brings it, or replace the node by another. What it was set to is kept.</Text>
      </Alert>
      {config && <JsonBlock value={config} label="Settings" />}
    </>
  );
}
