import { existsSync } from 'node:fs';

export interface Browser {
  readonly executablePath?: string;
  readonly args: string[];
  /** The environment it is started with; the own one where it needs nothing else. */
  readonly env?: Record<string, string>;
}

const wanted = process.env['SLUICE_CHROMIUM'] ?? '';
const places = [wanted, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const args = ['--no-sandbox', '--disable-dev-shm-usage'];

/**
 * The machine's own Chromium; where there is none (or SLUICE_CHROMIUM=package), the one that the
 * package @sparticuz/chromium carries, with its libraries; on other systems than Linux, Playwright's.
 */
export async function findBrowser(): Promise<Browser> {
  const own = wanted === 'package' ? undefined : places.find((path) => path !== '' && existsSync(path));
  if (own) return { executablePath: own, args };
  return process.platform === 'linux' ? packaged() : { args };
}

/** The package changes the environment for its browser; nothing else shall find its libraries. */
async function packaged(): Promise<Browser> {
  const before = { ...process.env };
  try {
    process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x';
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    return { executablePath, args: [...args, '--no-zygote', '--headless=shell'], env: copyOf(process.env) };
  } finally {
    for (const name of ['AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH']) restore(name, before[name]);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

function copyOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
