import type { Json, JsonObject } from '@/model/json';
import type { FormField } from '@/model/schemaForm';
import type { Wiring } from './FieldFrame';

export interface FieldProps {
  readonly field: FormField;
  /** Where the value is in the element: `/config/includeTags/0`. */
  readonly path: string;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
  /** The object the field is part of. */
  readonly siblings: JsonObject;
}

export interface FixedProps extends FieldProps {
  readonly wiring: Wiring;
  readonly startsFocused: boolean;
  readonly shownMessages: readonly string[];
}
