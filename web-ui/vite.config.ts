import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The server replaces this placeholder by a fresh nonce each time it serves index.html. */
const noncePlaceholder = '__CSP_NONCE__';

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  html: { cspNonce: noncePlaceholder },
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    license: { fileName: 'third-party-licences.md' },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['SLUICE_URL'] ?? 'http://127.0.0.1:8080' },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    css: false,
    // A limit for what hangs, not a measure: a machine may be busy with ten other things.
    testTimeout: 120_000,
    reporters: ['default'],
  },
});
