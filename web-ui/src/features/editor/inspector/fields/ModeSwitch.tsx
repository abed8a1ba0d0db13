import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMathFunction } from '@tabler/icons-react';
import type { Mode } from '@/model/schemaForm';

interface Props {
  readonly label: string;
  readonly mode: Mode;
  readonly onChange: (mode: Mode) => void;
  readonly disabled: boolean;
}

/** Whether a value is fixed, or worked out when the node runs. */
export function ModeSwitch({ label, mode, onChange, disabled }: Props) {
  const expression = mode === 'expression';
  return (
    <Tooltip label={expression ? 'Worked out by an expression; make it a fixed value' : 'Work it out by an expression (or type =)'}>
      <ActionIcon
        size="sm"
        variant={expression ? 'light' : 'subtle'}
        color={expression ? undefined : 'gray'}
        aria-label={`Expression for ${label}`}
        aria-pressed={expression}
        disabled={disabled}
        onClick={() => onChange(expression ? 'fixed' : 'expression')}
      >
        <IconMathFunction size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
