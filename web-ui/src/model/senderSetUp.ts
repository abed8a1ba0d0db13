import type { JsonObject } from './json';

/** A thing to do at the sender's; what is to be copied over stands beside it. */
export interface SetUpStep {
  readonly text: string;
  readonly copy?: string | undefined;
  /** Stands for the secret, which is shown once and never part of what is copied whole. */
  readonly secret?: boolean;
}

export interface SenderSetUp {
  /** Where the steps are done. */
  readonly title: string;
  readonly steps: readonly SetUpStep[];
  /** A signed delivery from a terminal. */
  readonly example: string;
  /** What the example sets off. */
  readonly sets: string;
}

interface Sender {
  readonly type: string;
  readonly url: string;
  readonly config: JsonObject;
}

const nothingBegins = 'It is empty: the light changes and no run begins.';
const aRunBegins = 'While the workflow is switched on, this begins a run.';

/** What to do at the sender's so that its deliveries get here; undefined for what nobody delivers to. */
export function senderSetUp({ type, url, config }: Sender): SenderSetUp | undefined {
  if (type === 'qualys.cdr-push') return qualys(url);
  if (type === 'webhook' && config['signature'] === 'aws-sns') return sns(url);
  if (type === 'webhook') return webhook(url, text(config['signature']) || 'raw-hex', text(config['header']));
  return eventBridge(url);
}

function qualys(url: string): SenderSetUp {
  return {
    title: 'In the Qualys console',
    steps: [
      { text: 'Open TotalCloud › Settings › Integrations and add a Webhook integration.' },
      { text: 'Paste this as its URL:', copy: url },
      { text: 'Paste the secret for HMAC signature verification.', secret: true },
      { text: 'Choose these event types:', copy: 'Container threats, CDR detections' },
      { text: 'Save, and send a test event if it offers one. The light above turns as soon as one arrives.' },
    ],
    example: signed(url, 'X-Qualys-Signature', '[]'),
    sets: nothingBegins,
  };
}

function webhook(url: string, scheme: string, header: string): SenderSetUp {
  const way = ways[scheme] ?? ways['raw-hex'];
  const { how, example } = way(header);
  return {
    title: 'At the sender',
    steps: [
      { text: 'Let it send a POST with a JSON body to this URL:', copy: url },
      { text: 'Give it the secret.', secret: true },
      how,
      { text: 'Send a test event. The light above turns as soon as one arrives.' },
    ],
    example: example(url),
    sets: aRunBegins,
  };
}

function sns(url: string): SenderSetUp {
  return {
    title: 'In the AWS console',
    steps: [
      { text: 'Put the topic’s ARN into “Topics” here, and publish the workflow.' },
      { text: 'In SNS, make a subscription of the topic with this protocol:', copy: 'HTTPS' },
      { text: 'Paste this as its endpoint; leave “raw message delivery” off:', copy: url },
      { text: 'It is confirmed by itself. The light above turns as soon as the confirmation arrives.' },
    ],
    example: "aws sns publish --topic-arn 'arn:…' --message '{\"test\":true}'",
    sets: aRunBegins,
  };
}

interface Way {
  readonly how: SetUpStep;
  readonly example: (url: string) => string;
}

const body = '{"test":true}';

const rawHex = (header: string): Way => {
  const name = header || 'X-Qualys-Signature';
  return {
    how: { text: 'It signs the raw body with HMAC-SHA256 and sends that, in hexadecimal, in this header:', copy: name },
    example: (url) => signed(url, name, body),
  };
};

const ways: { readonly [scheme: string]: ((header: string) => Way) | undefined; readonly 'raw-hex': (header: string) => Way } = {
  'raw-hex': rawHex,
  github: () => ({
    how: { text: 'In GitHub: Settings › Webhooks › Add webhook, with this content type; then choose the events.', copy: 'application/json' },
    example: (url) => signed(url, 'X-Hub-Signature-256', body, 'sha256='),
  }),
  stripe: () => ({
    how: { text: 'It signs “time.body” with HMAC-SHA256 and sends t=time,v1=signature in this header:', copy: 'Stripe-Signature' },
    example: (url) => timed(url, '$time.$body', '-H "Stripe-Signature: t=$time,v1=$(sign)"'),
  }),
  slack: () => ({
    how: { text: 'It signs “v0:time:body” with HMAC-SHA256 and sends v0=signature in this header, the time in X-Slack-Request-Timestamp:', copy: 'X-Slack-Signature' },
    example: (url) => timed(url, 'v0:$time:$body', '-H "X-Slack-Request-Timestamp: $time" -H "X-Slack-Signature: v0=$(sign)"'),
  }),
  'standard-webhooks': () => ({
    how: { text: 'It signs as Standard Webhooks has it: the headers webhook-id, webhook-timestamp and this one.', copy: 'webhook-signature' },
    example: (url) =>
      [
        `secret='…'  time=$(date +%s)  id=test-$time  body='${body}'`,
        `sign() { printf %s "$id.$time.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:"$(printf %s "\${secret#whsec_}" | base64 -d | xxd -p -c 256)" -binary | base64; }`,
        `curl -i '${url}' -H 'Content-Type: application/json' -H "webhook-id: $id" -H "webhook-timestamp: $time" -H "webhook-signature: v1,$(sign)" -d "$body"`,
      ].join('\n'),
  }),
  token: (header) => {
    const name = header || 'X-Sluice-Token';
    return {
      how: { text: 'It sends the secret itself in this header:', copy: name },
      example: (url) => [`secret='…'`, `curl -i '${url}' -H 'Content-Type: application/json' -H "${name}: $secret" -d '${body}'`].join('\n'),
    };
  },
};

function eventBridge(url: string): SenderSetUp {
  return {
    title: 'In the AWS console',
    steps: [
      { text: 'In EventBridge, make a connection with the authorisation type API key and this key name:', copy: 'X-Api-Key' },
      { text: 'Its value is the secret.', secret: true },
      { text: 'Make an API destination with that connection, the method POST, and this endpoint:', copy: url },
      { text: 'Make a rule for the events, with the API destination as its target.' },
    ],
    example: [`secret='…'`, `curl -i '${url}' -H 'Content-Type: application/json' -H "X-Api-Key: $secret" -d '{"id":"test-1","source":"test","detail-type":"test","detail":{}}'`].join('\n'),
    sets: 'No workflow knows its kind: the light changes and no run begins.',
  };
}

function signed(url: string, header: string, content: string, prefix = ''): string {
  return [
    `secret='…'  body='${content}'`,
    `sign() { printf %s "$body" | openssl dgst -sha256 -hmac "$secret" | sed 's/.* //'; }`,
    `curl -i '${url}' -H 'Content-Type: application/json' -H "${header}: ${prefix}$(sign)" -d "$body"`,
  ].join('\n');
}

function timed(url: string, what: string, headers: string): string {
  return [
    `secret='…'  time=$(date +%s)  body='${body}'`,
    `sign() { printf %s "${what}" | openssl dgst -sha256 -hmac "$secret" | sed 's/.* //'; }`,
    `curl -i '${url}' -H 'Content-Type: application/json' ${headers} -d "$body"`,
  ].join('\n');
}

/** The steps as text, for a colleague who can do them; the secret goes another way. */
export function stepsText({ title, steps }: SenderSetUp): string {
  const lines = steps.map((step, index) => {
    const end = step.copy === undefined ? '' : ` ${step.copy}`;
    return `${index + 1}. ${step.text}${step.secret ? ' (You get it another way.)' : end}`;
  });
  return [`${title}:`, ...lines].join('\n');
}

/** Whether the sender gets through. */
export type Contact =
  | { readonly state: 'no-secret' | 'waiting' }
  | { readonly state: 'received'; readonly at: string }
  | { readonly state: 'refused'; readonly at: string; readonly before: string | undefined };

interface Heard {
  readonly secretSet?: boolean | null;
  readonly received?: string | null;
  readonly refused?: string | null;
}

/** The newer of the last good and the last bad delivery tells. */
export function contactOf({ secretSet, received, refused }: Heard): Contact {
  if (refused && (!received || Date.parse(refused) > Date.parse(received))) {
    return { state: 'refused', at: refused, before: received ?? undefined };
  }
  if (received) return { state: 'received', at: received };
  return { state: secretSet === false ? 'no-secret' : 'waiting' };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
