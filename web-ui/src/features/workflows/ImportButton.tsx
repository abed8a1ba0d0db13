import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCreateWorkflow } from '@/api/workflows';
import { ImportDialog } from '@/shared/import/ImportDialog';
import { chooseFile } from '@/shared/import/importStore';

/** Brings in a BPMN or JSON file as a new draft, after saying what could not be kept. */
export function ImportButton() {
  const create = useCreateWorkflow();
  const navigate = useNavigate();
  return (
    <>
      <Button variant="default" leftSection={<IconFileImport size={17} aria-hidden />} onClick={chooseFile}>
        Import
      </Button>
      <ImportDialog
        allowed
        label="Make a draft of it"
        pending={create.isPending}
        error={create.error}
        onTake={(document) =>
          create.mutate(document, {
            onSuccess: ({ id }) => void navigate({ to: '/workflows/$workflowId/edit', params: { workflowId: id } }),
          })
        }
      />
    </>
  );
}
