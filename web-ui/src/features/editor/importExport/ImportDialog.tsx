import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import type { ReportLine } from '@/api/files';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { useEditor, useEditorStore } from '../useEditor';
import { endImport, importFile, useImporting } from './importStore';

/** Takes files dropped anywhere on the editor, and says what became of them before anything changes. */
export function ImportDialog() {
  const importing = useImporting((state) => state.importing);
  const mayEdit = useEditor((state) => state.rights.edit);
  useDroppedFiles(mayEdit);
  if (!importing) return null;
  return (
    <Modal opened onClose={endImport} title={`Import ${importing.file}`} size="lg">
      {importing.state === 'reading' && <Loading rows={2} height={40} />}
      {importing.state === 'failed' && <ErrorNote error={importing.error} />}
      {importing.state === 'read' && <Report {...importing} />}
    </Modal>
  );
}

function Report({ document, report, file }: Extract<ReturnType<typeof useImporting.getState>['importing'], { state: 'read' }>) {
  const store = useEditorStore();
  const replaces = useEditor((state) => state.document.nodes.length > 0);
  const take = () => {
    const label = `Imported ${file}`;
    store.getState().edit({ type: 'replace', document, why: label }, { label });
    endImport();
    requestAnimationFrame(() => store.getState().canvas?.fit());
  };
  return (
    <Stack>
      <Text size="sm">
        “{document.name}” with {document.nodes.length} nodes and {document.edges.length} connections.
      </Text>
      {report.length === 0 ? (
        <Alert color="teal">Everything in the file was taken over.</Alert>
      ) : (
        <Alert color="yellow" title="Please look at these">
          <List size="sm">
            {report.map((line) => (
              <List.Item key={lineText(line)}>{lineText(line)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={endImport}>
          Cancel
        </Button>
        <Button onClick={take} data-autofocus>
          {replaces ? 'Replace the draft' : 'Take it over'}
        </Button>
      </Group>
      {replaces && (
        <Text size="xs" c="dimmed">
          Undo brings the present draft back.
        </Text>
      )}
    </Stack>
  );
}

function lineText(line: ReportLine): string {
  return typeof line === 'string' ? line : `${line.element ? `${line.element}: ` : ''}${line.message}`;
}

function useDroppedFiles(takes: boolean): void {
  useEffect(() => {
    if (!takes) return undefined;
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (file) void importFile(file);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [takes]);
}
