import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/fixtures/**'],
    globalSetup: 'test/support/own-temp-folder.ts',
    // A test that asserts nothing, or runs alone, proves nothing.
    expect: { requireAssertions: true },
    allowOnly: false,
    // Some tests start processes and a browser: patience for a busy machine, not for a slow program.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
