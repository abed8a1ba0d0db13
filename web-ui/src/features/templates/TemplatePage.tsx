import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { connectionsQuery } from '@/api/administration';
import { useCatalogue } from '@/api/catalogue';
import { useCan } from '@/api/session';
import { templateQuery } from '@/api/templates';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { InstallForm } from './InstallForm';
import classes from './templates.module.css';

const Diagram = lazy(() => import('@/shared/diagram/Diagram').then((m) => ({ default: m.Diagram })));
const route = getRouteApi('/templates/$templateId');

export function TemplatePage() {
  const { templateId } = route.useParams();
  const template = useQuery(templateQuery(templateId));
  const connections = useQuery(connectionsQuery);
  const catalogue = useCatalogue();
  const editor = useCan('editor');
  if (template.isPending) return <Loading rows={2} height={240} />;
  if (!template.data) {
    return (
      <>
        <PageHeader title="Template" />
        <ErrorNote error={template.error} onRetry={() => template.refetch()} />
      </>
    );
  }
  const { name, summary, description, document } = template.data;
  return (
    <>
      <PageHeader
        title={name}
        lead={summary}
        above={
          <TextLink to="/templates" size="sm">
            Templates
          </TextLink>
        }
      />
      <div className={classes['split']}>
        <div>
          <div className={classes['diagram']}>
            <Suspense fallback={<Loading rows={1} height={380} />}>
              <Diagram document={document} catalogue={catalogue} label={`Diagram of ${name}`} />
            </Suspense>
          </div>
          {description && (
            <Text size="sm" mt="md" maw="72ch" style={{ whiteSpace: 'pre-line' }}>
              {description}
            </Text>
          )}
        </div>
        <Paper component="section" radius="lg" p="lg" aria-labelledby="install">
          <Title order={2} id="install" mb="sm">
            Install it
          </Title>
          {!editor ? (
            <Text size="sm">Somebody with the role editor can install it.</Text>
          ) : connections.isPending ? (
            <Loading rows={3} height={40} />
          ) : (
            <InstallForm template={template.data} connections={connections.data ?? []} catalogue={catalogue} />
          )}
        </Paper>
      </div>
    </>
  );
}
