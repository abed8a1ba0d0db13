import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { runQuery } from '@/api/runs';
import type { Run } from '@/api/types';
import { isJsonObject, type JsonObject } from '@/model/json';
import { pinsOfRun } from '@/model/pins';
import { sampleOf } from '@/model/trial';
import { findNode } from '@/model/workflow';
import { notifyDone, notifyProblem } from '@/shared/ui/notify';
import { useEditorStore } from '../useEditor';
import { useTrial } from './trialStore';

/** A run named in the address is taken into the editor: its outputs as pins, its event as the sample. */
export function FromRun() {
  const { run } = useSearch({ strict: false });
  return run === undefined ? null : <Taking key={run} id={run} />;
}

function Taking({ id }: { readonly id: string }) {
  const store = useEditorStore();
  const navigate = useNavigate();
  const { data: run, error } = useQuery({ ...runQuery(id), staleTime: Infinity });
  const taken = useRef(false);
  useEffect(() => {
    if (taken.current || (!run && !error)) return;
    taken.current = true;
    if (run) {
      const { document, setPins, setSample } = store.getState();
      const pins = pinsOfRun(run, document);
      setPins(pins, run.document);
      setSample(sampleOf(run), run.document);
      useTrial.setState({ source: 'paste', text: JSON.stringify(eventOf(run), null, 2) });
      const count = Object.keys(pins).length;
      notifyDone(`${count === 1 ? '1 step is' : `${count} steps are`} pinned to what run ${id} gave. Pins are never used in production.`);
    } else {
      notifyProblem(error);
    }
    // Taken once: pins that are removed afterwards stay removed when the page is opened again.
    void navigate({ to: '.', search: (before) => ({ ...before, run: undefined }), replace: true });
  }, [run, error, id, store, navigate]);
  return null;
}

/** What was asked of a person at a manual start; for every other start the event. */
function eventOf(run: Run): JsonObject {
  const form = run.trigger['input'];
  const began = run.document.edges.find((edge) => (run.edges[edge.id] ?? 0) > 0 && findNode(run.document, edge.from)?.kind === 'start');
  const start = began && findNode(run.document, began.from);
  return start?.trigger === 'manual' && isJsonObject(form) ? form : run.trigger;
}
