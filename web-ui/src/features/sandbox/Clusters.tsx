import { Alert, Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Happened, type SandboxCluster, sandboxClusterQuery, useSandbox } from '@/api/sandbox';
import { useCan } from '@/api/session';
import { attacks, outcomeText } from '@/model/attack';
import { Badge } from '@/shared/ui/Badge';
import { ErrorNote } from '@/shared/ui/ErrorNote';
import { Loading } from '@/shared/ui/Loading';

/** The cluster that is there from the start. */
const usual = 'prod';

/** The simulated cluster: attack a pod, and see what its agents make of it. */
export function Clusters() {
  const cluster = useQuery(sandboxClusterQuery(usual));
  if (cluster.isPending) return <Loading />;
  if (cluster.isError) return <ErrorNote error={cluster.error} onRetry={() => cluster.refetch()} />;
  return (
    <Stack gap="md">
      <Attacking cluster={cluster.data} />
      <Loaded cluster={cluster.data} />
    </Stack>
  );
}

function Attacking({ cluster }: { readonly cluster: SandboxCluster }) {
  const pods = cluster.pods.map(({ name, namespace }) => `${namespace}/${name}`);
  const [pod, setPod] = useState(pods.find((one) => !one.startsWith('kube-')) ?? '');
  const [attack, setAttack] = useState(attacks[0]?.id ?? '');
  const happening = useSandbox<Happened>();
  const detecting = useSandbox();
  const may = useCan('operator');
  const chosen = attacks.find(({ id }) => id === attack);
  const [namespace = '', name = ''] = pod.split('/');
  const act = async () => {
    if (!chosen) return;
    try {
      await happening.mutateAsync({ path: `kubernetes/${cluster.name}/activity`, body: { ...chosen.activity, namespace, pod: name } });
      await detecting.mutateAsync({ path: 'findings', body: { ...chosen.finding, namespace, pod: name, cluster: cluster.name } });
    } catch {
      // Shown below, from the mutations themselves.
    }
  };
  return (
    <section aria-labelledby="attack">
      <Title order={2} size="h5" id="attack" mb="xs">Attack a pod</Title>
      <Group align="flex-end" gap="sm">
        <Select label="Pod" data={pods} value={pod} onChange={(value) => setPod(value ?? '')} searchable w={300} />
        <Select
          label="What happens"
          data={attacks.map(({ id, label }) => ({ value: id, label }))}
          value={attack}
          onChange={(value) => setAttack(value ?? '')}
          w={260}
        />
        {may && (
          <Button leftSection={<IconBolt size={16} aria-hidden />} loading={happening.isPending || detecting.isPending} disabled={!pod} onClick={() => void act()}>
            Let it happen
          </Button>
        )}
      </Group>
      <ErrorNote error={happening.error ?? detecting.error} />
      {happening.data && (
        <Alert mt="sm" role="status" color={happening.data.outcome === 'killed' ? 'teal' : happening.data.outcome === 'posted' ? 'yellow' : 'gray'}
            title={outcomeText(happening.data.outcome, happening.data.policy)}>
          The detection raises a finding: workflows that begin with CDR findings take it up.
        </Alert>
      )}
    </section>
  );
}

function Loaded({ cluster }: { readonly cluster: SandboxCluster }) {
  return (
    <section aria-labelledby="loaded">
      <Title order={2} size="h5" id="loaded" mb="xs">Policies its agents have loaded</Title>
      <Text size="sm" c="dimmed" mb="xs">Cluster {cluster.name}, Tetragon {cluster.tetragon}; the connection “kubernetes” leads to it.</Text>
      {cluster.policies.length === 0 ? (
        <Text size="sm">None yet. Install the template “CDR findings to policies”, publish it, and attack a pod.</Text>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr><Table.Th>Policy</Table.Th><Table.Th>Namespace</Table.Th><Table.Th>State</Table.Th></Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cluster.policies.map((policy) => (
              <Table.Tr key={`${policy.namespace} ${policy.name}`}>
                <Table.Td className="mono">{policy.name}</Table.Td>
                <Table.Td>{policy.namespace || 'whole cluster'}</Table.Td>
                <Table.Td>
                  <Badge tone={policy.error ? 'bad' : 'good'}>{policy.error ? policy.error : 'loaded'}</Badge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
