import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.js';

/** What a reading system shows of a book. */
export interface Shown {
  /** The labels of the table of contents, in order, nested ones included. */
  readonly contents: readonly string[];
  /** The text of each spine item as it stands on the page. */
  readonly sections: readonly string[];
  readonly coverBytes: number;
  /** Errors on the page's console, and requests to anywhere else. */
  readonly complaints: readonly string[];
}

export type ReadingSystem = 'foliate' | 'epubjs';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const pages = fileURLToPath(new URL('./pages/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.epub': 'application/epub+zip',
};

/** Reading systems in one headless Chromium, served from this machine alone. */
export class ReadingRoom {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #books = new Map<string, string>();

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
    server.on('request', (request, response) => {
      const path = decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname);
      const file = this.#books.get(path) ?? fileOf(path);
      readFile(file).then(
        (bytes) =>
          response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(bytes),
        () => response.writeHead(404).end(),
      );
    });
  }

  static async open(): Promise<ReadingRoom> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_FLAGS] });
    return new ReadingRoom(server, browser);
  }

  /** The book as the reading system shows it. A picture of its `shot`th spine item goes to `shotPath`, where asked for. */
  async read(
    system: ReadingSystem,
    book: string,
    picture?: { readonly section: number; readonly path: string },
  ): Promise<Shown> {
    const { port } = this.#server.address() as AddressInfo;
    const home = `http://127.0.0.1:${port}`;
    this.#books.set('/book.epub', book);
    const page = await this.#browser.newPage({ viewport: { width: 700, height: 940 } });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !/^(blob|data|about):/.test(request.url()))
        complaints.push(`asked for ${request.url()}`);
    });
    try {
      await page.goto(`${home}/${system}.html`);
      const shown = (await page.evaluate('window.readBook("/book.epub")')) as Omit<Shown, 'complaints'>;
      if (picture) {
        await page.evaluate(`window.showSection(${picture.section})`);
        await page.screenshot({ path: picture.path });
      }
      return { ...shown, complaints };
    } finally {
      await page.close();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function fileOf(path: string): string {
  const safe = normalize(path).replace(/^([/\\]?\.\.[/\\])+/, '');
  return safe.startsWith('/modules/') ? join(modules, safe.slice('/modules/'.length)) : join(pages, safe);
}
