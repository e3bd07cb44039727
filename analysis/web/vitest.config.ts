import { defineConfig } from "vitest/config";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    maxWorkers: 2, // a browser each
    minWorkers: 1,
    reporters: ["verbose"],
  },
});
