import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Catalogue, Workflow } from '@/api/types';
import { versionQuery } from '@/api/workflows';
import { diffDocuments, isSame } from '@/model/diff';
import type { WorkflowDocument } from '@/model/workflow';
import { DiffView } from '@/shared/diff/DiffView';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';

interface Props {
  readonly workflow: Pick<Workflow, 'id' | 'publishedVersion'>;
  readonly document: WorkflowDocument;
  readonly catalogue: Catalogue;
}

/** What differs between what runs and what would. */
export function Differences({ workflow: { id, publishedVersion: version }, document, catalogue }: Props) {
  const old = useQuery({ ...versionQuery(id, version ?? 0), enabled: version !== null && id !== '' });
  if (version === null) return <Text size="sm" c="dimmed">This is the first version.</Text>;
  if (old.isError) return <ErrorNote error={old.error} onRetry={() => void old.refetch()} />;
  if (!old.data) return <Loading rows={1} height={120} />;
  return isSame(diffDocuments(old.data.document, document)) ? (
    <Alert color="gray">Nothing differs from version {version}.</Alert>
  ) : (
    <DiffView before={old.data.document} after={document} catalogue={catalogue} />
  );
}
