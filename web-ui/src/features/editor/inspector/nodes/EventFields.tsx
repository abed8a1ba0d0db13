import { Select, TagsInput } from '@mantine/core';
import { isJsonObject, textAt, type Json, type JsonObject } from '@/model/json';
import { useInspected, useProblemsAt } from '../context';
import { useDraft } from '../drafts';
import { FieldFrame } from '../fields/FieldFrame';
import { TextSetting } from './TextSetting';

const kinds = ['error', 'timer', 'message', 'signal', 'escalation', 'compensation'] as const;
export type EventKind = (typeof kinds)[number];

const labels: { readonly [kind in EventKind]: string } = {
  error: 'on an error', timer: 'after a time', message: 'on a message', signal: 'on a signal', escalation: 'on an escalation',
  compensation: 'to make it good',
};

const fresh: { readonly [kind in EventKind]: JsonObject } = {
  error: { error: [] }, timer: { timer: 'PT1H' }, message: { message: '', key: '' }, signal: { signal: '' }, escalation: { escalation: [] },
  compensation: { compensation: true },
};

export function eventKind(event: Json | undefined): EventKind {
  return (isJsonObject(event) ? kinds.find((kind) => event[kind] !== undefined) : undefined) ?? 'error';
}

interface Props {
  readonly label: string;
  readonly event: Json | undefined;
  readonly offered: readonly EventKind[];
  /** What is known of the codes that may come. */
  readonly errors: { readonly [code: string]: string };
  readonly onChange: (event: JsonObject, place?: string) => void;
}

/** What has to happen, for an event that hangs on a node and for one that is heard in a whole area. */
export function EventFields({ label, event, offered, errors, onChange }: Props) {
  const { id, readOnly } = useInspected();
  const [others, keepOthers] = useDraft<{ readonly [kind: string]: JsonObject | undefined }>(`${id}/event#others`);
  const kind = eventKind(event);
  const now = isJsonObject(event) ? event : fresh.error;
  const change = (next: EventKind) => {
    if (next === kind) return;
    keepOthers({ ...others, [kind]: now });
    onChange(others?.[next] ?? fresh[next]);
  };
  const text = (name: string) => (value: string | undefined) => onChange({ ...now, [name]: value ?? '' }, `/event/${name}`);
  const listed = offered.includes(kind) ? offered : [...offered, kind];
  return (
    <>
      <FieldFrame label={label}>
        {(wiring) => (
          <Select
            {...wiring}
            data={listed.map((one) => ({ value: one, label: labels[one] }))}
            value={kind}
            allowDeselect={false}
            disabled={readOnly}
            onChange={(next) => next && change(next as EventKind)}
          />
        )}
      </FieldFrame>
      {kind === 'timer' && <TextSetting title="After" widget="duration" required path="/event/timer" value={textAt(now, 'timer')} onChange={text('timer')} />}
      {kind === 'message' && (
        <>
          <TextSetting title="Message" description="Its name, as the sender gives it." required path="/event/message" value={textAt(now, 'message')} onChange={text('message')} example="machine-rebooted" />
          <TextSetting title="Key" description="Finds this run among others: the message must bring the same." required path="/event/key" value={textAt(now, 'key')} onChange={text('key')} example="=trigger.instanceId" />
        </>
      )}
      {kind === 'signal' && <TextSetting title="Signal" description="Its name; whoever sends it reaches every run that waits." required path="/event/signal" value={textAt(now, 'signal')} onChange={text('signal')} example="change-freeze" />}
      {kind === 'error' && <Codes title="Which errors" none="Any error" path="/event/error" codes={now['error']} known={errors} onChange={(error) => onChange({ error })} />}
      {kind === 'escalation' && <Codes title="Which escalations" none="Any escalation" path="/event/escalation" codes={now['escalation']} known={{}} onChange={(escalation) => onChange({ escalation })} />}
    </>
  );
}

interface CodesProps {
  readonly title: string;
  readonly none: string;
  readonly path: string;
  readonly codes: Json | undefined;
  readonly known: { readonly [code: string]: string };
  readonly onChange: (codes: readonly string[]) => void;
}

function Codes({ title, none, path, codes, known, onChange }: CodesProps) {
  const { readOnly } = useInspected();
  const problems = useProblemsAt(path, true);
  const value = Array.isArray(codes) ? codes.map(String) : [];
  return (
    <FieldFrame label={title} description={value.length === 0 ? 'Any, as none is named.' : value.map((code) => known[code]).filter(Boolean).join(' ')} messages={problems}>
      {(wiring) => (
        <TagsInput {...wiring} data={Object.keys(known)} value={value} placeholder={value.length === 0 ? none : ''} disabled={readOnly} onChange={onChange} />
      )}
    </FieldFrame>
  );
}
