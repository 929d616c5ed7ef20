import type { Dialect } from '../dialect.js';
import { ao3Download } from './ao3-download.js';
import { ao3Page } from './ao3-page.js';
import { efiction } from './efiction.js';
import { fanficfare } from './fanficfare.js';
import { fanfictionNet } from './fanfiction-net.js';
import { fichub } from './fichub.js';
import { fimfiction } from './fimfiction.js';
import { gutenberg } from './gutenberg.js';
import { livejournal } from './livejournal.js';
import { mediawiki } from './mediawiki.js';
import { royalRoad } from './royal-road.js';
import { wattpad } from './wattpad.js';
import { xenforo } from './xenforo.js';

/** Every site's and tool's own HTML that is known, a line each; the first that matches reads the page. */
export const DIALECTS: readonly Dialect[] = [
  ...[ao3Download, ao3Page, fanficfare, fichub, fanfictionNet, fimfiction, efiction],
  ...[royalRoad, xenforo, wattpad, livejournal, gutenberg, mediawiki],
];
