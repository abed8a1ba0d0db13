/** Something an attacker does in a pod, and what is detected of it. */
export interface Attack {
  readonly id: string;
  readonly label: string;
  readonly activity: { readonly [field: string]: string | number };
  readonly finding: { readonly [field: string]: string | number };
}

export const attacks: readonly Attack[] = [
  {
    id: 'credentials',
    label: 'curl asks for cloud credentials',
    activity: { call: 'connect', binary: '/usr/bin/curl', parent: '/usr/bin/bash', address: '169.254.169.254', port: 80 },
    finding: {
      category: 'Cloud_Credentials_Accessed_By_Network_Utility', severity: 4, process: 'curl', processPath: '/usr/bin/curl',
      destinationIp: '169.254.169.254', destinationPort: 80,
    },
  },
  {
    id: 'mining',
    label: 'A miner calls its pool',
    activity: { call: 'connect', binary: '/tmp/xmrig', parent: '/usr/bin/bash', address: '198.51.100.7', port: 3333 },
    finding: {
      category: 'Crypto_Mining', severity: 4, process: 'xmrig', processPath: '/tmp/xmrig', destinationIp: '198.51.100.7', destinationPort: 3333,
    },
  },
  {
    id: 'shell',
    label: 'A shell calls home',
    activity: { call: 'connect', binary: '/usr/bin/bash', parent: '/usr/bin/python3.12', address: '203.0.113.9', port: 4444 },
    finding: {
      category: 'Reverse_Shell', severity: 5, process: 'bash', processPath: '/usr/bin/bash', destinationIp: '203.0.113.9', destinationPort: 4444,
    },
  },
  {
    id: 'scan',
    label: 'nmap is started',
    activity: { call: 'exec', binary: '/usr/bin/bash', parent: '/usr/bin/bash', file: '/usr/bin/nmap' },
    finding: { category: 'Network_Scanning_Utility', severity: 3, process: 'nmap', processPath: '/usr/bin/nmap' },
  },
];

/** What the kernel did about it, in a sentence. */
export function outcomeText(outcome: string, policy: string | null): string {
  const by = policy ? ` by ${policy}` : '';
  switch (outcome) {
    case 'killed': return `The process was killed${by}.`;
    case 'denied': return `It was denied${by}.`;
    case 'posted': return `It went on, and was reported${by}.`;
    default: return 'It went on; no policy saw it.';
  }
}
