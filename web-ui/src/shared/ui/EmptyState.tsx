import { Group, Paper, Text, ThemeIcon, Title } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';

interface Props {
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>;
  readonly title: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, actions }: Props) {
  return (
    <Paper p="xl" radius="lg" ta="center">
      <ThemeIcon variant="light" size={56} radius="xl" mb="md">
        <Icon size={28} aria-hidden />
      </ThemeIcon>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" size="sm" mt={6} maw={460} mx="auto">
        {children}
      </Text>
      {actions && (
        <Group justify="center" mt="lg" gap="xs">
          {actions}
        </Group>
      )}
    </Paper>
  );
}
