import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCancelRun } from '@/api/runs';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { notifyDone } from '@/shared/ui/notify';

interface Props {
  readonly runs: readonly string[];
  readonly opened: boolean;
  readonly onClose: () => void;
  /** How many changes of the one run can be undone, where that is known. */
  readonly undoable?: number;
}

/** Stops runs, and undoes what they changed if so wished. */
export function CancelDialog({ runs, opened, onClose, undoable }: Props) {
  const [undo, setUndo] = useState('no');
  const [reason, setReason] = useState('');
  const cancel = useCancelRun();
  const act = async () => {
    try {
      for (const run of runs) await cancel.mutateAsync({ run, undo: undo === 'yes', reason });
      notifyDone(undo === 'yes' ? 'Canceling; its changes are being undone.' : 'Canceling.');
      onClose();
    } catch {
      // Shown below, from the mutation itself.
    }
  };
  return (
    <Modal opened={opened} onClose={onClose} title={runs.length > 1 ? `Cancel ${runs.length} runs?` : 'Cancel this run?'}>
      <Stack>
        <Radio.Group label="What about the changes it has made?" value={undo} onChange={setUndo}>
          <Stack gap="xs" mt="xs">
            <Radio value="no" label="Leave them" description="It stops where it is; what was changed stays changed." />
            <Radio
              value="yes"
              label={undoable === undefined ? 'Undo them' : `Undo them (${undoable} can be undone)`}
              description="In reverse order, each as a recorded change of its own. The run ends when the last is undone."
              disabled={undoable === 0}
            />
          </Stack>
        </Radio.Group>
        <TextInput
          label="Why"
          placeholder="Kept in the run and in the audit"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorNote error={cancel.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            Let it run
          </Button>
          <Button color="red.9" loading={cancel.isPending} onClick={() => void act()}>
            {undo === 'yes' ? 'Cancel and undo' : 'Cancel'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
