import { defineConfig } from 'vitest/config'

// For what needs no servers: the rules of the house, quick enough before each commit.
export default defineConfig({ test: { include: ['tests/architecture.test.ts'] } })
