import { ActionIcon, Popover, ScrollArea, Text, Tooltip } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScopeField } from '@/model/scope';
import { useInspected } from '../context';
import { DataTree } from './DataTree';
import { useSample } from './useSample';

interface Props {
  readonly label: string;
  readonly onPick: (field: ScopeField) => void;
}

/** A button that shows what comes before, to put a reference into this field. */
export function ReferencePicker({ label, onPick }: Props) {
  const { readOnly } = useInspected();
  const [opened, setOpened] = useState(false);
  if (readOnly) return null;
  const pick = (field: ScopeField) => {
    setOpened(false);
    onPick(field);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="left-start" width={320} trapFocus shadow="md" withinPortal>
      <Popover.Target>
        <Tooltip label="Put in a value from before" disabled={opened}>
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`Put a value from before into ${label}`} onClick={() => setOpened(!opened)}>
            <IconBraces size={15} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <Values onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Values({ onPick }: { readonly onPick: (field: ScopeField) => void }) {
  const { fields, scopeState } = useInspected();
  const sampleOf = useSample();
  if (scopeState === 'away') {
    return (
      <Text size="sm" c="dimmed">
        The server does not say what there is. References can be typed: nodes.scan.output.state
      </Text>
    );
  }
  return (
    <ScrollArea.Autosize mah={380} type="auto">
      <DataTree fields={fields} sampleOf={sampleOf} onPick={onPick} label="Values from before" />
    </ScrollArea.Autosize>
  );
}
