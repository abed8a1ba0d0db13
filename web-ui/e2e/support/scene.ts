import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Api } from './api';
import { asking, broken, failing, logging } from './documents';

/** What there is to look at on the pages: ids of workflows and runs. */
export interface Scene {
  readonly template: string;
  readonly asking: string;
  readonly broken: string;
  readonly marked: string;
  readonly runWaiting: string;
  readonly runFailed: string;
  readonly runDone: string;
}

/** A name that a careless page would run or break at. */
export const markedName = `<img src=x onerror="alert(1)"> & "quotes" 'single' \${x} {{y}} ‮rtl`;
export const longText = 'long-word-'.repeat(1_000);

const file = join(import.meta.dirname, '../target/people/scene.json');

export function scene(): Scene {
  return JSON.parse(readFileSync(file, 'utf8')) as Scene;
}

/** Arranges it through the API. */
export async function arrange(api: Api): Promise<void> {
  const template = await api.post<{ id: string }>('/templates/internet-facing-vm/install', {
    name: 'Internet-facing VM',
    connections: { aws: 'aws', qualys: 'qualys', servicenow: 'servicenow' },
    variables: {},
  });
  const ask = await api.publish(asking('Ask first'));
  const bad = await api.draft(broken('Not finished'));
  const fail = await api.publish(failing('Looks at nothing'));
  const marked = await api.publish(logging(markedName, longText));
  const made: Scene = {
    template: template.id,
    asking: ask.id,
    broken: bad.id,
    marked: marked.id,
    runWaiting: await api.startRun(ask.id, {}),
    runFailed: await api.startRun(fail.id, {}),
    runDone: await api.startRun(marked.id, {}),
  };
  await api.post('/sandbox/vms', { name: 'web-1', publicIp: true, truRisk: 934 });
  await api.post('/sandbox/snapshots', { encrypted: false });
  writeFileSync(file, JSON.stringify(made));
}
