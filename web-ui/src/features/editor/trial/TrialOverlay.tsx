import { useEffect } from 'react';
import { flowsOf } from '@/model/flows';
import { overlayOf } from '@/model/overlay';
import { sampleOf } from '@/model/trial';
import { useLiveRun } from '@/shared/live/useLiveRun';
import { useEditorStore } from '../useEditor';
import { FromRun } from './FromRun';
import { useTrial } from './trialStore';

/** The trial run that is drawn on the canvas, live; its outputs become the sample. */
export function TrialOverlay() {
  const store = useEditorStore();
  const run = useTrial((state) => state.run);
  // The next workflow that is opened is not the one that was tried here.
  useEffect(() => () => useTrial.setState(useTrial.getInitialState(), true), [store]);
  return (
    <>
      <FromRun />
      {run !== undefined && <Following key={run} id={run} />}
    </>
  );
}

function Following({ id }: { readonly id: string }) {
  const store = useEditorStore();
  const { query, ended } = useLiveRun(id);
  const run = query.data;
  useEffect(() => {
    if (!run) return;
    store.getState().setOverlay({ nodes: overlayOf(run), counts: run.edges, flows: flowsOf(run) });
    store.getState().setSample(sampleOf(run), run.document);
  }, [store, run]);
  useEffect(() => {
    if (ended) store.getState().say('The trial has ended');
  }, [store, ended]);
  useEffect(() => () => store.getState().setOverlay(undefined), [store]);
  return null;
}
