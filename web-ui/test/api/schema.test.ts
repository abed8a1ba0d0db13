// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { describe, it } from 'vitest';

describe('the types of the API', () => {
  it('are those of the OpenAPI document; `npm run api` makes them anew', () => {
    execFileSync('npm', ['run', '--silent', 'api', '--', '--check'], { cwd: new URL('../..', import.meta.url), stdio: 'pipe' });
  });
});
