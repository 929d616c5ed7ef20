/** What stands where a password stood. */
const HIDDEN = '[hidden]';

/** What must never be seen: the password, and the forms in which SMTP carries it (RFC 4616, and AUTH LOGIN). */
export function secretsOf(user: string | undefined, password: string | undefined): readonly string[] {
  if (password === undefined || password === '') return [];
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const plain = [base64(`\0${user ?? ''}\0${password}`), base64(password)];
  return [...plain, ...plain.map((one) => one.replace(/=+$/, '')), password];
}

/** The text with no secret in it: a server may repeat what it was told. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((left, secret) => left.replaceAll(secret, HIDDEN), text);
