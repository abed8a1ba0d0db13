import { Button, FileButton, List, Modal, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { type Imported, useImportWorkflow } from '@/api/workflows';
import { notifyProblem } from '@/shared/ui/notify';

/** Brings in a BPMN or JSON file as a new draft, and says what could not be kept. */
export function ImportButton() {
  const importWorkflow = useImportWorkflow();
  const navigate = useNavigate();
  const [imported, setImported] = useState<Imported>();
  const id = imported?.id ?? imported?.workflow?.id;

  const read = async (file: File | null) => {
    if (!file) return;
    const text = await file.text();
    importWorkflow.mutate(
      { text, bpmn: !file.name.toLowerCase().endsWith('.json'), save: true },
      { onSuccess: setImported, onError: notifyProblem },
    );
  };
  useFilesDropped((file) => void read(file));
  const open = () => {
    setImported(undefined);
    if (id) void navigate({ to: '/workflows/$workflowId', params: { workflowId: id } });
  };

  return (
    <>
      <FileButton onChange={(file) => void read(file)} accept=".bpmn,.xml,.json">
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={importWorkflow.isPending}
            leftSection={<IconFileImport size={17} aria-hidden />}
          >
            Import
          </Button>
        )}
      </FileButton>
      <Modal opened={imported !== undefined} onClose={open} title="Imported as a draft">
        {imported?.report.length ? (
          <>
            <Text size="sm">Please look at these:</Text>
            <List size="sm" mt="xs">
              {imported.report.map((line) => {
                const message = typeof line === 'string' ? line : `${line.element ?? ''} ${line.message}`;
                return <List.Item key={message}>{message}</List.Item>;
              })}
            </List>
          </>
        ) : (
          <Text size="sm">Everything in the file was taken over.</Text>
        )}
        <Button mt="lg" onClick={open}>
          {id ? 'Open it' : 'Close'}
        </Button>
      </Modal>
    </>
  );
}

/** Files dropped anywhere on the page. */
function useFilesDropped(take: (file: File) => void): void {
  const taken = useEffectEvent(take);
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      taken(file);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, []);
}
