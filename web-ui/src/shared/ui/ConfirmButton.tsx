import { Button, type ButtonProps, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface Props extends Omit<ButtonProps, 'children' | 'onClick'> {
  readonly label: string;
  readonly question: string;
  readonly children?: ReactNode;
  readonly confirm: string;
  readonly onConfirm: () => void;
}

/** A button for something that cannot be taken back: asks first. */
export function ConfirmButton({ label, question, children, confirm, onConfirm, ...button }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  const act = () => {
    close();
    onConfirm();
  };
  return (
    <>
      <Button {...button} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={question}>
        <Text size="sm">{children}</Text>
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={close} data-autofocus>
            Keep
          </Button>
          <Button color="red" onClick={act}>
            {confirm}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
