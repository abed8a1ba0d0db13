import { Alert, Button, Group, List, Paper, SegmentedControl, Stack, Table, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  type ClusterState, type Policy, type PolicyHit, type PolicyOffer, policyQuery, type PolicySummary, type PolicyTransition, useExplainHit,
} from '@/api/policies';
import { useCan } from '@/api/session';
import { categoryText, hitsText, moveLook, placeText, policyLook } from '@/model/policy';
import { Badge, type BadgeTone } from '@/shared/ui/Badge';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { JsonBlock } from '@/shared/ui/JsonBlock';
import { TextLink } from '@/shared/ui/links';
import { Loading } from '@/shared/ui/Loading';
import { PageHeader } from '@/shared/ui/PageHeader';
import { notifyProblem } from '@/shared/ui/notify';
import { When } from '@/shared/ui/When';
import { MoveDialog } from './MoveDialog';
import { PolicyBadge } from './PolicyBadge';
import { Road } from './Road';

const route = getRouteApi('/policies/$policyId');

export function PolicyPage() {
  const { policyId } = route.useParams();
  const policy = useQuery(policyQuery(policyId));
  if (policy.isPending) return <Loading rows={4} height={120} />;
  if (policy.isError) return <ErrorNote error={policy.error} onRetry={() => policy.refetch()} />;
  return <Shown policy={policy.data} />;
}

function Shown({ policy: whole }: { readonly policy: Policy }) {
  const [move, setMove] = useState<string>();
  const { policy, hits } = whole;
  return (
    <>
      <TextLink to="/policies" size="sm">Policies</TextLink>
      <PageHeader
        title={categoryText(policy.category)}
        lead={[placeText(policy), policy.technique, `generation ${policy.generation}`].filter((part) => part !== '').join(' · ')}
        actions={<Moves offers={whole.moves} onChoose={setMove} />}
      />
      <Stack gap="md">
        <Standing policy={policy} refused={whole.moves.filter(({ allowed }) => !allowed)} />
        <Section title="What it would have stopped, or did" id="hits">
          <Text size="sm" mb="xs">
            Hits: <b>{hitsText(hits)}</b>. {hits.why}
          </Text>
          {hits.items.length > 0 && <Hits policy={policy.id} hits={hits.items} />}
        </Section>
        <Section title="Clusters" id="clusters">
          {whole.clusterStates.length === 0 ? <Text size="sm" c="dimmed">It is for no cluster.</Text> : <Clusters states={whole.clusterStates} />}
        </Section>
        <Manifests whole={whole} />
        <Section title="History" id="history">
          {whole.transitions.length === 0 ? <Text size="sm" c="dimmed">Nothing has happened yet.</Text> : <History steps={whole.transitions} />}
        </Section>
      </Stack>
      {move && <MoveDialog policy={whole} move={move} onClose={() => setMove(undefined)} />}
    </>
  );
}

function Moves({ offers, onChoose }: { readonly offers: readonly PolicyOffer[]; readonly onChoose: (move: string) => void }) {
  return (
    <Group gap="xs">
      {offers.map((offer) => (
        <Tooltip key={offer.move} label={offer.message ?? ''} disabled={offer.allowed} multiline maw={340}>
          <Button
            variant={offer.move === 'promote' ? 'filled' : 'default'}
            aria-disabled={!offer.allowed}
            data-disabled={!offer.allowed || undefined}
            onClick={() => offer.allowed && onChoose(offer.move)}
          >
            {moveLook(offer.move).label}
          </Button>
        </Tooltip>
      ))}
    </Group>
  );
}

function Standing({ policy, refused }: { readonly policy: PolicySummary; readonly refused: readonly PolicyOffer[] }) {
  return (
    <Paper radius="lg" p="lg">
      <Group gap="sm" mb="sm">
        <PolicyBadge status={policy.status} />
        <Text size="sm">{policyLook(policy.status).says}</Text>
      </Group>
      <Road status={policy.status} />
      {refused.length > 0 && (
        <List size="sm" mt="sm" c="dimmed">
          {refused.map((offer) => (
            <List.Item key={offer.move}>
              <b>{moveLook(offer.move).label}</b> is not possible now. {offer.message}
            </List.Item>
          ))}
        </List>
      )}
      {policy.whyNot && (
        <Alert mt="sm" color="yellow" icon={<IconAlertTriangle aria-hidden />} title="It can only watch">
          {policy.whyNot}
        </Alert>
      )}
      {policy.breakGlassUntil && (
        <Alert mt="sm" color="red" icon={<IconAlertTriangle aria-hidden />} title="The glass is broken">
          Enforced without the usual road until <When at={policy.breakGlassUntil} as="full" />; then it goes back to review by itself.
        </Alert>
      )}
    </Paper>
  );
}

function Section({ title, id, children }: { readonly title: string; readonly id: string; readonly children: ReactNode }) {
  return (
    <Paper component="section" aria-labelledby={id} radius="lg" p="lg">
      <Title order={2} size="h4" id={id} mb="xs">{title}</Title>
      {children}
    </Paper>
  );
}

function Manifests({ whole }: { readonly whole: Policy }) {
  const forms = [
    { value: 'audit', label: 'Watching', yaml: whole.auditManifest },
    { value: 'enforce', label: 'Stopping', yaml: whole.enforceManifest },
  ].filter((form) => form.yaml !== null);
  const [chosen, setChosen] = useState(forms[0]?.value ?? '');
  const form = forms.find(({ value }) => value === chosen);
  return (
    <Section title="The policy" id="manifest">
      {form ? (
        <Stack gap="xs">
          {forms.length > 1 && (
            <SegmentedControl aria-label="Form" data={forms.map(({ value, label }) => ({ value, label }))} value={chosen} onChange={setChosen} />
          )}
          <JsonBlock value={form.yaml ?? ''} label="Policy" maxHeight={420} />
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">There is none.</Text>
      )}
      {whole.policy.notes.length > 0 && (
        <List size="sm" mt="sm">
          {whole.policy.notes.map((note) => <List.Item key={note}>{note}</List.Item>)}
        </List>
      )}
    </Section>
  );
}

function Hits({ policy, hits }: { readonly policy: string; readonly hits: readonly PolicyHit[] }) {
  const explain = useExplainHit(policy);
  const may = useCan('operator');
  return (
    <Grid label="Hits" heads={['Namespace', 'Pod', 'Program', 'Times', 'Last', 'Explained']}>
      {hits.map((hit) => (
        <Table.Tr key={hit.key}>
          <Table.Td>{hit.namespace}</Table.Td>
          <Table.Td>{hit.pod}</Table.Td>
          <Table.Td className="mono">{hit.binary}</Table.Td>
          <Table.Td>{hit.count}{hit.stopped > 0 && ` (${hit.stopped} stopped)`}</Table.Td>
          <Table.Td><When at={hit.lastAt} /></Table.Td>
          <Table.Td>
            {hit.explainedBy ? (
              `${hit.explanation} (${hit.explainedBy})`
            ) : may ? (
              <Explain onSay={(explanation) => explain.mutate({ hit: hit.key, explanation }, { onError: notifyProblem })} />
            ) : (
              'Not yet: by someone with the role operator'
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </Grid>
  );
}

function Explain({ onSay }: { readonly onSay: (explanation: string) => void }) {
  const [text, setText] = useState('');
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        size="xs"
        aria-label="Why this hit is right"
        placeholder="What the policy is made for"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="compact-xs" variant="default" disabled={text.trim() === ''} onClick={() => onSay(text)}>
        Explain
      </Button>
    </Group>
  );
}

const results: { readonly [result: string]: { readonly label: string; readonly tone: BadgeTone } | undefined } = {
  pending: { label: 'Not yet', tone: 'plain' },
  auditing: { label: 'Watching', tone: 'wait' },
  enforced: { label: 'Stopping', tone: 'good' },
  removed: { label: 'Removed', tone: 'plain' },
  failed: { label: 'Failed', tone: 'bad' },
  conflict: { label: 'Conflict', tone: 'bad' },
  drifted: { label: 'Changed by others', tone: 'warn' },
};

function Clusters({ states }: { readonly states: readonly ClusterState[] }) {
  return (
    <Grid label="Clusters" heads={['Cluster', 'State', 'When', 'What stood in the way']}>
      {states.map((state) => (
        <Table.Tr key={state.cluster}>
          <Table.Td>{state.cluster}</Table.Td>
          <Table.Td><Badge tone={results[state.result]?.tone ?? 'plain'}>{results[state.result]?.label ?? state.result}</Badge></Table.Td>
          <Table.Td>{state.at ? <When at={state.at} /> : '–'}</Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>{state.message}</Table.Td>
        </Table.Tr>
      ))}
    </Grid>
  );
}

function History({ steps }: { readonly steps: readonly PolicyTransition[] }) {
  return (
    <Grid label="History" heads={['When', 'From', 'To', 'By', 'Why']}>
      {steps.map((step) => (
        <Table.Tr key={`${step.at} ${step.move} ${step.to}`}>
          <Table.Td><When at={step.at} as="full" /></Table.Td>
          <Table.Td>{policyLook(step.from).label}</Table.Td>
          <Table.Td><PolicyBadge status={step.to} /></Table.Td>
          <Table.Td>{step.by}</Table.Td>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>{step.reason}</Table.Td>
        </Table.Tr>
      ))}
    </Grid>
  );
}

function Grid({ label, heads, children }: { readonly label: string; readonly heads: readonly string[]; readonly children: ReactNode }) {
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': `${label}, in a table` } }}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>{heads.map((head) => <Table.Th key={head}>{head}</Table.Th>)}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
