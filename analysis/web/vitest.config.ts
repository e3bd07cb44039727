import { defineConfig } from "vitest/config";

export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact" },
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    fileParallelism: false, // one browser at a time
    reporters: ["verbose"],
  },
});
