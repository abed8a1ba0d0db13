import { Alert, Button, Select, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useCatalogue } from '@/api/catalogue';
import type { Catalogue } from '@/api/types';
import { versionQuery, versionsQuery, workflowQuery } from '@/api/workflows';
import { runbookOf } from '@/model/runbook';
import type { WorkflowDocument } from '@/model/workflow';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { When } from '@/shared/ui/When';
import { Overview } from './Overview';
import { StepSection } from './StepSection';
import classes from './Runbook.module.css';

const route = getRouteApi('/workflows/$workflowId/runbook');

/** A workflow in words, to read and to print: for auditors, and for whoever must know what it does. */
export function RunbookPage() {
  const { workflowId } = route.useParams();
  const { version } = route.useSearch();
  const navigate = route.useNavigate();
  const workflow = useQuery(workflowQuery(workflowId));
  const versions = useQuery(versionsQuery(workflowId));
  const old = useQuery({ ...versionQuery(workflowId, version ?? 0), enabled: version !== undefined });
  const catalogue = useCatalogue();
  const error = workflow.error ?? old.error;
  const document = version === undefined ? workflow.data?.document : old.data?.document;
  if (error) {
    return (
      <>
        <PageHeader title="Run-book" />
        <ErrorNote error={error} onRetry={() => void (workflow.error ? workflow.refetch() : old.refetch())} />
      </>
    );
  }
  if (!document || !workflow.data) return <Loading rows={4} height={120} />;
  const published = versions.data?.find((one) => one.version === version);
  return (
    <article className={classes['runbook']}>
      <PageHeader
        title={`Run-book: ${document.name}`}
        above={
          <TextLink to="/workflows/$workflowId" params={{ workflowId }} size="sm" className={classes['screenOnly'] ?? ''}>
            {workflow.data.name}
          </TextLink>
        }
        lead={document.description}
        actions={
          <div className={classes['screenOnly']}>
            <Select
              aria-label="Version told"
              size="xs"
              w={190}
              allowDeselect={false}
              value={version === undefined ? 'draft' : String(version)}
              data={[
                { value: 'draft', label: 'Draft' },
                ...(versions.data ?? []).map((one) => ({
                  value: String(one.version),
                  label: `Version ${one.version}${one.version === workflow.data.publishedVersion ? ' (published)' : ''}`,
                })),
              ]}
              onChange={(value) => void navigate({ search: { version: value === 'draft' ? undefined : Number(value) }, replace: true })}
            />
            <Button size="xs" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
              Print
            </Button>
          </div>
        }
      />
      {version === undefined ? (
        <Alert color="yellow" mb="lg">
          This is the draft{workflow.data.publishedVersion === null ? '; nothing is published yet' : `; what runs is version ${workflow.data.publishedVersion}`}.
        </Alert>
      ) : (
        <Text size="sm" mb="lg">
          Version {version}
          {version === workflow.data.publishedVersion ? ', in use' : ''}
          {published && (
            <>
              . Published <When at={published.publishedAt} as="full" /> by {published.publishedBy}
              {published.comment ? `: ${published.comment}` : ''}
            </>
          )}
        </Text>
      )}
      <Telling document={document} catalogue={catalogue} />
    </article>
  );
}

function Telling({ document, catalogue }: { readonly document: WorkflowDocument; readonly catalogue: Catalogue }) {
  const runbook = useMemo(() => runbookOf(document, catalogue), [document, catalogue]);
  if (runbook.steps.length === 0) return <Text>The workflow has no steps yet.</Text>;
  return (
    <>
      <Overview runbook={runbook} />
      <h2>Steps</h2>
      <ol className={classes['steps']}>
        {runbook.steps.map((step) => (
          <StepSection key={step.id} step={step} />
        ))}
      </ol>
    </>
  );
}
