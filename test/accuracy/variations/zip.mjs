import JSZip from 'jszip';

const DATE = new Date(Date.UTC(2000, 0, 1));

/** The members, in their order, as a ZIP file that is the same at every run; `stored` ones are not compressed. */
export async function zip(members, stored = []) {
  const archive = new JSZip();
  for (const [path, content] of Object.entries(members)) {
    const compression = stored.includes(path) ? 'STORE' : 'DEFLATE';
    archive.file(path, content, { date: DATE, createFolders: false, compression });
  }
  return archive.generateAsync({ type: 'nodebuffer', platform: 'UNIX' });
}
