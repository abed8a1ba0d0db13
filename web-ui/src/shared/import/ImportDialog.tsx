import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { ReportLine } from '@/api/files';
import type { WorkflowDocument } from '@/model/workflow';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';
import { endImport, useImporting } from './importStore';
import { useDroppedFiles } from './useDroppedFiles';

interface Props {
  /** Whether files may be brought in at all. */
  readonly allowed: boolean;
  /** What the button says that takes it over. */
  readonly label: string;
  readonly note?: ReactNode;
  readonly pending?: boolean;
  readonly error?: unknown;
  readonly onTake: (document: WorkflowDocument, file: string) => void;
}

/** Takes files dropped anywhere on the page, and says what would become of them before anything changes. */
export function ImportDialog({ allowed, ...taking }: Props) {
  const importing = useImporting((state) => state.importing);
  useDroppedFiles(allowed);
  useEffect(() => endImport, []);
  if (!importing) return null;
  return (
    <Modal opened onClose={endImport} title={`Import ${importing.file}`} size="lg">
      {importing.state === 'reading' && <Loading rows={2} height={40} />}
      {importing.state === 'failed' && <ErrorNote error={importing.error} />}
      {importing.state === 'read' && <Report {...importing} {...taking} />}
    </Modal>
  );
}

type Read = Extract<ReturnType<typeof useImporting.getState>['importing'], { state: 'read' }>;

function Report({ document, report, file, label, note, pending = false, error, onTake }: Read & Omit<Props, 'allowed'>) {
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
      <ErrorNote error={error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={endImport}>
          Cancel
        </Button>
        <Button onClick={() => onTake(document, file)} loading={pending} data-autofocus>
          {label}
        </Button>
      </Group>
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </Stack>
  );
}

function lineText(line: ReportLine): string {
  return typeof line === 'string' ? line : `${line.element ? `${line.element}: ` : ''}${line.message}`;
}
