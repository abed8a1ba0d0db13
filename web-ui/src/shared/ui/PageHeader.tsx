import { Box, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface Props {
  readonly title: string;
  readonly above?: ReactNode;
  readonly lead?: ReactNode;
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
}

/** The top of a page: its heading, one sentence about it, and what can be done. */
export function PageHeader({ title, above, lead, beside, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Sluice`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-end" mb="lg" gap="md">
      <Box miw={0} flex="1 1 320px">
        {above}
        <Group gap="sm" align="center">
          <Title order={1}>{title}</Title>
          {beside}
        </Group>
        {lead && (
          <Text c="dimmed" size="sm" mt={4} maw={760}>
            {lead}
          </Text>
        )}
      </Box>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
