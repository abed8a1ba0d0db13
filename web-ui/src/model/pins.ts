import type { Run } from '@/api/types';
import type { Pin, Pins } from './edit';
import { latestStep } from './overlay';
import type { WorkflowDocument } from './workflow';

const pinned: ReadonlySet<string> = new Set(['task', 'wait', 'approval']);

/** What each step of a run answered, as pins for the nodes that the document (still) has. */
export function pinsOfRun(run: Run, document: WorkflowDocument): Pins {
  const pins: Record<string, Pin> = {};
  for (const node of document.nodes) {
    if (!pinned.has(node.kind)) continue;
    const steps = run.steps.filter((step) => step.node === node.id);
    const step = latestStep(steps);
    if (step?.status === 'completed') pins[node.id] = { output: step.output ?? {} };
    else if (step?.failure && step.endedAt) {
      pins[node.id] = { error: { code: step.failure.code, message: step.failure.message } };
    }
  }
  return pins;
}
