import { Button, Group, Modal, Text } from '@mantine/core';
import { withInside } from '@/model/areas';
import { isArea } from '@/model/graph';
import { nodeName } from '@/model/workflow';
import { removeSelected } from '../actions/remove';
import { useEditor, useEditorStore } from '../useEditor';

/** An area with work in it is to be removed: with all of it, or without. One step of undo either way. */
export function RemoveAreaDialog() {
  const heal = useEditor((state) => state.removing);
  return heal === undefined ? null : <Asking heal={heal === 'heal'} />;
}

function Asking({ heal }: { readonly heal: boolean }) {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const selection = useEditor((state) => state.selection);
  const areas = document.nodes.filter(({ id, kind }) => isArea(kind) && selection.has(id));
  const inside = withInside(document, areas.map(({ id }) => id)).size - areas.length;
  const what = areas.length === 1 && areas[0] ? `“${nodeName(areas[0])}”` : `${areas.length} areas`;
  const close = () => store.setState({ removing: undefined });
  const remove = () => {
    close();
    removeSelected(store.getState(), heal);
  };
  const release = () => {
    close();
    store.getState().editAll(areas.map(({ id }) => ({ type: 'release', area: id })), `Removed ${what}, the content kept`);
  };
  return (
    <Modal opened onClose={close} title={`Remove ${what}?`}>
      <Text size="sm">
        {inside === 1 ? 'One node stands in it.' : `${inside} nodes stand in it.`} They can go with it, or stay where they are without it. Undo takes either back in one
        step.
      </Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button variant="default" onClick={release}>
          Keep the content
        </Button>
        <Button color="red.9" onClick={remove} data-autofocus>
          Remove all
        </Button>
      </Group>
    </Modal>
  );
}
