import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EditorView } from '@codemirror/view';
import { http, HttpResponse } from 'msw';
import { newQueryClient } from '@/api/queryClient';
import type { Catalogue, Problem } from '@/api/types';
import { Inspector } from '@/features/editor/inspector/Inspector';
import { newEditorStore } from '@/features/editor/store';
import { EditorContext } from '@/features/editor/useEditor';
import type { WorkflowDocument } from '@/model/workflow';
import { base, server } from '../server';

const text = { type: 'string' };

export const catalogue: Catalogue = {
  nodeTypes: [
    {
      id: 'scan', version: 1, title: 'Scan', category: 'Qualys', icon: 'radar', summary: 'Scans machines.', docs: 'Waits until **processed**.',
      kind: 'effect', effectClass: 'blind', connectionType: 'qualys', undoable: false, permissions: ['Qualys: Manager'],
      errors: { 'scan.failed': 'The scan failed.' },
      configSchema: {
        type: 'object', additionalProperties: false, required: ['connection', 'title'],
        properties: {
          priority: { title: 'Priority', type: 'integer', minimum: 0, maximum: 9, default: 0, 'x-order': 3 },
          connection: { title: 'Connection', ...text, 'x-widget': 'connection', 'x-order': 1 },
          title: { title: 'Title', ...text, description: 'Begins the title.', 'x-order': 2 },
          module: { title: 'Module', ...text, enum: ['vm', 'pc'], default: 'vm', 'x-order': 4 },
          tags: { title: 'Tags', type: ['array', 'null'], items: text, 'x-order': 5 },
          region: { title: 'Region', type: ['string', 'null'], 'x-options': { source: 'regions', needs: [] }, 'x-order': 6 },
          limit: { title: 'Limit', ...text, 'x-widget': 'duration', default: 'PT1H', 'x-order': 7 },
          headers: { title: 'Headers', type: 'object', additionalProperties: text, 'x-widget': 'key-value', 'x-order': 8 },
          body: { title: 'Body', 'x-widget': 'json', 'x-order': 9 },
          force: { title: 'Force', type: 'boolean', default: false, 'x-order': 10 },
          target: { title: 'Target', type: 'object', properties: { host: { title: 'Host', ...text } }, required: ['host'], 'x-order': 11 },
        },
      },
      outputSchema: { type: 'object', required: ['score', 'state'], properties: { score: { title: 'TruRisk score', type: ['integer', 'null'], minimum: 0, maximum: 1000 }, state: { title: 'State', ...text } } },
    },
    { id: 'look', version: 1, title: 'Look', category: 'Qualys', icon: 'radar', summary: 'Reads.', kind: 'read', configSchema: { type: 'object', properties: { host: { title: 'Host', ...text } } }, outputSchema: { type: 'object', required: ['done'], properties: { done: { title: 'Done', type: 'boolean' } } } },
  ],
  triggerTypes: [
    { id: 'manual', version: 1, title: 'Manual', category: 'Trigger', icon: 'hand-click', summary: 'A person starts it.', source: 'manual', configSchema: { type: 'object', properties: { schema: { title: 'Form', type: 'object', additionalProperties: true, 'x-widget': 'json' } } } },
    { id: 'schedule', version: 1, title: 'Schedule', category: 'Trigger', icon: 'calendar-time', summary: 'The clock.', source: 'schedule', configSchema: { type: 'object', required: ['cron'], properties: { cron: { title: 'Cron', ...text } } } },
  ],
  connectionTypes: [],
};

export const document: WorkflowDocument = {
  schema: 1, name: 'Flow', description: '',
  variables: [{ name: 'threshold', schema: { type: 'integer', title: 'Threshold', minimum: 0, maximum: 1000 }, value: 900 }],
  nodes: [
    { id: 'begin', kind: 'start', name: 'Begin', trigger: 'manual', config: {} },
    { id: 'scan', kind: 'task', name: 'Scan it', type: 'scan', config: { connection: 'qualys', title: 'Scan', priority: 3 } },
    { id: 'late', kind: 'boundary', name: 'Failed', on: 'scan', event: { error: [] } },
    { id: 'risky', kind: 'choice', name: 'Risky?' },
    { id: 'pause', kind: 'wait', name: 'Pause', until: { timer: 'PT10M' } },
    { id: 'ask', kind: 'approval', name: 'Ask', title: 'Go on?' },
    { id: 'done', kind: 'end', name: 'Done' },
  ],
  edges: [
    { id: 'e1', from: 'begin', to: 'scan' },
    { id: 'e2', from: 'scan', to: 'risky' },
    { id: 'above', from: 'risky', to: 'pause', name: 'above', when: 'nodes.scan.output.score != null && nodes.scan.output.score > 900' },
    { id: 'none', from: 'risky', to: 'ask', name: 'none', when: 'nodes.scan.output.score == null' },
    { id: 'rest', from: 'risky', to: 'done', otherwise: true },
    { id: 'e6', from: 'pause', to: 'done' },
    { id: 'e7', from: 'ask', to: 'done' },
    { id: 'e8', from: 'late', to: 'done' },
  ],
  layout: { nodes: {}, edges: {} },
};

export const scope = {
  names: [
    { name: 'trigger', title: 'What came in', schema: { type: 'object', properties: { id: { title: 'Machine', ...text } }, required: ['id'] }, maybeAbsent: false },
    { name: 'vars', title: 'Variables', schema: { type: 'object', properties: { threshold: { title: 'Threshold', type: 'integer' } }, required: ['threshold'] }, maybeAbsent: false },
    { name: 'nodes.scan.output', title: 'Scan it', node: 'scan', schema: catalogue.nodeTypes[0]?.outputSchema ?? {}, maybeAbsent: false },
  ],
  functions: [{ name: 'size', signature: 'size(list) → whole number', docs: 'How many.' }],
};

interface Asked {
  readonly expression: string;
  readonly kind: string;
}

interface Wanted {
  readonly select?: string;
  readonly problems?: readonly Problem[];
  readonly check?: (asked: Asked) => object;
  readonly document?: WorkflowDocument;
  readonly mayEdit?: boolean;
  /** Stands still unless told otherwise: how long typing takes is not what a test is about. */
  readonly now?: () => number;
}

/** The inspector over a store, with a server that knows names and checks expressions. */
export function inspect({ select, problems = [], check, document: given = document, mayEdit = true, now = () => 0 }: Wanted = {}) {
  const asked: Asked[] = [];
  server.use(
    http.post(`${base}/expressions/scope`, () => HttpResponse.json(scope)),
    http.post(`${base}/expressions/check`, async ({ request }) => {
      const body = (await request.json()) as Asked;
      asked.push(body);
      return HttpResponse.json({ type: 'true or false', problems: [], evaluated: false, value: null, valueError: null, ...check?.(body) });
    }),
  );
  const store = newEditorStore(
    { workflow: { id: 'wf_9', document: given, revision: 1, publishedVersion: null, problems }, rights: { edit: mayEdit, run: true }, catalogue },
    { save: async () => {} },
    now,
  );
  if (select) store.getState().select([select]);
  const router = createRouter({ routeTree: createRootRoute({ component: () => <EditorContext value={store}><Inspector /></EditorContext> }), history: createMemoryHistory() });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={newQueryClient()}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  const node = (id: string) => store.getState().document.nodes.find((one) => one.id === id);
  const edge = (id: string) => store.getState().document.edges.find((one) => one.id === id);
  return { store, asked, node, edge, user: userEvent.setup({ delay: null }), select: (id: string) => act(() => store.getState().select([id])) };
}

/** Writes into a code field as a person would. */
export function write(field: HTMLElement, content: string) {
  const view = EditorView.findFromDOM(field);
  if (!view) throw new Error('Expected a code field.');
  act(() => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: content }, userEvent: 'input.type' }));
}

export function written(field: HTMLElement): string {
  return EditorView.findFromDOM(field)?.state.doc.toString() ?? '';
}
