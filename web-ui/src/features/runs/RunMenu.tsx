import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsDiff, IconDots, IconPencilDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCan } from '@/api/session';
import type { Run } from '@/api/types';

/** What else can be done with a run. */
export function RunMenu({ run }: { readonly run: Run }) {
  const editor = useCan('editor', run.workflow.id);
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="More about this run">
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowsDiff size={16} aria-hidden />}
          onClick={() => void navigate({ to: '/runs/compare', search: { b: run.id } })}
        >
          Compare with another run
        </Menu.Item>
        {editor && (
          <Menu.Item
            leftSection={<IconPencilDown size={16} aria-hidden />}
            onClick={() =>
              void navigate({
                to: '/workflows/$workflowId/edit',
                params: { workflowId: run.workflow.id },
                search: { run: run.id, panel: 'trial' },
              })
            }
          >
            Load into the editor as pins
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
