import type { Code } from '../../diagnostics/codes.js';
import type { SmtpServer } from './settings.js';

/** Why a mail did not get through. */
export interface Failure {
  readonly code: Extract<
    Code,
    'mail-unreachable' | 'mail-insecure' | 'mail-login-refused' | 'mail-refused' | 'mail-uncertain'
  >;
  readonly message: string;
  /** True where the same may succeed a little later, and nothing was taken. */
  readonly isTransient: boolean;
}

/** What nodemailer’s errors carry. */
export interface SmtpError {
  readonly code: string;
  /** The system’s own code: `ECONNREFUSED`. */
  readonly systemCode: string;
  /** What the server answered, on one line, without secrets; empty where it did not. */
  readonly response: string;
  /** Of the answer: 550. */
  readonly status?: number;
  readonly message: string;
}

/** RFC 5321 #4.2.1: 4yz is a refusal for now. */
export const isTemporary = (status: number): boolean => status >= 400 && status < 500;

const CERTIFICATE =
  /^(?:CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/;
const HANDSHAKE = /^(?:ERR_SSL|ERR_TLS|EPROTO)/;
/** Waiting a few seconds makes no name and opens no port. */
const LASTING = /^(?:ENOTFOUND|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EACCES|EPERM)$/;

/** What the error means; `isAllSaid`: every byte of the mail had been handed over when it came. */
export function failureOf(error: SmtpError, server: SmtpServer, isAllSaid: boolean): Failure {
  const place = `${server.host}:${server.port}`;
  if (error.code === 'EAUTH' || error.code === 'ENOAUTH') return loginFailure(error, server, place);
  if (isTlsFault(error)) return tlsFailure(error, server, place);
  const isAnswer = error.status !== undefined && error.code !== 'ECONNECTION';
  if (isAllSaid && !isAnswer) {
    const message = `The connection to ${place} broke after the whole mail had been sent, before the server said that it has it. It is not sent again: look on the Kindle first, then send what is missing.`;
    return { code: 'mail-uncertain', message, isTransient: false };
  }
  if (error.status !== undefined) return refusal(error, error.status, place);
  const limit = /larger than allowed (\d+)/.exec(error.message)?.[1];
  if (limit !== undefined) {
    const message = `The mail server ${place} takes mails of at most ${limit} bytes. Set \`maxSize: ${limit}\`, and the books go in more and smaller mails.`;
    return { code: 'mail-refused', message, isTransient: false };
  }
  return connectionFailure(error, place);
}

function loginFailure({ response, status }: SmtpError, { user }: SmtpServer, place: string): Failure {
  const isTransient = status !== undefined && isTemporary(status);
  const message =
    status === undefined
      ? `The mail server ${place} offers no way to log in that storybind knows. Leave out \`user\` if it asks for no login, or use another server or port.`
      : `The mail server ${place} does not let \`${user ?? ''}\` in: ${response}. Check \`user\` and the password; many providers want an app password of its own for programs.`;
  return { code: 'mail-login-refused', message, isTransient };
}

const isTlsFault = ({ code, systemCode }: SmtpError): boolean =>
  code === 'ETLS' || CERTIFICATE.test(systemCode) || HANDSHAKE.test(systemCode);

function tlsFailure({ code, systemCode, response, message }: SmtpError, server: SmtpServer, place: string): Failure {
  const reason = response || systemCode || message;
  if (CERTIFICATE.test(systemCode)) {
    const text = `The certificate of the mail server ${place} is not to be trusted (${reason}). Check \`host\`; of a server of your own, name its authority with \`caFile\` or NODE_EXTRA_CA_CERTS.`;
    return { code: 'mail-insecure', message: text, isTransient: false };
  }
  const mend =
    server.security === 'starttls'
      ? 'If the port speaks TLS from the first byte, as 465 does, set `tls: implicit`'
      : 'If the port begins without TLS, as 587 does, set `tls: starttls`';
  const text = `The connection to the mail server ${place} cannot be made safe (${reason}), so nothing was sent. ${mend}.`;
  return { code: 'mail-insecure', message: text, isTransient: code === 'ETLS' && systemCode === 'ECONNRESET' };
}

function refusal({ response }: SmtpError, status: number, place: string): Failure {
  const isTransient = isTemporary(status);
  const mend = isTransient ? 'Try again later' : 'Ask whoever runs the server what it means';
  return {
    code: 'mail-refused',
    message: `The mail server ${place} refused the mail: ${response}. ${mend}.`,
    isTransient,
  };
}

function connectionFailure({ code, systemCode, message }: SmtpError, place: string): Failure {
  const reason = systemCode || (code === 'ETIMEDOUT' ? 'it did not answer in time' : message);
  return {
    code: 'mail-unreachable',
    message: `The mail server ${place} cannot be reached, or broke off (${reason}). Check \`host\`, \`port\` and the network.`,
    isTransient: !LASTING.test(systemCode),
  };
}
