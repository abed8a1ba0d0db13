import { Box, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface Props {
  readonly title: string;
  readonly above?: ReactNode;
  readonly lead?: ReactNode;
  readonly beside?: ReactNode;
  readonly actions?: ReactNode;
}

const longLead = 140;

/** The top of a page: its heading, one sentence about it, and what can be done. */
export function PageHeader({ title, above, lead, beside, actions }: Props) {
  useEffect(() => {
    document.title = `${title} · Sluice`;
  }, [title]);
  // Beside many buttons a long sentence would become a narrow column.
  const below = actions !== undefined && typeof lead === 'string' && lead.length > longLead;
  const said = lead && (
    <Text c="dimmed" size="sm" mt={below ? 8 : 4} maw={below ? 980 : 760}>
      {lead}
    </Text>
  );
  return (
    <Box mb="lg">
      <Group justify="space-between" align="flex-end" gap="md">
        <Box miw={0} flex="1 1 320px">
          {above}
          <Group gap="sm" align="center">
            <Title order={1}>{title}</Title>
            {beside}
          </Group>
          {!below && said}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {below && said}
    </Box>
  );
}
