import { Alert, Button, Divider, Select, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useInstallTemplate } from '@/api/templates';
import type { Catalogue, Connection, Template } from '@/api/types';
import { fieldOfSchema } from '@/model/fields';
import { FieldList } from '@/shared/forms/FieldList';
import { useFields } from '@/shared/forms/useFields';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { notifyDone } from '@/shared/ui/notify';

interface Props {
  readonly template: Template;
  readonly connections: readonly Connection[];
  readonly catalogue: Catalogue;
}

/** Asks a template's questions, then opens the draft it became. */
export function InstallForm({ template, connections, catalogue }: Props) {
  const [name, setName] = useState(template.name);
  const [chosen, setChosen] = useState<{ readonly [name: string]: string }>({});
  const [checked, setChecked] = useState(false);
  const variables = useFields(
    (template.variables ?? template.document.variables ?? []).map((variable) => ({
      ...fieldOfSchema(variable.name, variable.schema ?? {}, false),
      initial: variable.value ?? null,
    })),
  );
  const install = useInstallTemplate();
  const navigate = useNavigate();
  const asked = template.connections.map((wanted) => {
    const fitting = connections.filter((connection) => connection.type === wanted.type);
    const best = fitting.find((connection) => connection.name === wanted.name) ?? fitting[0];
    return { ...wanted, fitting, value: chosen[wanted.name] ?? best?.name };
  });

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setChecked(true);
    const values = variables.read();
    if (!values || asked.some(({ value }) => !value)) return;
    install.mutate(
      {
        template: template.id,
        name: name.trim() || template.name,
        connections: Object.fromEntries(asked.map((one) => [one.name, one.value ?? ''])),
        variables: values,
      },
      {
        onSuccess: (workflow) => {
          notifyDone('Installed as a draft. Try a dry run, then publish it.');
          void navigate({ to: '/workflows/$workflowId/edit', params: { workflowId: workflow.id } });
        },
      },
    );
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {asked.length > 0 && <Divider label="Connections" labelPosition="left" />}
        {asked.map((one) => {
          const type = catalogue.connectionTypes.find(({ id }) => id === one.type);
          return one.fitting.length === 0 ? (
            <Alert key={one.name} color="yellow" title={`No ${type?.title ?? one.type} connection yet`}>
              <Text size="sm">
                <TextLink to="/connections">Add one</TextLink>, then come back.
              </Text>
            </Alert>
          ) : (
            <Select
              key={one.name}
              label={type?.title ?? one.type}
              allowDeselect={false}
              data={one.fitting.map((connection) => connection.name)}
              value={one.value ?? null}
              error={checked && !one.value && 'Choose a connection.'}
              onChange={(value) => setChosen((before) => ({ ...before, [one.name]: value ?? '' }))}
            />
          );
        })}
        {variables.fields.length > 0 && <Divider label="Variables" labelPosition="left" />}
        <FieldList form={variables} />
        <ErrorNote error={install.error} />
        <Button
          type="submit"
          mt="xs"
          loading={install.isPending}
          disabled={asked.some(({ fitting }) => fitting.length === 0)}
        >
          Install as a draft
        </Button>
      </Stack>
    </form>
  );
}
