import type { WorkflowNode } from '@/model/workflow';
import { orderedProperties } from '@/model/scope';
import { isJsonObject, type JsonObject } from '@/model/json';

/** Whether some field of the node's form shows what is wrong at the path. */
export function shownAt(node: WorkflowNode, configSchema: JsonObject | undefined): (path: string) => boolean {
  const names = new Set(orderedProperties(configSchema).map(([name]) => name));
  const inSchema = (rest: string) => names.has(rest.split('/')[1] ?? '');
  const plain = plainPaths[node.kind] ?? [];
  return (path) => {
    if (path.startsWith('/config')) return inSchema(path.slice('/config'.length));
    if (path.startsWith('/until/config')) return isJsonObject(node['until']) && inSchema(path.slice('/until/config'.length));
    return path === '/name' || plain.some((one) => path === one || path.startsWith(`${one}/`));
  };
}

const eventPaths = ['/event/timer', '/event/error', '/event/message', '/event/key', '/event/signal', '/event/escalation'];

const plainPaths: { readonly [kind: string]: readonly string[] | undefined } = {
  task: ['/retry', '/timeout', '/repeat'],
  wait: ['/until/timer', '/until/moment', '/until/message', '/until/key', '/until/signal', '/until/condition', '/until/every', '/until/type'],
  approval: ['/title', '/description', '/approvers', '/deadline'],
  end: ['/error/code', '/error/message', '/verdict/resource', '/verdict/pass', '/verdict/reason', '/result'],
  boundary: ['/on', ...eventPaths],
  handler: eventPaths,
  scope: ['/loop/while', '/loop/most'],
  'for-each': ['/items', '/atOnce'],
  throw: ['/message', '/key', '/signal', '/escalation', '/payload'],
  compensate: ['/of'],
  call: ['/workflow', '/start', '/input'],
};
