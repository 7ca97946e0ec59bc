// Builds the page twice into dist/page: as files for a server, and as one file among them that needs none, to be saved and sent. Both
// may run nothing but their own script, and ask nobody but their own origin; the single file asks nobody at all.
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/** `wasm-unsafe-eval` lets AquaVM compile, and nothing else. */
const POLICY = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'";
const SERVED = `${POLICY}; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'`;

const policy = (text) => ({
  name: 'policy',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace(
        '<meta charset',
        `<meta http-equiv="Content-Security-Policy" content="${text}" />\n    <meta charset`,
      ),
  },
});

const common = {
  configFile: false,
  root: at('src/page'),
  base: './',
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};
const options = { emptyOutDir: true, modulePreload: false, reportCompressedSize: false, target: 'es2022' };

/** AquaVM becomes a `data:` address in it. */
const whole = await build({
  ...common,
  define: { IS_ALONE: 'true', SINGLE_FILE: 'undefined' },
  build: {
    ...options,
    ...{ write: false, assetsInlineLimit: Number.MAX_SAFE_INTEGER, cssCodeSplit: false },
    ...{ chunkSizeWarningLimit: 10_000 },
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
const html = singleFile(whole.output);
/** Servers let browsers keep what is in `assets/`: a name is of one content. */
const name = `assets/explorer-${createHash('sha256').update(html).digest('base64url').slice(0, 8)}.html`;

await rm(at('dist/page'), { recursive: true, force: true });
await build({
  ...common,
  plugins: [policy(SERVED)],
  define: { IS_ALONE: 'false', SINGLE_FILE: JSON.stringify(name) },
  build: { ...options, outDir: at('dist/page'), assetsInlineLimit: 0, chunkSizeWarningLimit: 400 },
});
await writeFile(at(`dist/page/${name}`), html);

function singleFile(output) {
  const find = (ending) => output.find(({ fileName }) => fileName.endsWith(ending));
  // A script ends where this stands, whatever is around it.
  const script = find('.js').code.replaceAll('</script', '<\\/script').trim();
  const style = String(find('.css').source).trim();
  const allowed = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const scripts = `script-src ${allowed(script)} 'wasm-unsafe-eval'`;
  const text = `${POLICY}; ${scripts}; style-src ${allowed(style)}; connect-src data:`;
  const html = String(find('.html').source)
    .replace(/\s*<script[^>]*src=[^>]*><\/script>/, '')
    .replace(/\s*<link rel="stylesheet"[^>]*>/, () => `\n    <style>${style}</style>`)
    .replace(
      '<meta charset',
      () => `<meta http-equiv="Content-Security-Policy" content="${text}" />\n    <meta charset`,
    );
  return html.replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
}
