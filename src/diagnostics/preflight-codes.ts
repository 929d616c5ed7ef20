import type { CodeEntry } from './codes.js';

/**
 * What a device would stumble over in a book. `error`: the device refuses the book, crashes at it or loses part of it.
 * `warning`: it shows the book, and worse than it could. `info`: worth knowing.
 */
export const PREFLIGHT_CODES = {
  'preflight-unreadable': { severity: 'error', meaning: 'The book cannot be opened, so no device will.' },
  'preflight-language': { severity: 'error', meaning: 'The book does not say which language it is in, or not well.' },
  'preflight-language-unlisted': {
    severity: 'warning',
    meaning: 'The book is in a language that Amazon does not list for Kindle books.',
  },
  'preflight-encoding': {
    severity: 'warning',
    meaning: 'A page does not declare its encoding; Kindle takes it for ISO-8859-1.',
  },
  'preflight-body-link': { severity: 'warning', meaning: 'A link leads to a `body`; Kindle drops it.' },
  'preflight-image-source': { severity: 'error', meaning: 'An `img` has no `src`; Kindle refuses the book.' },
  'preflight-comment': { severity: 'error', meaning: 'A comment holds `--`; Kindle refuses the book.' },
  'preflight-css-variable': {
    severity: 'warning',
    meaning: 'A style sheet uses variables; Kindle may refuse the book.',
  },
  'preflight-css-modern': {
    severity: 'error',
    meaning: 'CSS at which readers built on Adobe RMSDK drop the style sheet or the book.',
  },
  'preflight-font-family': {
    severity: 'warning',
    meaning: 'A font is asked for that the book does not hold; Kindle’s font menu is blocked.',
  },
  'preflight-name': { severity: 'warning', meaning: 'A file name holds characters that the device stumbles over.' },
  'preflight-image-type': { severity: 'warning', meaning: 'A picture is of a kind that the device may not show.' },
  'preflight-image-size': { severity: 'info', meaning: 'A picture is larger than the device’s screen.' },
  'preflight-cover': {
    severity: 'warning',
    meaning: 'The cover is missing, or not named in every way devices look for.',
  },
  'preflight-cover-twice': {
    severity: 'warning',
    meaning: 'A cover page beside the cover image shows the cover twice.',
  },
  'preflight-blank-span': { severity: 'error', meaning: 'White space alone has padding; Kobo crashes at it.' },
  'preflight-bare-selector': { severity: 'info', meaning: 'A style rule hits the elements that Kobo puts in.' },
  'preflight-ncx': { severity: 'warning', meaning: 'There is no NCX that readers built on Adobe RMSDK can use.' },
  'preflight-order': { severity: 'warning', meaning: 'The contents go another way than the pages.' },
  'preflight-page-bytes': { severity: 'warning', meaning: 'A page is larger than the device’s maker advises.' },
  'preflight-page-breaks': { severity: 'info', meaning: 'Several chapters share a page file; Kobo runs them on.' },
  'preflight-weight': { severity: 'error', meaning: 'The book is heavier than a mail to the device may be.' },
  'preflight-zip': { severity: 'warning', meaning: 'The ZIP file is written in a way that the device stumbles over.' },
  'preflight-colour': {
    severity: 'info',
    meaning: 'Text has fixed colours; they are lost or unreadable in dark mode.',
  },
  'preflight-format': { severity: 'warning', meaning: 'The device reads books of another form better, or alone.' },
} as const satisfies Record<string, CodeEntry>;
