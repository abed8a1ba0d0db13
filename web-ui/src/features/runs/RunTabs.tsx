import { Paper, Stack, Tabs, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { Run } from '@/api/types';
import { JsonBlock } from '@/shared/ui/JsonBlock';
import { ChangesView } from './ChangesView';
import { LogView } from './LogView';
import { StepList } from './StepList';
import { Timeline } from './Timeline';

const route = getRouteApi('/runs/$runId');

interface Props {
  readonly run: Run;
  readonly onShow: (node: string) => void;
}

/** The run told in different ways. */
export function RunTabs({ run, onShow }: Props) {
  const { tab = 'timeline' } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (value: string | null) =>
    void navigate({
      search: (before) => ({ ...before, tab: (value ?? 'timeline') as typeof tab }),
      replace: true,
      resetScroll: false,
    });
  return (
    <Paper component="section" radius="lg" p="md" aria-label="The run in detail">
      <Tabs value={tab} onChange={open} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
          <Tabs.Tab value="steps">Steps</Tabs.Tab>
          <Tabs.Tab value="changes">Changes</Tabs.Tab>
          <Tabs.Tab value="data">Data</Tabs.Tab>
          <Tabs.Tab value="log">Log</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="timeline">
          <Timeline run={run} onShow={onShow} />
        </Tabs.Panel>
        <Tabs.Panel value="steps">
          <StepList run={run} onShow={onShow} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <ChangesView run={run} onShow={onShow} />
        </Tabs.Panel>
        <Tabs.Panel value="data">
          <Stack gap="md">
            <div>
              <Title order={3} mb={6}>
                What started it
              </Title>
              <JsonBlock value={run.trigger} label="Trigger" />
            </div>
            <div>
              <Title order={3} mb={6}>
                Variables
              </Title>
              <JsonBlock value={run.variables} label="Variables" empty="It has none." />
            </div>
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <LogView run={run} />
        </Tabs.Panel>
      </Tabs>
    </Paper>
  );
}
