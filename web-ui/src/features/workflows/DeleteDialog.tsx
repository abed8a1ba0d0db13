import { Button, Group, Modal, Text } from '@mantine/core';

interface Props {
  readonly name: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onDelete: () => void;
}

export function DeleteDialog({ name, opened, onClose, onDelete }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Delete “${name}”?`}>
      <Text size="sm">
        Its draft and triggers go. Runs that have begun keep their version and go on.
      </Text>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button
          color="red.9"
          onClick={() => {
            onClose();
            onDelete();
          }}
        >
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
