import { Button, Code, CopyButton, Group, List, Stack, Text, Title, type TitleOrder } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { type SenderSetUp, stepsText } from '@/model/senderSetUp';
import { CopyField } from '@/shared/ui/CopyField';

interface Props {
  readonly setUp: SenderSetUp;
  readonly order: TitleOrder;
}

/** What to do at the sender's, step by step, each with what is to be pasted there. */
export function SenderSteps({ setUp, order }: Props) {
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Title order={order} size="h6">
          {setUp.title}
        </Title>
        <CopyButton value={stepsText(setUp)}>
          {({ copied, copy }) => (
            <Button variant="subtle" size="compact-xs" leftSection={<IconListCheck size={14} aria-hidden />} onClick={copy}>
              {copied ? 'Copied' : 'Copy the steps'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <List type="ordered" size="sm" spacing={8} styles={{ itemWrapper: { display: 'block' }, itemLabel: { display: 'block' } }}>
        {setUp.steps.map((step) => (
          <List.Item key={step.text}>
            <Text size="sm">{step.text}</Text>
            {step.copy !== undefined && <CopyField value={step.copy} what={step.copy.startsWith('http') ? 'URL' : step.copy} />}
          </List.Item>
        ))}
      </List>
      <details>
        <summary>
          <Text span size="sm">Try it from a terminal</Text>
        </summary>
        <Stack gap={6} mt={6}>
          <Text size="xs" c="dimmed">
            Put the secret between the quotes. {setUp.sets} The answer <Code>202</Code> means: taken.
          </Text>
          <CopyField value={setUp.example} what="commands" />
        </Stack>
      </details>
    </Stack>
  );
}
