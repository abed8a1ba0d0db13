import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { install } from './installation';

/**
 * Starts a fresh installation for the whole suite; what it answers stops it. With SLUICE_E2E_URL (and
 * SLUICE_E2E_TOKEN) one that runs already is taken: add `--no-deps` once its people are known.
 */
export default async function start(config: FullConfig): Promise<(() => Promise<void>) | undefined> {
  if (process.env['SLUICE_E2E_URL']) return undefined;
  const folder = join(import.meta.dirname, '../target/installation');
  rmSync(join(import.meta.dirname, '../target/people'), { recursive: true, force: true });
  const installation = await install(folder);
  process.env['SLUICE_E2E_URL'] = installation.url;
  process.env['SLUICE_E2E_TOKEN'] = installation.token;
  process.env['SLUICE_E2E_SETUP_TOKEN'] = installation.setUpToken;
  for (const project of config.projects) project.use.baseURL = installation.url;
  return installation.stop;
}
