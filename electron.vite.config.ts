/** Builds the main-side entries (shell, hosts, workers), the preload and the page. */
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const entry = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          shell: entry('electron/shell/main.ts'),
          desktop: entry('electron/hosts/desktop.ts'),
          headless: entry('electron/hosts/headless.ts'),
          cli: entry('electron/hosts/cli.ts'),
          'workers/llm': entry('electron/workers/llm.ts'),
          'workers/embed': entry('electron/workers/embed.ts'),
          'workers/crawl': entry('electron/workers/crawl.ts'),
          'workers/parse': entry('electron/workers/parse.ts'),
          'workers/retrieve': entry('electron/workers/retrieve.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { index: entry('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    build: {
      outDir: 'out/renderer',
      minify: true,
      // the page's policy takes fonts and pictures from its own files, not from data addresses
      assetsInlineLimit: 0,
      rollupOptions: { input: entry('renderer/index.html') },
    },
    plugins: [react(), tailwindcss()],
  },
});
