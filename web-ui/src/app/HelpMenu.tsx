import { ActionIcon, Menu } from '@mantine/core';
import { IconHelp, IconRoute } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useCan, useSession } from '@/api/session';
import { useTour } from '@/shared/tour/useTour';

/** The way back to what one has skipped. */
export function HelpMenu() {
  const session = useSession();
  const editor = useCan('editor');
  const operator = useCan('operator');
  const navigate = useNavigate();
  const { begin } = useTour();
  const possible = Boolean(session?.sandbox) && editor && operator;
  const start = () => {
    begin();
    void navigate({ to: '/workflows' });
  };
  return (
    <Menu position="top-end" width={230}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Help">
          <IconHelp size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconRoute size={16} aria-hidden />} disabled={!possible} onClick={start}>
          First five minutes
        </Menu.Item>
        {!possible && <Menu.Label>The tour needs the sandbox and the roles editor and operator.</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}
