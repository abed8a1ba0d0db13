import { isJsonObject, type Json, type JsonObject } from '@/model/json';
import { formField } from '@/model/schemaForm';
import { useInspected } from '../context';

interface Props {
  readonly title: string;
  readonly description?: string;
  readonly path: string;
  readonly value: Json | undefined;
  readonly onChange: (value: JsonObject | undefined) => void;
}

const map: JsonObject = { type: 'object', additionalProperties: true };

/** Names with their values, each fixed or an expression. */
export function MapSetting({ title, description, path, value, onChange }: Props) {
  const { Field } = useInspected();
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    <Field
      field={{ ...formField(name, map, false), title, widget: 'key-value', ...(description ? { description } : {}) }}
      path={path}
      value={value}
      siblings={{}}
      onChange={(next) => onChange(isJsonObject(next) ? next : undefined)}
    />
  );
}
