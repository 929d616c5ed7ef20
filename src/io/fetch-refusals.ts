import { systemErrorCode } from './system-errors.js';

/** Thrown when something is not fetched. Its message says why, as the end of a sentence. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const UNKNOWN_HOST: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'ENODATA']);

/** OpenSSL's names for what may be wrong with a certificate, and Node's own. */
const CERTIFICATE = /CERT|ISSUER|LEAF_SIGNATURE|CRL|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)/;

/** Why a server could not be asked, as the end of a sentence: `the connection to its server failed (ECONNREFUSED)`. */
export function explainFailure(error: unknown): string {
  const code = systemErrorCode(error) ?? 'no reason given';
  if (UNKNOWN_HOST.has(code)) return 'its server is not known';
  if (CERTIFICATE.test(code)) return `its server has no valid certificate (${code})`;
  return `the connection to its server failed (${code})`;
}
