import { CHECK_CODES } from './check-codes.js';
import { PREFLIGHT_CODES } from './preflight-codes.js';

/**
 * Every diagnostic of the house: its code, its severity and what it means. docs/diagnostics.md has an entry
 * for each, and a test holds the two together. Codes are stable: scripts filter by them.
 *
 * `error`: no book can result, or the book is invalid. `warning`: something of the story was changed, left out or
 * may be wrong. `info`: a decision worth knowing. `hint`: a guess that was not applied, and how to apply it.
 */
export const CODES = {
  // Input
  'input-missing': { severity: 'error', meaning: 'The file does not exist.' },
  'input-unreadable': { severity: 'error', meaning: 'The file exists but could not be read.' },
  'input-directory': { severity: 'error', meaning: 'A folder was given where a story file was expected.' },
  'input-empty': { severity: 'error', meaning: 'The file holds no text.' },
  'input-binary': { severity: 'error', meaning: 'The file is not text, and no reader knows its format.' },
  'input-too-large': { severity: 'error', meaning: 'The file is larger than the limit.' },
  'input-damaged': { severity: 'error', meaning: 'The file is damaged, cut short or locked with a password.' },
  'input-too-deep': { severity: 'warning', meaning: 'Markup nested deeper than the limit was flattened.' },
  'file-unlisted': { severity: 'warning', meaning: 'A file of the folder is not in its table of contents.' },
  'language-corrected': { severity: 'info', meaning: 'The file names another language than its text is in.' },
  'format-unknown': { severity: 'error', meaning: 'No reader knows this format.' },
  'output-unwritable': { severity: 'error', meaning: 'The book could not be written where it was asked for.' },
  'output-name-taken': {
    severity: 'info',
    meaning: 'A file of someone else has the name of the book, which bears a mark for it.',
  },
  'book-kept': { severity: 'info', meaning: 'A book that was changed since it was bound stays beside the new one.' },
  'output-is-source': { severity: 'error', meaning: 'The output would overwrite the story file itself.' },
  // Collections
  'input-changing': { severity: 'error', meaning: 'The file changed again and again while it was read.' },
  'worker-died': { severity: 'error', meaning: 'The worker that bound the story died; the others went on.' },
  'queue-unreachable': { severity: 'error', meaning: 'The Redis of the queue cannot be reached.' },
  'catalogue-busy': { severity: 'error', meaning: 'Another run is at work in the same folder of books.' },
  'catalogue-newer': { severity: 'error', meaning: 'The catalogue was made by a newer version of storybind.' },
  'catalogue-missing': { severity: 'error', meaning: 'There is no catalogue in the folder of books.' },
  'catalogue-unreadable': { severity: 'error', meaning: 'The catalogue is damaged, or another program holds it.' },
  'query-invalid': { severity: 'error', meaning: 'The search cannot be understood.' },
  'catalogue-damaged': { severity: 'warning', meaning: 'The catalogue was damaged and is made anew.' },
  // Anthologies
  'anthology-empty': { severity: 'error', meaning: 'There is no story that an anthology could be made of.' },
  'story-left-out': { severity: 'warning', meaning: 'A story is in no omnibus, for it shares no series with another.' },
  // Encoding
  'encoding-guessed': { severity: 'info', meaning: 'The encoding was recognised by its bytes, not declared.' },
  'encoding-invalid': { severity: 'warning', meaning: 'Bytes that the encoding does not know were replaced.' },
  'encoding-repaired': { severity: 'info', meaning: 'Mojibake (text decoded wrongly once before) was repaired.' },
  'markup-mended': { severity: 'info', meaning: 'A flaw in the file’s XML was mended without loss.' },
  'control-characters': { severity: 'info', meaning: 'Control characters that XML forbids were removed.' },
  // Metadata
  'front-matter-invalid': { severity: 'warning', meaning: 'The front matter is not valid YAML or not a mapping.' },
  'front-matter-unknown': { severity: 'warning', meaning: 'The front matter has a key that storybind does not know.' },
  'front-matter-value': { severity: 'warning', meaning: 'A front matter value has the wrong form.' },
  'date-invalid': { severity: 'warning', meaning: 'A date could not be understood.' },
  'date-ambiguous': { severity: 'hint', meaning: 'A date can be read in two ways and was left out.' },
  'label-guessed': { severity: 'info', meaning: 'A misspelt or unusual label was taken for a known one.' },
  'title-missing': { severity: 'warning', meaning: 'The story states no title; one was made from the file name.' },
  'title-guessed': { severity: 'hint', meaning: 'A line may be the title, but not surely; it was left in the story.' },
  'language-guessed': { severity: 'info', meaning: 'The language was recognised from the text.' },
  'language-unknown': { severity: 'warning', meaning: 'No language is stated and none could be recognised.' },
  'language-invalid': { severity: 'warning', meaning: 'The language stated is no BCP 47 tag.' },
  'setting-unknown': { severity: 'error', meaning: '`--set` names a field that storybind does not know.' },
  'argument-invalid': { severity: 'error', meaning: 'The library was given what is none of its arguments.' },
  'setting-invalid': { severity: 'error', meaning: 'The value of a `--set` has the wrong form.' },
  // Story
  'scene-break-ambiguous': {
    severity: 'hint',
    meaning: 'A line may be a scene break or silence; it was left as text.',
  },
  'chapter-number-missing': { severity: 'info', meaning: 'The numbers of the chapters have a gap.' },
  'contents-list-dropped': {
    severity: 'info',
    meaning: 'A list of contents was recognised and left to the navigation.',
  },
  'repeat-dropped': {
    severity: 'info',
    meaning: 'A line that only repeats the title, the heading or the byline above it was left out.',
  },
  'boilerplate-dropped': { severity: 'info', meaning: 'An archive’s own licence or header text was set aside.' },
  'note-missing': { severity: 'warning', meaning: 'A footnote is referred to but not there.' },
  'note-unused': {
    severity: 'warning',
    meaning: 'A footnote is there but nothing refers to it; it was kept at the end.',
  },
  'image-missing': { severity: 'warning', meaning: 'An image is not where the story says; the figure was left out.' },
  'image-remote': {
    severity: 'warning',
    meaning: 'An image lies on a server; books hold their images, so it was left out.',
  },
  'image-unfetched': { severity: 'warning', meaning: 'An image on a server could not be fetched and was left out.' },
  'image-outside': { severity: 'warning', meaning: 'An image lies outside the story’s own folder and was left out.' },
  'image-too-large': {
    severity: 'warning',
    meaning: 'An image has more pixels or bytes than is taken into a book, and was left out.',
  },
  'image-format': { severity: 'warning', meaning: 'An image is of a kind that books cannot hold and was left out.' },
  'image-alt-missing': {
    severity: 'warning',
    meaning: 'An image has no text alternative; the book cannot claim to have them.',
  },
  'link-dropped': { severity: 'info', meaning: 'A link that a book must not hold was reduced to its text.' },
  'markup-dropped': {
    severity: 'warning',
    meaning: 'Markup that a book must not hold (script, form, style) was left out.',
  },
  'document-missing': {
    severity: 'warning',
    meaning: 'A document that the book lists is not in its file; its text is missing.',
  },
  'member-shadowed': {
    severity: 'warning',
    meaning: 'A file of the book has the name of another, and was passed over.',
  },
  // Conversion
  'page-unmarked': {
    severity: 'warning',
    meaning: 'A page of a book is not well-formed and was converted as it is.',
  },
  // Mail
  'mail-settings': {
    severity: 'error',
    meaning: 'What is to be known of the mail server is missing or has the wrong form.',
  },
  'mail-address': { severity: 'error', meaning: 'A mail address is none, or there are too many of them.' },
  'mail-address-unusual': { severity: 'warning', meaning: 'A recipient’s address is none of Send-to-Kindle’s.' },
  'mail-password': { severity: 'error', meaning: 'The password of the mail server cannot be had.' },
  'mail-password-exposed': {
    severity: 'warning',
    meaning: 'Other users of the machine may read the file with the password.',
  },
  'mail-format': { severity: 'error', meaning: 'Send-to-Kindle does not take files of this format.' },
  'mail-too-large': { severity: 'error', meaning: 'The book is too large for any mail.' },
  'mail-book-unfit': { severity: 'error', meaning: 'Send-to-Kindle would refuse the book.' },
  'mail-unreachable': {
    severity: 'error',
    meaning: 'The mail server cannot be reached, or broke off before it had the mail.',
  },
  'mail-insecure': { severity: 'error', meaning: 'The connection to the mail server cannot be made safe.' },
  'mail-login-refused': { severity: 'error', meaning: 'The mail server does not accept the user or the password.' },
  'mail-refused': { severity: 'error', meaning: 'The mail server refused a mail.' },
  'mail-recipient-refused': {
    severity: 'error',
    meaning: 'The mail server refused a recipient; the others are served.',
  },
  'mail-uncertain': {
    severity: 'error',
    meaning: 'The connection broke when the mail was whole, before the server said that it has it.',
  },
  'mail-untried': {
    severity: 'error',
    meaning: 'A mail was not tried, for one before it failed in a way that this one would too.',
  },
  // Books for a device
  'device-unknown': { severity: 'error', meaning: 'There is no device of that name.' },
  'device-format': { severity: 'warning', meaning: 'The device does not read books of the format that was asked for.' },
  'device-by-mail': { severity: 'info', meaning: 'The device takes a book of this format by mail only.' },
  'image-unfitted': {
    severity: 'warning',
    meaning: 'An image could not be made to fit a device and is in the book as it was.',
  },
  // Books on a device
  'device-missing': { severity: 'error', meaning: 'No e-reader is connected, or there is none at the path.' },
  'device-ambiguous': { severity: 'error', meaning: 'More than one e-reader could be meant.' },
  'device-read-only': { severity: 'error', meaning: 'The device cannot be written to.' },
  'device-full': { severity: 'error', meaning: 'The device has no room for the books.' },
  'device-gone': { severity: 'error', meaning: 'The device was pulled out or answers no more.' },
  'device-damaged': { severity: 'error', meaning: 'The device does not hold what was written to it.' },
  'device-path': { severity: 'error', meaning: 'A path leads out of the device.' },
  'device-refused': { severity: 'error', meaning: 'A book cannot be loaded onto the device.' },
  'device-by-cable': { severity: 'error', meaning: 'The device reads no book by cable that storybind makes.' },
  'device-unreachable': { severity: 'error', meaning: 'The device cannot be reached over its connection.' },
  'device-manifest': {
    severity: 'warning',
    meaning: 'The device’s list of what storybind put there is damaged or missing, or could not be written.',
  },
  'device-name-taken': { severity: 'info', meaning: 'Something else has the book’s name on the device.' },
  'device-file-changed': {
    severity: 'warning',
    meaning: 'A book was changed on the device and is therefore left there.',
  },
  'load-empty': { severity: 'error', meaning: 'There is no book to load.' },
  // Cover
  'cover-script': {
    severity: 'warning',
    meaning: 'No shipped font covers the script of the title; the cover shows no text.',
  },
  'cover-invalid': { severity: 'error', meaning: 'The file given as cover is not an image that can be read.' },
  'cover-small': { severity: 'warning', meaning: 'The file given as cover is smaller than readers expect.' },
  'cover-unavailable': { severity: 'warning', meaning: 'The cover could not be drawn; the book has none.' },
  // What the check finds in books
  ...CHECK_CODES,
  // What devices would stumble over
  ...PREFLIGHT_CODES,
  // Ours
  'book-unsound': { severity: 'error', meaning: 'The book that was made failed its check and was not written.' },
  defect: { severity: 'error', meaning: 'A defect of storybind itself.' },
} as const satisfies Record<string, CodeEntry>;

export type Severity = 'error' | 'warning' | 'info' | 'hint';
export interface CodeEntry {
  readonly severity: Severity;
  readonly meaning: string;
}
export type Code = keyof typeof CODES;
