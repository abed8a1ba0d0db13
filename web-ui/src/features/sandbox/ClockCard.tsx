import { Button, Group, Paper, Select, Text } from '@mantine/core';
import { IconClockPlay } from '@tabler/icons-react';
import { useSandbox, type World } from '@/api/sandbox';
import { useCan } from '@/api/session';
import { localDateTime, utcText } from '@/model/time';
import { notifyProblem } from '@/shared/ui/notify';

const jumps = [
  { label: '10 min', advance: 'PT10M' },
  { label: '1 h', advance: 'PT1H' },
  { label: '1 day', advance: 'P1D' },
];

const speeds = [
  { value: '0', label: 'Stands still' },
  { value: '1', label: 'Real time' },
  { value: '60', label: 'A minute a second' },
  { value: '600', label: 'Ten minutes a second' },
];

/** The sandbox's own time: scans and patches take simulated minutes. */
export function ClockCard({ clock }: { readonly clock: World['clock'] }) {
  const sandbox = useSandbox();
  const operator = useCan('operator');
  const now = new Date(clock.now);
  const set = (body: object) => sandbox.mutate({ path: 'clock', body }, { onError: notifyProblem });
  const known = speeds.some(({ value }) => value === String(clock.speed));
  return (
    <Paper component="section" radius="lg" p="md" aria-label="Simulated clock">
      <Group justify="space-between" gap="md">
        <Group gap="sm">
          <IconClockPlay size={22} aria-hidden />
          <div>
            <Text size="sm" fw={600} className="numbers" title={utcText(now)}>
              {localDateTime(now)}
            </Text>
            <Text size="xs" c="dimmed">
              Simulated time · {clock.speed === 0 ? 'stands still' : `${clock.speed} times as fast as yours`}
            </Text>
          </div>
        </Group>
        {operator && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              Advance by
            </Text>
            {jumps.map(({ label, advance }) => (
              <Button key={advance} variant="default" size="xs" disabled={sandbox.isPending} onClick={() => set({ advance })}>
                {label}
              </Button>
            ))}
            <Select
              aria-label="Speed"
              size="xs"
              w={180}
              allowDeselect={false}
              data={known ? speeds : [...speeds, { value: String(clock.speed), label: `${clock.speed} times` }]}
              value={String(clock.speed)}
              onChange={(value) => value && set({ speed: Number(value) })}
            />
          </Group>
        )}
      </Group>
    </Paper>
  );
}
