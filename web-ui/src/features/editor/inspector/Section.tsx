import { Collapse, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './Inspector.module.css';

interface Props {
  readonly title: string;
  /** What is set inside, to be read while it is closed. */
  readonly summary?: string;
  readonly opened?: boolean;
  readonly children: ReactNode;
}

/** Part of the inspector that is opened when it is wanted. */
export function Section({ title, summary, opened = false, children }: Props) {
  const [open, setOpen] = useState(opened);
  const id = useId();
  return (
    <section className={classes['section']}>
      <UnstyledButton className={classes['sectionHead']} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <IconChevronRight size={15} className={classes['chevron']} data-open={open || undefined} aria-hidden />
        <span>{title}</span>
        {summary && !open && (
          <Text span size="xs" c="dimmed" truncate>
            {summary}
          </Text>
        )}
      </UnstyledButton>
      <Collapse expanded={open} id={id}>
        <div className={classes['sectionBody']}>{open && children}</div>
      </Collapse>
    </section>
  );
}
