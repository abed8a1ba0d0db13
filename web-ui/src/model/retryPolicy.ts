import { durationText, readDuration } from './duration';
import { isJsonObject, textAt } from './json';
import type { WorkflowNode } from './workflow';

/** What holds for a node that says nothing else. */
export const usualRetry = { maxAttempts: 5, initial: 'PT2S', factor: 2, max: 'PT5M' };

/** “50 tries, at most 2 days” */
export function policyText(node: WorkflowNode): string {
  const retry = isJsonObject(node['retry']) ? node['retry'] : {};
  const tries = typeof retry['maxAttempts'] === 'number' ? retry['maxAttempts'] : usualRetry.maxAttempts;
  const limit = readDuration(textAt(node, 'timeout') ?? '');
  return [tries === 1 ? 'One try' : `${tries} tries`, limit ? `at most ${durationText(limit)}` : ''].filter(Boolean).join(', ');
}
