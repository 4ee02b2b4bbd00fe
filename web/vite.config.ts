// The static site, into build/site. Everything that is not named here is Vite's default.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;

/** Writes the list of all files into the service worker. */
function precache(): Plugin {
  return {
    name: 'firsthand-precache',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') this.error('src/service_worker.ts was not built');
      const hash = createHash('sha256');
      const files = ['./'];
      const publicFiles = readdirSync(resolve(root, 'public')).map(
        (name) => [name, readFileSync(resolve(root, 'public', name))] as const,
      );
      const built = Object.values(bundle)
        .filter((file) => file !== worker && !file.fileName.endsWith('.map'))
        .map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const);
      const all = [...publicFiles, ...built].sort(([a], [b]) => (a < b ? -1 : 1));
      for (const [name, content] of all) {
        hash.update(name).update('\0').update(content);
        if (name !== 'index.html') files.push(name);
      }
      hash.update(worker.code);
      worker.code = worker.code
        .replace('__FIRSTHAND_FILES__', files.join('|'))
        .replace('__FIRSTHAND_VERSION__', hash.digest('hex').slice(0, 16));
    },
  };
}

export default defineConfig({
  root,
  base: './', // any folder of any static host
  plugins: [precache()],
  worker: { format: 'es' },
  build: {
    outDir: resolve(root, '../build/site'),
    emptyOutDir: true,
    target: ['chrome109', 'firefox111', 'safari17'],
    assetsInlineLimit: 0, // the content security policy allows no data: scripts
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: resolve(root, 'index.html'),
        sw: resolve(root, 'src/service_worker.ts'),
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
