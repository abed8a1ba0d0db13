import { Card, Group, Text, Title } from '@mantine/core';
import { IconPlug } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { templateQuery } from '@/api/templates';
import type { TemplateSummary } from '@/api/types';
import { Badge } from '@/shared/ui/Badge';
import { ButtonLink } from '@/shared/ui/links';
import { Sketch } from './Sketch';
import classes from './templates.module.css';

export function TemplateCard({ template }: { readonly template: TemplateSummary }) {
  const full = useQuery(templateQuery(template.id));
  return (
    <Card component="article" radius="lg" className={classes['card'] ?? ''}>
      <Card.Section className={classes['picture'] ?? ''}>
        {full.data && <Sketch document={full.data.document} />}
      </Card.Section>
      <Title order={2} mt="md">
        {template.name}
      </Title>
      <Text size="sm" mt={4} flex={1}>
        {template.summary}
      </Text>
      <Group justify="space-between" mt="md">
        <Group gap={6}>
          {template.connections.map((connection) => (
            <Badge key={connection.name} tone="plain" icon={<IconPlug aria-hidden />}>
              {connection.type}
            </Badge>
          ))}
        </Group>
        <ButtonLink
          to="/templates/$templateId"
          params={{ templateId: template.id }}
          aria-label={`Look and install: ${template.name}`}
        >
          Look and install
        </ButtonLink>
      </Group>
    </Card>
  );
}
