// The built library's verbs, as the runs use them.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `build`, `check`, and `bind`, which binds a folder's members as well (the public library takes one file). */
export async function loadLibrary(dist) {
  const load = (file) => import(pathToFileURL(join(dist, file)).href);
  const [{ build, check }, { convert }] = await Promise.all([load('index.js'), load('convert.js')]);
  const bind = (source, options) => (source.members ? convert(source, options) : build(source, options));
  return { build, check: (bytes) => check(bytes), bind };
}
