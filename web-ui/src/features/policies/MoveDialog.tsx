import { Button, Group, Modal, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Policy, type PolicyMove, useMovePolicy } from '@/api/policies';
import { hitsText, listed, moveLook } from '@/model/policy';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';

interface Props {
  readonly policy: Policy;
  readonly move: string;
  readonly onClose: () => void;
}

/** Asks for the reason of a move, and for what else it wants. */
export function MoveDialog({ policy, move, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState('');
  const [hours, setHours] = useState<number | string>(4);
  const [binaries, setBinaries] = useState('');
  const [values, setValues] = useState('');
  const moving = useMovePolicy();
  const { label, done } = moveLook(move);
  const unsure = !policy.hits.known || (policy.hits.unexplained ?? 0) > 0;
  const nothingTuned = move === 'tune' && listed(binaries).length + listed(values).length === 0;
  const act = () =>
    moving.mutate(
      { policy: policy.policy.id, move, reason, ...extra(move, { override, hours, binaries, values }) },
      { onSuccess: () => { notifyDone(done); onClose(); } },
    );
  return (
    <Modal opened onClose={onClose} title={label}>
      <Stack gap="sm">
        {(move === 'promote' || move === 'break-glass') && (
          <Text size="sm">
            From then on agents kill what it matches in its workload. Hits in audit: <b>{hitsText(policy.hits)}</b>.
          </Text>
        )}
        <Textarea
          label="Why"
          description="Kept in the policy's history and in the audit."
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        {move === 'promote' && unsure && (
          <TextInput
            label="Why this is right although hits are not explained or not known"
            description="Kept beside the reason, with the hits as they are now."
            required
            value={override}
            onChange={(event) => setOverride(event.currentTarget.value)}
          />
        )}
        {move === 'tune' && (
          <>
            <Textarea
              label="Leave out these programs"
              description="Whole paths, one a line."
              placeholder="/usr/bin/ping"
              autosize
              value={binaries}
              onChange={(event) => setBinaries(event.currentTarget.value)}
            />
            <Textarea
              label="Leave out these addresses and ports"
              placeholder="203.0.113.9"
              autosize
              value={values}
              onChange={(event) => setValues(event.currentTarget.value)}
            />
          </>
        )}
        {move === 'break-glass' && (
          <NumberInput label="For how many hours" min={1} max={24} value={hours} onChange={setHours} allowDecimal={false} />
        )}
        <ErrorNote error={moving.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button
            color={move === 'promote' || move === 'break-glass' ? 'red.9' : undefined}
            disabled={reason.trim() === '' || nothingTuned || (move === 'promote' && unsure && override.trim() === '')}
            loading={moving.isPending}
            onClick={act}
          >
            {label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface Given {
  readonly override: string;
  readonly hours: number | string;
  readonly binaries: string;
  readonly values: string;
}

function extra(move: string, given: Given): Partial<PolicyMove> {
  if (move === 'promote') return given.override === '' ? {} : { override: given.override };
  if (move === 'break-glass') return { duration: `${given.hours}h` };
  if (move === 'tune') return { withoutBinaries: listed(given.binaries), withoutValues: listed(given.values) };
  return {};
}
