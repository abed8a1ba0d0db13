import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './programs/browser';

const target = join(import.meta.dirname, 'target');
const browser = await findBrowser();

/** The page against the real programs; what failed leaves its trace and picture under target/. */
export default defineConfig({
  testDir: join(import.meta.dirname, 'tests'),
  outputDir: join(target, 'results'),
  globalSetup: join(import.meta.dirname, 'programs/start.ts'),
  reporter: [['list'], ['html', { outputFolder: join(target, 'report'), open: 'never' }], ['junit', { outputFile: join(target, 'junit.xml') }]],
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  // Limits for what hangs, not measures: two cores may be busy with other things as well.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    ...(process.env['SLUICE_E2E_URL'] && { baseURL: process.env['SLUICE_E2E_URL'] }),
    viewport: { width: 1280, height: 800 },
    launchOptions: browser,
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
    reducedMotion: 'reduce',
  },
  projects: [
    { name: 'set-up', testMatch: /set-up\.ts/ },
    { name: 'pages', testMatch: /\.spec\.ts/, dependencies: ['set-up'] },
  ],
});
