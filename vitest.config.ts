import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/global_setup.ts',
    pool: 'forks',
    // Tests mostly wait for servers and processes: two at a time on two cores.
    maxWorkers: 2,
    // Tests wait for real servers, on machines that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
