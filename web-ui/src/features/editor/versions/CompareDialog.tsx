import { Group, Modal, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkflowVersion } from '@/api/types';
import { versionQuery } from '@/api/workflows';
import { DiffView } from '@/shared/diff/DiffView';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { useEditor } from '../useEditor';

interface Props {
  readonly versions: readonly WorkflowVersion[];
  readonly from: number;
  readonly onClose: () => void;
}

const draft = 'draft';

/** Any two states side by side: versions, and the draft as it is now. */
export function CompareDialog({ versions, from, onClose }: Props) {
  const catalogue = useEditor((state) => state.catalogue);
  const [before, setBefore] = useState(String(from));
  const [after, setAfter] = useState(draft);
  const old = useDocumentOf(before);
  const fresh = useDocumentOf(after);
  const choices = [
    { value: draft, label: 'Draft' },
    ...versions.map(({ version }) => ({ value: String(version), label: `Version ${version}` })),
  ];
  return (
    <Modal opened onClose={onClose} title="What differs" size="80rem">
      <Group mb="md" align="flex-end">
        <Select label="Before" data={choices} value={before} allowDeselect={false} onChange={(value) => setBefore(value ?? before)} />
        <Select label="After" data={choices} value={after} allowDeselect={false} onChange={(value) => setAfter(value ?? after)} />
      </Group>
      <ErrorNote error={old.error ?? fresh.error} />
      {old.document && fresh.document ? (
        <DiffView before={old.document} after={fresh.document} catalogue={catalogue} start="diagram" />
      ) : (
        !old.error && !fresh.error && <Loading rows={1} height={320} />
      )}
    </Modal>
  );
}

/** The document of a version, or the draft. */
function useDocumentOf(choice: string) {
  const id = useEditor((state) => state.workflowId) ?? '';
  const current = useEditor((state) => state.document);
  const version = useQuery({ ...versionQuery(id, Number(choice)), enabled: choice !== draft });
  return choice === draft
    ? { document: current, error: null }
    : { document: version.data?.document, error: version.error };
}
