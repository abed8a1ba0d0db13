import { SimpleGrid } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { templatesQuery } from '@/api/templates';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { TemplateCard } from './TemplateCard';

export function TemplatesPage() {
  const templates = useQuery(templatesQuery);
  return (
    <>
      <PageHeader
        title="Templates"
        lead="Complete workflows, tested against the simulated cloud. Install one, give it your connections, try it as a dry run."
      />
      {templates.isPending ? (
        <Loading rows={2} height={260} />
      ) : templates.isError ? (
        <ErrorNote error={templates.error} onRetry={() => templates.refetch()} />
      ) : templates.data.length === 0 ? (
        <EmptyState icon={IconBook2} title="No templates">
          This installation ships none. Import a workflow from a BPMN or JSON file instead.
        </EmptyState>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          {templates.data.map((template) => (
            <TemplateCard key={template.id} template={template} />
          ))}
        </SimpleGrid>
      )}
    </>
  );
}
