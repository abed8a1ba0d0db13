import { ActionIcon, Button, Group, NumberInput, Select, Stack, Table, Text, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetentionRule } from '@/api/types';
import { workflowsQuery } from '@/api/workflows';

interface Props {
  readonly rules: readonly RetentionRule[];
  readonly onChange: (rules: readonly RetentionRule[]) => void;
}

const kinds = ['completed', 'failed', 'canceled'] as const;

/** What holds for single workflows in the place of the general rules. */
export function WorkflowRules({ rules, onChange }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const list = useInfiniteQuery(workflowsQuery(''));
  const names = new Map(list.data?.pages.flatMap((page) => page.items.map(({ id, name }) => [id, name] as const)));
  const free = [...names].filter(([id]) => !rules.some((rule) => rule.workflow === id));
  const replace = (changed: RetentionRule) =>
    onChange(rules.map((rule) => (rule.workflow === changed.workflow ? changed : rule)));
  const add = () => {
    if (chosen === null) return;
    onChange([...rules, { workflow: chosen, completed: null, failed: null, canceled: null }]);
    setChosen(null);
  };
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        Single workflows
      </Title>
      {rules.length === 0 ? (
        <Text size="sm" c="dimmed">
          All workflows follow the rules above.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Workflow</Table.Th>
                <Table.Th>Completed</Table.Th>
                <Table.Th>Failed</Table.Th>
                <Table.Th>Canceled</Table.Th>
                <Table.Th aria-label="Remove" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rules.map((rule) => {
                const name = names.get(rule.workflow) ?? rule.workflow;
                return (
                  <Table.Tr key={rule.workflow}>
                    <Table.Td>{name}</Table.Td>
                    {kinds.map((kind) => (
                      <Table.Td key={kind}>
                        <NumberInput
                          aria-label={`${name}, ${kind} runs`}
                          size="xs"
                          placeholder="For ever"
                          suffix=" days"
                          min={1}
                          max={36_500}
                          allowDecimal={false}
                          value={rule[kind] ?? ''}
                          onChange={(value) => replace({ ...rule, [kind]: typeof value === 'number' ? value : null })}
                        />
                      </Table.Td>
                    ))}
                    <Table.Td>
                      <ActionIcon
                        variant="subtle"
                        aria-label={`Let ${name} follow the rules above`}
                        onClick={() => onChange(rules.filter((other) => other.workflow !== rule.workflow))}
                      >
                        <IconTrash size={16} aria-hidden />
                      </ActionIcon>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Group gap="xs">
        <Select
          size="xs"
          aria-label="Workflow with rules of its own"
          placeholder="A workflow"
          searchable
          clearable
          data={free.map(([value, label]) => ({ value, label }))}
          value={chosen}
          onChange={setChosen}
        />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={chosen === null}
          onClick={add}
        >
          Add rules
        </Button>
      </Group>
    </Stack>
  );
}
