import { useState } from 'react';
import { useStartRun } from '@/api/workflows';
import type { JsonObject } from '@/model/json';
import { type Extent, pinsFor } from '@/model/trial';
import { useEditorStore } from '../useEditor';
import { useTrial } from './trialStore';

export interface TrialOrder {
  readonly input: JsonObject;
  readonly extent: Extent;
  readonly node: string | undefined;
  readonly start: string | undefined;
  readonly dry: boolean;
}

/** Saves the draft, then runs it as a trial and follows it on the canvas. */
export function useStartTrial() {
  const store = useEditorStore();
  const [failed, setFailed] = useState<unknown>();
  const [saving, setSaving] = useState(false);
  const workflow = store.getState().workflowId ?? '';
  const run = useStartRun(workflow);

  const start = async ({ input, extent, node, start: at, dry }: TrialOrder) => {
    setFailed(undefined);
    setSaving(true);
    await store.getState().save();
    setSaving(false);
    const { document, pins, sample, saving: state, saveError } = store.getState();
    if (state !== 'saved') {
      setFailed(saveError ?? new Error('The draft could not be saved; what is tried is the saved draft.'));
      return;
    }
    const trial = {
      pins: pinsFor(document, pins, sample, extent, node),
      ...(extent === 'only' && node !== undefined && { from: node }),
      ...(extent !== 'all' && node !== undefined && { until: node }),
    };
    run.mutate(
      { key: crypto.randomUUID(), input, draft: true, dryRun: dry, trial, ...(at !== undefined && { start: at }) },
      {
        onSuccess: ({ id }) => {
          useTrial.setState({ run: id });
          store.getState().say('The trial has begun');
        },
      },
    );
  };
  return { start, pending: saving || run.isPending, error: failed ?? run.error };
}
