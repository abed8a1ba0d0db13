import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { RightsDialog } from '@/shared/grants/RightsDialog';

/** Asks for a name, and shows what is granted to whoever has it. */
export function RightsLookup() {
  const [asking, setAsking] = useState(false);
  const [name, setName] = useState('');
  const [shown, setShown] = useState<string>();
  const show = () => {
    setAsking(false);
    setShown(name.trim());
  };
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Rights of a person
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Rights of a person">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            show();
          }}
        >
          <TextInput label="User name" data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Group justify="flex-end" mt="md">
            <Button type="submit" disabled={name.trim() === ''}>
              Show
            </Button>
          </Group>
        </form>
      </Modal>
      {shown && <RightsDialog name={shown} onClose={() => setShown(undefined)} />}
    </>
  );
}
