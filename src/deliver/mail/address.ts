import { domainToASCII } from 'node:url';
import { StoryError } from '../../diagnostics/report.js';

/** RFC 5321 #4.5.3.1: the most octets of a local part and of a path without its brackets. */
const LONGEST_LOCAL_PART = 64;
const LONGEST_ADDRESS = 254;

/** RFC 5322 #3.2.3: a dot-atom. Quoted local parts are left out: nobody has one, and they hide line breaks. */
const LOCAL_PART = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/** Send-to-Kindle addresses, as Amazon’s help names them. */
const KINDLE = /@(?:free\.)?kindle\.(?:com|cn)$/i;

/** The address alone, in ASCII, its domain in lower case. `whose` opens the message. Throws `mail-address`. */
export function parseAddress(text: string, whose: string): string {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = domainOf(address.slice(at + 1));
  const isSound = LOCAL_PART.test(local) && local.length <= LONGEST_LOCAL_PART && DOMAIN.test(domain);
  const parsed = `${local}@${domain}`;
  if (at > 0 && isSound && parsed.length <= LONGEST_ADDRESS) return parsed;
  const message = `${whose} \`${clipped(address)}\` is no mail address. Write it alone and in full: name@kindle.com.`;
  throw new StoryError('mail-address', message);
}

/** What may be spoken of as a domain: `domainToASCII` alone would cut `kindle.com/x` down to one. */
const domainOf = (text: string): string => (/^[\p{L}\p{M}\p{N}.-]+$/u.test(text) ? domainToASCII(text) : '');

const clipped = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** The addresses in their order, each once; `A@kindle.com` is `a@kindle.com`. Throws `mail-address`. */
export function parseRecipients(texts: readonly string[]): readonly string[] {
  const known = new Map<string, string>();
  for (const text of texts) {
    const address = parseAddress(text, 'The recipient');
    const key = address.toLowerCase();
    if (!known.has(key)) known.set(key, address);
  }
  return [...known.values()];
}

/** Whether Amazon hands what comes there to a Kindle. */
export const isKindleAddress = (address: string): boolean => KINDLE.test(address);
