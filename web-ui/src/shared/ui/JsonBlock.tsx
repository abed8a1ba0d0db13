import { ActionIcon, CopyButton, ScrollArea, Text, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { isEmptyJson, type Json } from '@/model/json';
import classes from './JsonBlock.module.css';

interface Props {
  readonly value: Json | undefined;
  readonly label: string;
  readonly maxHeight?: number;
  readonly empty?: string;
}

const shownMax = 60_000;

/** Data, indented, with a button that copies it. */
export function JsonBlock({ value, label, maxHeight = 320, empty = 'Nothing.' }: Props) {
  if (isEmptyJson(value)) {
    return (
      <Text size="sm" c="dimmed">
        {empty}
      </Text>
    );
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const shown = text.length > shownMax ? `${text.slice(0, shownMax)}\n… copy it to see the rest` : text;
  return (
    <div className={classes['block']}>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon
              className={classes['copy']}
              variant="subtle"
              size="sm"
              aria-label={`Copy ${label.toLowerCase()}`}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
      <ScrollArea.Autosize mah={maxHeight} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
        <pre className={classes['text']}>{shown}</pre>
      </ScrollArea.Autosize>
    </div>
  );
}
