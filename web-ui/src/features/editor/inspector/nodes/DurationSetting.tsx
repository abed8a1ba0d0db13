import { readDuration } from '@/model/duration';
import { useInspected, useProblemsAt } from '../context';
import { useTypedText } from '../drafts';
import { DurationInput } from '../fields/DurationInput';
import { FieldFrame } from '../fields/FieldFrame';

interface Props {
  readonly title: string;
  readonly description?: string;
  readonly path: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string | undefined) => void;
}

/** A fixed time of the node itself. What is no time yet is kept here, as the document cannot hold it. */
export function DurationSetting({ title, description, path, value, placeholder, onChange }: Props) {
  const { id, readOnly } = useInspected();
  const problems = useProblemsAt(path);
  const typed = useTypedText(
    `${id}${path}`, value,
    (text) => (text === '' || readDuration(text) ? undefined : { error: 'Expected a time such as 30 minutes, 2h 30m or PT30M.' }),
    (text) => onChange(text === '' ? undefined : text),
  );
  const messages = typed.error ? [{ severity: 'error' as const, message: typed.error }] : problems;
  return (
    <FieldFrame label={title} description={description} messages={messages}>
      {(wiring) => <DurationInput wiring={wiring} value={typed.text} onChange={typed.type} placeholder={placeholder} disabled={readOnly} />}
    </FieldFrame>
  );
}
