import { useQuery } from '@tanstack/react-query';
import { sampleEventsQuery } from '@/api/templates';
import { lastEventQuery } from '@/api/trialEvents';
import { readJson } from '@/model/fields';
import { isJsonObject, type JsonObject } from '@/model/json';
import { exampleEvent } from '@/model/trial';
import type { WorkflowNode } from '@/model/workflow';
import { useEditor } from '../useEditor';
import { type Source, useTrial } from './trialStore';

export type EventReading = { readonly value: JsonObject } | { readonly error: string };

export interface TrialEvent {
  readonly source: Source;
  readonly text: string;
  readonly reading: EventReading;
  /** Whether the last real event is still asked for. */
  readonly loading: boolean;
  readonly loadError: unknown;
}

/** What the trial begins with: an example for its trigger, the last real event, or what was pasted. */
export function useEvent(start: WorkflowNode | undefined): TrialEvent {
  const source = useTrial((state) => state.source);
  const typed = useTrial((state) => state.text);
  const workflow = useEditor((state) => state.workflowId) ?? '';
  const trigger = useEditor(({ catalogue }) => catalogue.triggerTypes.find(({ id }) => id === start?.trigger));
  const last = useQuery({ ...lastEventQuery(workflow), enabled: source === 'event' && workflow !== '' });
  const samples = useQuery({ ...sampleEventsQuery, enabled: source === 'example' });
  const example = exampleEvent(start, trigger?.eventSchema, samples.data ?? []);
  const given = source === 'event' ? (last.data?.payload ?? null) : example;
  const text = source === 'paste' && typed !== undefined ? typed : given === null ? '' : JSON.stringify(given, null, 2);
  return {
    source,
    text,
    reading: readEvent(text, source === 'event' && last.data === null),
    loading: last.isFetching,
    loadError: source === 'event' ? last.error : null,
  };
}

function readEvent(text: string, noneYet: boolean): EventReading {
  if (noneYet) return { error: 'No event has come in for this workflow yet. Use an example, or paste one.' };
  if (text.trim() === '') return { value: {} };
  const reading = readJson(text);
  if ('error' in reading) return reading;
  return isJsonObject(reading.value) ? { value: reading.value } : { error: 'Expected an object: { … }' };
}
