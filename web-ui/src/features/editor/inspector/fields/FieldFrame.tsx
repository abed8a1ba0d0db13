import { Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { type DragEvent, type ReactNode, useId } from 'react';
import type { ScopeField } from '@/model/scope';
import { droppedField, fieldMedia } from '../data/drag';
import classes from './FieldFrame.module.css';

/** What ties a control to its label, its description and its errors. */
export interface Wiring {
  readonly id: string;
  readonly 'aria-labelledby': string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export interface FieldMessage {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

interface Props {
  readonly label: string;
  readonly description?: ReactNode;
  readonly required?: boolean;
  /** Several controls, or none that a label could stand for. */
  readonly grouped?: boolean;
  readonly messages?: readonly FieldMessage[];
  /** Small buttons at the right of the label. */
  readonly actions?: ReactNode;
  /** Takes a field dropped from the tree of data, where the control itself does not. */
  readonly onDropField?: ((field: ScopeField) => void) | undefined;
  readonly onFocus?: (() => void) | undefined;
  readonly children: (wiring: Wiring) => ReactNode;
}

/** A field: label, what it is for, the control, and what is wrong with it. */
export function FieldFrame({ label, description, required, grouped = false, messages = [], actions, onDropField, onFocus, children }: Props) {
  const id = useId();
  const Label = grouped ? 'span' : 'label';
  const described = [description ? `${id}-description` : '', messages.length > 0 ? `${id}-messages` : ''].filter(Boolean).join(' ');
  const drop = (event: DragEvent) => {
    const field = event.isDefaultPrevented() ? undefined : droppedField(event.dataTransfer);
    if (!field || !onDropField) return;
    event.preventDefault();
    onDropField(field);
  };
  const over = (event: DragEvent) => {
    if (onDropField && event.dataTransfer.types.includes(fieldMedia)) event.preventDefault();
  };
  return (
    <div className={classes['field']} onDrop={drop} onDragOver={over} onFocusCapture={onFocus}>
      <div className={classes['head']}>
        <Label id={`${id}-label`} {...(grouped ? {} : { htmlFor: id })} className={classes['label']}>
          {label}
          {required && (
            <span className={classes['required']} title="Required">
              *
            </span>
          )}
        </Label>
        {actions}
      </div>
      {children({
        id,
        'aria-labelledby': `${id}-label`,
        'aria-describedby': described || undefined,
        'aria-invalid': messages.some(({ severity }) => severity === 'error'),
      })}
      {messages.length > 0 && (
        <div id={`${id}-messages`} aria-live="polite">
          {messages.map(({ message, severity }) => (
            <div key={message} className={classes['message']} data-severity={severity}>
              {severity === 'error' ? <IconAlertCircle size={14} aria-label="Error" /> : <IconAlertTriangle size={14} aria-label="Warning" />}
              <span>{message}</span>
            </div>
          ))}
        </div>
      )}
      {description && (
        <Text id={`${id}-description`} component="div" size="xs" c="dimmed" mt={3}>
          {typeof description === 'string' ? withCode(description) : description}
        </Text>
      )}
    </div>
  );
}

/** Descriptions set code between back quotes. */
function withCode(text: string): ReactNode {
  const parts = text.split('`');
  // oxlint-disable-next-line react/no-array-index-key
  return parts.length < 3 ? text : parts.map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}
