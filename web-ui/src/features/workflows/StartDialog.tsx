import { Modal } from '@mantine/core';
import { useCatalogue } from '@/api/catalogue';
import type { Workflow } from '@/api/types';
import { StartForm } from './StartForm';

interface Props {
  readonly workflow: Workflow;
  readonly mode: 'live' | 'dry' | undefined;
  readonly onClose: () => void;
}

/** Asks what a run needs to know before it begins. */
export function StartDialog({ workflow, mode, onClose }: Props) {
  const catalogue = useCatalogue();
  return (
    <Modal
      opened={mode !== undefined}
      onClose={onClose}
      size="lg"
      title={mode === 'dry' ? `Dry run of ${workflow.name}` : `Run ${workflow.name}`}
    >
      {mode && <StartForm workflow={workflow} dry={mode === 'dry'} catalogue={catalogue} onClose={onClose} />}
    </Modal>
  );
}
