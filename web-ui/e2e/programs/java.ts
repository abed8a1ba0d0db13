import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const needed = 25;

/** A Java that runs the product's programs: JAVA_HOME, the PATH, then the usual folders. */
export function findJava(): string {
  const found = candidates().find((java) => existsSync(java) && versionOf(java) >= needed);
  if (found) return found;
  throw new Error(`Expected a JDK ${needed} or newer, found none. Install one and set JAVA_HOME.`);
}

function candidates(): string[] {
  const home = process.env['JAVA_HOME'];
  const path = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'java'));
  const usual = ['/usr/lib/jvm', '/Library/Java/JavaVirtualMachines', join(process.env['HOME'] ?? '', '.jdks')];
  const installed = usual.filter(existsSync).flatMap((folder) =>
    readdirSync(folder).flatMap((name) => [
      join(folder, name, 'bin/java'),
      join(folder, name, 'Contents/Home/bin/java'),
    ]),
  );
  return [...(home ? [join(home, 'bin/java')] : []), ...path, ...installed];
}

function versionOf(java: string): number {
  try {
    const text = execFileSync(java, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return Number(/(\d+)/.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
