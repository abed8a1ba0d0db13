import { bpmnOf } from '@/api/files';
import { textOf } from '@/model/documentText';
import { chooseFile } from '@/shared/import/importStore';
import { notifyProblem } from '@/shared/ui/notify';
import { download, fileName } from '../importExport/download';
import { savePicture } from '../importExport/picture';
import type { Action } from './action';

export const fileActions: readonly Action[] = [
  {
    id: 'export-png',
    label: 'Export as picture (PNG)',
    keywords: ['image', 'download', 'screenshot'],
    when: ({ canvas, document }) => canvas !== undefined && document.nodes.length > 0,
    perform: (state) => void savePicture(state, 'png').catch(notifyProblem),
  },
  {
    id: 'export-svg',
    label: 'Export as picture (SVG)',
    keywords: ['image', 'download', 'vector'],
    when: ({ canvas, document }) => canvas !== undefined && document.nodes.length > 0,
    perform: (state) => void savePicture(state, 'svg').catch(notifyProblem),
  },
  {
    id: 'export-json',
    label: 'Export as JSON',
    keywords: ['download', 'file', 'text'],
    when: () => true,
    perform: ({ document }) => download(new Blob([textOf(document)], { type: 'application/json' }), fileName(document.name, 'json')),
  },
  {
    id: 'export-bpmn',
    label: 'Export as BPMN 2.0',
    keywords: ['download', 'xml', 'file', 'camunda'],
    when: ({ workflowId }) => workflowId !== undefined,
    perform(state) {
      const { workflowId = '', document } = state;
      const made = state.save().then(() => bpmnOf(workflowId));
      void made
        .then((xml) => download(new Blob([xml], { type: 'application/bpmn+xml' }), fileName(document.name, 'bpmn')))
        .catch(notifyProblem);
    },
  },
  {
    id: 'runbook',
    label: 'Run-book to read and print',
    keywords: ['pdf', 'print', 'auditor', 'document', 'report', 'words'],
    when: ({ workflowId }) => workflowId !== undefined,
    perform(state) {
      void state.save();
      window.open(`/workflows/${state.workflowId}/runbook`, '_blank', 'noopener');
    },
  },
  {
    id: 'import',
    label: 'Import a file…',
    keywords: ['bpmn', 'json', 'xml', 'open', 'upload', 'load'],
    when: ({ rights }) => rights.edit,
    perform: () => chooseFile(),
  },
];
