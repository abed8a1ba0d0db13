import { Button, Group, Paper, Stack, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { settingsQuery, useSaveSettings } from '@/api/administration';
import type { Settings } from '@/api/types';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { notifyDone } from '@/shared/ui/notify';

export function GeneralSettings() {
  const settings = useQuery(settingsQuery);
  if (settings.isPending) return <Loading rows={2} />;
  if (settings.isError) return <ErrorNote error={settings.error} onRetry={() => settings.refetch()} />;
  return <Form settings={settings.data} />;
}

function Form({ settings }: { readonly settings: Settings }) {
  const [solo, setSolo] = useState(settings.soloApproval);
  const [soloPublish, setSoloPublish] = useState(settings.soloPublish ?? false);
  const [publicUrl, setPublicUrl] = useState(settings.publicUrl ?? '');
  const save = useSaveSettings();
  const act = () =>
    save.mutate(
      { soloApproval: solo, soloPublish, publicUrl: publicUrl.trim() || null },
      { onSuccess: () => notifyDone('Saved.') },
    );
  return (
    <Paper radius="lg" p="lg" maw={680}>
      <Stack>
        <Switch
          label="Solo approval"
          description="Lets people approve runs they started themselves. For installations with one account; every such approval is marked in the audit."
          checked={solo}
          onChange={(event) => setSolo(event.currentTarget.checked)}
        />
        <Switch
          label="Solo publishing"
          description="Lets people publish what they have drawn, also when it changes things outside. It is marked in the audit; a single account needs no such permission."
          checked={soloPublish}
          onChange={(event) => setSoloPublish(event.currentTarget.checked)}
        />
        <TextInput
          label="Public address"
          description="Where others reach this installation; used in webhook addresses and in links inside tickets."
          placeholder="https://sluice.example.com"
          value={publicUrl}
          onChange={(event) => setPublicUrl(event.currentTarget.value)}
        />
        <ErrorNote error={save.error} />
        <Group justify="flex-end">
          <Button loading={save.isPending} onClick={act}>
            Save
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
