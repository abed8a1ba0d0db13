import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../programs/browser';

const browser = await findBrowser();

/** Measurements, one at a time; each appends its figures to bench/results/results.jsonl. */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: join(import.meta.dirname, '../target/figures'),
  globalSetup: join(import.meta.dirname, '../programs/start.ts'),
  reporter: [['list']],
  workers: 1,
  timeout: 300_000,
  use: {
    ...(process.env['SLUICE_E2E_URL'] && { baseURL: process.env['SLUICE_E2E_URL'] }),
    viewport: { width: 1280, height: 800 },
    launchOptions: browser,
    actionTimeout: 20_000,
  },
  projects: [
    { name: 'set-up', testDir: join(import.meta.dirname, '../tests'), testMatch: /set-up\.ts/ },
    { name: 'figures', testMatch: /\.figures\.ts/, dependencies: ['set-up'] },
  ],
});
