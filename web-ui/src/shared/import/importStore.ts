import { create } from 'zustand';
import { type ReportLine, readFile } from '@/api/files';
import type { WorkflowDocument } from '@/model/workflow';

/** A file on its way in: read by the server, then shown before it takes the draft's place. */
export type Importing =
  | { readonly state: 'reading'; readonly file: string }
  | { readonly state: 'read'; readonly file: string; readonly document: WorkflowDocument; readonly report: readonly ReportLine[] }
  | { readonly state: 'failed'; readonly file: string; readonly error: unknown };

export const useImporting = create<{ readonly importing: Importing | undefined }>(() => ({ importing: undefined }));

const largest = 5_000_000;

function show(importing: Importing | undefined): void {
  useImporting.setState({ importing });
}

export async function importFile(file: File): Promise<void> {
  show({ state: 'reading', file: file.name });
  try {
    if (file.size > largest) throw new Error('Expected a file of at most 5 MB, found a larger one.');
    const text = await file.text();
    const bpmn = !file.name.toLowerCase().endsWith('.json');
    show({ state: 'read', file: file.name, ...(await readFile(text, bpmn)) });
  } catch (error) {
    show({ state: 'failed', file: file.name, error });
  }
}

export function endImport(): void {
  show(undefined);
}

/** Lets the person choose a file. */
export function chooseFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.bpmn,.xml,.json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void importFile(file);
  });
  input.click();
}
