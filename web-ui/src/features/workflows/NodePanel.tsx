import { CloseButton, Group, Paper, ScrollArea, Stack, Text, Title } from '@mantine/core';
import type { Catalogue } from '@/api/types';
import { words } from '@/model/fields';
import { asText, isEmptyJson, type Json } from '@/model/json';
import { looksOf } from '@/model/looks';
import { nodeName, type WorkflowDocument, type WorkflowNode } from '@/model/workflow';
import { JsonBlock } from '@/shared/ui/JsonBlock';

interface Props {
  readonly document: WorkflowDocument;
  readonly node: WorkflowNode;
  readonly catalogue: Catalogue;
  readonly onClose: () => void;
}

const shownElsewhere = new Set(['id', 'kind', 'name', 'type', 'trigger', 'config']);

/** What is set in a node, in words. */
export function NodePanel({ document, node, catalogue, onClose }: Props) {
  const looks = looksOf(node, catalogue);
  const typeId = node.type ?? node.trigger;
  const type = [...catalogue.nodeTypes, ...catalogue.triggerTypes].find(({ id }) => id === typeId);
  const settings = [
    ...Object.entries(node.config ?? {}),
    ...Object.entries(node).filter(([key]) => !shownElsewhere.has(key)),
  ].filter(([, value]) => !isEmptyJson(value));
  const ways = document.edges.filter((edge) => edge.from === node.id);
  return (
    <Paper component="aside" radius="lg" aria-label={nodeName(node)} mih={0}>
      <ScrollArea h="100%" p="md" viewportProps={{ tabIndex: 0 }}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Title order={2}>{nodeName(node)}</Title>
            <Text size="sm" c="dimmed">
              {looks.subtitle}
            </Text>
          </div>
          <CloseButton aria-label="Close" onClick={onClose} />
        </Group>
        {type?.summary && (
          <Text size="sm" mt="xs">
            {type.summary}
          </Text>
        )}
        <Stack gap="sm" mt="md">
          {settings.map(([key, value]) => (
            <Setting key={key} name={key} value={value} />
          ))}
          {settings.length === 0 && (
            <Text size="sm" c="dimmed">
              Nothing to set here.
            </Text>
          )}
        </Stack>
        {ways.length > 1 && (
          <Stack gap="xs" mt="lg">
            <Title order={3}>Ways out</Title>
            {ways.map((edge) => (
              <div key={edge.id}>
                <Text size="sm" fw={550}>
                  {edge.name ?? (edge.otherwise ? 'Otherwise' : 'When')} → {targetName(document, edge.to)}
                </Text>
                {edge.when && (
                  <Text size="xs" c="dimmed" className="mono">
                    {edge.when}
                  </Text>
                )}
              </div>
            ))}
          </Stack>
        )}
      </ScrollArea>
    </Paper>
  );
}

function Setting({ name, value }: { readonly name: string; readonly value: Json | undefined }) {
  const plain = typeof value !== 'object';
  return (
    <div>
      <Text size="xs" fw={600} c="dimmed" mb={2}>
        {words(name)}
      </Text>
      {plain ? (
        <Text size="sm" className={asText(value).startsWith('=') ? 'mono' : ''}>
          {asText(value)}
        </Text>
      ) : (
        <JsonBlock value={value} label={words(name)} maxHeight={220} />
      )}
    </div>
  );
}

function targetName(document: WorkflowDocument, id: string): string {
  const target = document.nodes.find((candidate) => candidate.id === id);
  return target ? nodeName(target) : id;
}
