import { Tabs } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCan } from '@/api/session';
import { PageHeader } from '@/shared/ui/PageHeader';
import { GeneralSettings } from './GeneralSettings';
import { Groups } from './Groups';
import { OwnAccount } from './OwnAccount';
import { Projects } from './Projects';
import { RetentionSettings } from './RetentionSettings';
import { Tokens } from './Tokens';
import { Users } from './Users';

const route = getRouteApi('/settings');

export function SettingsPage() {
  const { tab = 'general' } = route.useSearch();
  const navigate = route.useNavigate();
  const admin = useCan('admin');
  const shown = admin ? tab : 'account';
  return (
    <>
      <PageHeader title="Settings" lead="Who may do what, and how this installation behaves." />
      <Tabs
        value={shown}
        keepMounted={false}
        onChange={(value) => void navigate({ search: { tab: (value ?? 'general') as typeof tab }, replace: true })}
      >
        <Tabs.List mb="md">
          {admin && <Tabs.Tab value="general">General</Tabs.Tab>}
          {admin && <Tabs.Tab value="retention">Retention</Tabs.Tab>}
          {admin && <Tabs.Tab value="users">People</Tabs.Tab>}
          {admin && <Tabs.Tab value="groups">Groups</Tabs.Tab>}
          {admin && <Tabs.Tab value="projects">Projects</Tabs.Tab>}
          {admin && <Tabs.Tab value="tokens">API tokens</Tabs.Tab>}
          <Tabs.Tab value="account">My account</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="general">
          <GeneralSettings />
        </Tabs.Panel>
        <Tabs.Panel value="retention">
          <RetentionSettings />
        </Tabs.Panel>
        <Tabs.Panel value="users">
          <Users />
        </Tabs.Panel>
        <Tabs.Panel value="groups">
          <Groups />
        </Tabs.Panel>
        <Tabs.Panel value="projects">
          <Projects />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <Tokens />
        </Tabs.Panel>
        <Tabs.Panel value="account">
          <OwnAccount />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
