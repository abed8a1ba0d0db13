import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findJava } from './java';
import { freePort, Program } from './program';

/** The project's folder, with the built programs in it; another one for trying. */
const home = resolve(process.env['SLUICE_E2E_HOME'] ?? join(import.meta.dirname, '../../..'));

/** A fresh installation: the sandbox and the server, with a data folder of their own. */
export interface Installation {
  readonly url: string;
  /** What a person reads in the terminal to make the first account. */
  readonly setUpToken: string;
  /** The token of this machine's administrator, as the command line uses it. */
  readonly token: string;
  stop(): Promise<void>;
}

export async function install(folder: string): Promise<Installation> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const java = findJava();
  const sandboxPort = await freePort();
  const sandbox = await Program.start({
    java,
    jar: join(home, 'sandbox/target/sluice-sandbox.jar'),
    heap: '192m',
    args: ['--port', String(sandboxPort), '--data', join(folder, 'sandbox')],
    environment: {},
    port: sandboxPort,
    log: join(folder, 'sandbox.log'),
  });
  try {
    return await withServer(folder, java, sandbox, sandboxPort);
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
}

async function withServer(folder: string, java: string, sandbox: Program, sandboxPort: number): Promise<Installation> {
  const port = await freePort();
  const data = join(folder, 'data');
  const server = await Program.start({
    java,
    jar: join(home, 'app/target/sluice-app.jar'),
    heap: '640m',
    args: [],
    environment: {
      SLUICE_PORT: String(port),
      SLUICE_DATA: data,
      SLUICE_SANDBOX_URL: `http://localhost:${sandboxPort}`,
      // Policies are asked about as soon as they watch.
      SLUICE_CDR_MINIMUM_AUDIT: 'PT0S',
    },
    port,
    log: join(folder, 'app.log'),
  });
  return {
    url: `http://127.0.0.1:${port}`,
    setUpToken: await server.printed(/Set-up token: (\S+)/),
    token: readFileSync(join(data, 'cli-token'), 'utf8').trim(),
    // The server first, so that its last calls still find the sandbox.
    stop: async () => {
      await server.stop();
      await sandbox.stop();
    },
  };
}
