// One page at a time, as one file: PAGE=report (the default) builds report.html into dist/report.html
// with all scripts and styles inside. A further page is a further HTML file beside this one, and its
// name in build.mjs.
import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

const page = process.env.PAGE ?? "report";

export default defineConfig({
  plugins: [viteSingleFile({ removeViteModuleLoader: true })],
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  build: {
    target: "es2020",
    outDir: "dist",
    emptyOutDir: false,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: { input: `${page}.html` },
  },
});
