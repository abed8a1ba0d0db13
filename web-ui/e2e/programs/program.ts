import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A limit for what hangs: a busy machine takes minutes to start a server. */
const readyWithin = 360_000;
const stopWithin = 20_000;

interface Launch {
  readonly java: string;
  readonly jar: string;
  readonly heap: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
  readonly log: string;
}

/** One of the product's programs as a process of its own; its output goes to a file. */
export class Program {
  private output = '';

  private constructor(
    private readonly process: ChildProcess,
    private readonly log: string,
  ) {
    const file = createWriteStream(log);
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        file.write(chunk);
      });
    }
  }

  /** Starts a jar and waits until it listens. */
  static async start(launch: Launch): Promise<Program> {
    const { java, jar, heap, args, environment, port, log } = launch;
    if (!existsSync(jar)) throw new Error(`Expected the program ${jar}, found none. Build it: ./sluice build`);
    // They live for minutes: what the second compiler would gain later costs more now.
    const flags = [`-Xmx${heap}`, '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow'];
    const program = new Program(
      spawn(java, [...flags, '-jar', jar, ...args], {
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
      log,
    );
    try {
      await program.until(() => listens(port), 'listens');
    } catch (error) {
      await program.stop();
      throw error;
    }
    return program;
  }

  /** Waits for a line that the program prints; answers its first group. */
  async printed(pattern: RegExp): Promise<string> {
    await this.until(async () => pattern.test(this.output), `prints ${pattern}`);
    return pattern.exec(this.output)?.[1] ?? '';
  }

  async stop(): Promise<void> {
    if (this.ended()) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await Promise.race([ended, pause(stopWithin, undefined, { ref: false })]);
    if (!this.ended()) this.process.kill('SIGKILL');
  }

  private ended(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  private async until(holds: () => Promise<boolean>, what: string): Promise<void> {
    const end = Date.now() + readyWithin;
    while (!(await holds())) {
      if (this.ended()) throw new Error(`The program ended before it ${what}; see ${this.log}`);
      if (Date.now() > end) throw new Error(`The program did not get to where it ${what}; see ${this.log}`);
      await pause(100);
    }
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
