import type { Json, JsonObject } from '@/model/json';
import { formField, type Widget } from '@/model/schemaForm';
import { useInspected } from '../context';

interface Props {
  readonly title: string;
  readonly description?: string;
  readonly widget?: Widget;
  readonly required?: boolean;
  readonly path: string;
  readonly value: Json | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly example?: string;
}

const text: JsonObject = { type: 'string' };

/** A text of the node itself (not of its type's configuration): a title, a time, a key. It may be an expression. */
export function TextSetting({ title, description, widget = 'text', required = false, path, value, onChange, example }: Props) {
  const { Field } = useInspected();
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    <Field
      field={{
        ...formField(name, text, required), title, widget,
        ...(description ? { description } : {}),
        ...(example ? { example } : {}),
      }}
      path={path}
      value={value}
      siblings={{}}
      onChange={(next) => onChange(next === undefined ? undefined : String(next))}
    />
  );
}
