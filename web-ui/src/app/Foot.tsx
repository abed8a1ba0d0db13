import { ActionIcon, Group, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconDeviceDesktop, IconLogout, IconMoon, IconSelector, IconSun, IconUser,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSession, useSignOut } from '@/api/session';
import { HelpMenu } from './HelpMenu';
import classes from './Shell.module.css';

const schemes = [
  { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
] as const;

/** Who is here, how bright it is, and the way out. */
export function Foot() {
  const session = useSession();
  const signOut = useSignOut();
  return (
    <Group className={classes['foot']} justify="space-between" wrap="nowrap" gap={4}>
      <Menu position="top-start" width={200}>
        <Menu.Target>
          <UnstyledButton px={8} py={4} miw={0} flex={1}>
            <Group gap={6} wrap="nowrap">
              <div>
                <Text size="sm" fw={600} truncate maw={96}>
                  {session?.user?.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {session?.project} · {session?.version}
                </Text>
              </div>
              <IconSelector size={15} aria-hidden />
            </Group>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{session?.user?.roles.join(', ')}</Menu.Label>
          <Menu.Item
            leftSection={<IconUser size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/settings" search={{ tab: 'account' }} {...props} />}
          >
            My account
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signOut.mutate()}>
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Group gap={0} wrap="nowrap">
        <HelpMenu />
        <SchemeMenu />
      </Group>
    </Group>
  );
}

function SchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = schemes.find((scheme) => scheme.value === colorScheme)?.icon ?? IconDeviceDesktop;
  return (
    <Menu position="top-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Light or dark">
          <Current size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} aria-hidden />}
            fw={value === colorScheme ? 650 : 400}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
