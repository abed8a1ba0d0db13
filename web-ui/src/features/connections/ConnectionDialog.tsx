import { Button, Group, Modal, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useDeleteConnection, useSaveConnection } from '@/api/administration';
import type { Connection, ConnectionField, ConnectionType } from '@/api/types';
import { ConfirmButton } from '@/shared/ui/ConfirmButton';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';

interface Props {
  readonly connection: Connection | undefined;
  readonly types: readonly ConnectionType[];
  readonly onClose: () => void;
}

/** Makes or edits a connection. A secret left empty keeps what is stored. */
export function ConnectionDialog({ connection, types, onClose }: Props) {
  const [typeId, setTypeId] = useState(connection?.type ?? types[0]?.id ?? '');
  const [name, setName] = useState(connection?.name ?? '');
  const [typed, setTyped] = useState<{ readonly [key: string]: string }>({});
  const [checked, setChecked] = useState(false);
  const save = useSaveConnection();
  const remove = useDeleteConnection();
  const type = types.find(({ id }) => id === typeId);
  const fields = type?.fields ?? [];
  const value = (field: ConnectionField) =>
    typed[field.key] ?? (field.secret ? '' : (connection?.settings[field.key] ?? ''));
  const missing = (field: ConnectionField) =>
    (field.required ?? false) && value(field).trim() === '' && !(field.secret && isSet(connection, field.key));

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    if (name.trim() === '' || fields.some(missing)) return;
    save.mutate(
      {
        isNew: connection === undefined,
        name: name.trim(),
        type: typeId,
        settings: filled(fields.filter((field) => !field.secret), value),
        secrets: filled(fields.filter((field) => field.secret), value),
      },
      {
        onSuccess: () => {
          notifyDone('Saved. Test it to see whether it works.');
          onClose();
        },
      },
    );
  };

  return (
    <Modal opened onClose={onClose} title={connection ? `Edit ${connection.name}` : 'Add a connection'} size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {!connection && (
            <Select
              label="System"
              allowDeselect={false}
              data={types.map(({ id, title }) => ({ value: id, label: title }))}
              value={typeId}
              onChange={(next) => setTypeId(next ?? '')}
            />
          )}
          {type?.docs && (
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
              {type.docs}
            </Text>
          )}
          {!connection && (
            <TextInput
              label="Name"
              description="Workflows refer to it by this name."
              withAsterisk
              data-autofocus
              value={name}
              error={checked && name.trim() === '' && 'Enter a name.'}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          {fields.map((field) => {
            const common = {
              label: field.title,
              description: field.description,
              withAsterisk: field.required ?? false,
              value: value(field),
              error: checked && missing(field) && `Enter ${field.title.toLowerCase()}.`,
              onChange: (event: { currentTarget: { value: string } }) => {
                const text = event.currentTarget.value;
                setTyped((before) => ({ ...before, [field.key]: text }));
              },
            };
            return field.secret ? (
              <PasswordInput
                key={field.key}
                {...common}
                autoComplete="new-password"
                placeholder={isSet(connection, field.key) ? 'Set; leave empty to keep it' : ''}
              />
            ) : (
              <TextInput key={field.key} {...common} placeholder={field.example ?? ''} spellCheck={false} />
            );
          })}
          <ErrorNote error={save.error ?? remove.error} />
          <Group justify="space-between" mt="xs">
            {connection ? (
              <ConfirmButton
                label="Delete"
                variant="subtle"
                color="red"
                question={`Delete ${connection.name}?`}
                confirm="Delete"
                onConfirm={() => remove.mutate(connection.name, { onSuccess: onClose })}
              >
                Workflows that use it will fail at their next call.
              </ConfirmButton>
            ) : (
              <span />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={save.isPending}>
                Save
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function isSet(connection: Connection | undefined, key: string): boolean {
  return connection?.secrets.includes(key) ?? false;
}

function filled(
  fields: readonly ConnectionField[],
  value: (field: ConnectionField) => string,
): { readonly [key: string]: string } {
  return Object.fromEntries(
    fields.flatMap((field) => (value(field) === '' ? [] : [[field.key, value(field)]])),
  );
}
