import type { JsonObject } from '@/model/json';
import { ExpressionField } from '../code/ExpressionField';
import { useProblemsAt } from '../context';
import { FieldFrame } from '../fields/FieldFrame';

interface Props {
  readonly title: string;
  readonly description?: string;
  readonly path: string;
  readonly value: string;
  readonly expected: JsonObject;
  readonly example: string;
  readonly onChange: (source: string) => void;
}

/** What is always an expression, and so stands in the document without “=”. */
export function ExpressionSetting({ title, description, path, value, expected, example, onChange }: Props) {
  const problems = useProblemsAt(path, true);
  return (
    <FieldFrame label={title} description={description} messages={problems} required grouped>
      {(wiring) => (
        <ExpressionField
          value={value}
          onChange={onChange}
          label={title}
          labelledBy={wiring['aria-labelledby']}
          describedBy={wiring['aria-describedby']}
          invalid={wiring['aria-invalid']}
          kind="value"
          expected={expected}
          place="value"
          placeholder={example}
          shownMessages={problems.map(({ message }) => message)}
        />
      )}
    </FieldFrame>
  );
}
