import { Group, Text } from '@mantine/core';
import { type TourStep, tourSteps } from '@/model/tour';
import classes from './Tour.module.css';

/** How far one has come. */
export function Dots({ step }: { readonly step: TourStep | 'end' }) {
  const at = step === 'end' ? tourSteps.length : tourSteps.indexOf(step);
  return (
    <Group gap={6}>
      <span className={classes['dots']} aria-hidden>
        {tourSteps.map((one, index) => (
          <i key={one} data-state={index < at ? 'done' : index === at ? 'now' : 'open'} />
        ))}
      </span>
      <Text size="xs" c="dimmed">
        {step === 'end' ? 'All done' : `Step ${at + 1} of ${tourSteps.length}`}
      </Text>
    </Group>
  );
}
