import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useDeleteConnection, useSaveConnection } from '@/api/administration';
import type { Connection, ConnectionField, ConnectionType } from '@/api/types';
import { ConfirmButton } from '@/shared/ui/ConfirmButton';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';
import { SecretInput, type SecretKind } from './SecretInput';
import { TestButton } from './TestButton';

interface Props {
  readonly connection: Connection | undefined;
  readonly types: readonly ConnectionType[];
  readonly onClose: () => void;
}

/** Makes or edits a connection. A secret is a value or names the place where it is kept; left empty it stays as it is. */
export function ConnectionDialog({ connection, types, onClose }: Props) {
  const [typeId, setTypeId] = useState(connection?.type ?? types[0]?.id ?? '');
  const [name, setName] = useState(connection?.name ?? '');
  const [typed, setTyped] = useState<{ readonly [key: string]: string }>({});
  const [checked, setChecked] = useState(false);
  const save = useSaveConnection();
  const remove = useDeleteConnection();
  const type = types.find(({ id }) => id === typeId);
  const fields = type?.fields ?? [];
  const [kinds, setKinds] = useState<{ readonly [key: string]: SecretKind }>({});
  const kind = (field: ConnectionField) => kinds[field.key] ?? (referred(connection, field.key) ? 'reference' : 'value');
  const value = (field: ConnectionField) =>
    typed[field.key] ??
    (!field.secret
      ? (connection?.settings[field.key] ?? '')
      : kind(field) === 'reference'
        ? (referred(connection, field.key) ?? '')
        : '');
  const kept = (field: ConnectionField) => field.secret && kind(field) === 'value' && isSet(connection, field.key);
  const missing = (field: ConnectionField) =>
    value(field).trim() === '' &&
    (kind(field) === 'reference' || referred(connection, field.key) !== undefined || ((field.required ?? false) && !kept(field)));
  const secrets = fields.filter((field) => field.secret);

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
        secrets: filled(secrets.filter((field) => kind(field) === 'value'), value),
        references: filled(secrets.filter((field) => kind(field) === 'reference'), value),
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
            <Text size="sm" c="dimmed">
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
              <SecretInput
                key={field.key}
                field={field}
                kind={kind(field)}
                value={common.value}
                isSet={isSet(connection, field.key)}
                error={common.error}
                onKind={(next) => {
                  setKinds((before) => ({ ...before, [field.key]: next }));
                  setTyped((before) => ({ ...before, [field.key]: next === 'reference' ? (referred(connection, field.key) ?? '') : '' }));
                }}
                onChange={(text) => setTyped((before) => ({ ...before, [field.key]: text }))}
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
              {connection && <TestButton name={connection.name} />}
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

function referred(connection: Connection | undefined, key: string): string | undefined {
  return connection?.references[key];
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
