/** What the operating system's refusals mean, as the end of a sentence, with a way out. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  EACCES: 'access is denied. Change its permissions or run as its owner',
  EPERM: 'the system does not permit it',
  EROFS: 'the file system is read-only. Choose another place with `-o`',
  ENOSPC: 'the disk is full. Free some space or choose another place with `-o`',
  SQLITE_FULL: 'the disk is full. Free some space or choose another place with `-o`',
  SQLITE_READONLY: 'the file system is read-only. Choose another place with `-o`',
  SQLITE_IOERR: 'the disk is full or reports a fault',
  EDQUOT: 'your share of the disk is used up. Free some space or choose another place with `-o`',
  EFBIG: 'the file would be larger than the system allows',
  ENAMETOOLONG: 'the name is too long. Choose a shorter one with `-o`',
  ENOTDIR: 'a part of the path is a file, not a folder. Choose another place with `-o`',
  EEXIST: 'a file is in the way of a folder. Choose another place with `-o`',
  EISDIR: 'there is a folder of that name. Choose another name with `-o`',
  ENOENT: 'there is no such folder, and none can be made. Choose another place with `-o`',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports a fault',
  EBUSY: 'another program holds it',
  ETXTBSY: 'another program holds it',
  SQLITE_BUSY: 'another program holds it',
  SQLITE_CANTOPEN: 'its catalogue cannot be opened',
};

/** The name of a system error: `ENOENT`. */
export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Why the system refused, without a full stop: `the disk is full. Free some space …`; of a path that it was given. */
export function explainSystemError(error: unknown, path = ''): string {
  const code = systemErrorCode(error);
  // Its name was read with what stands for bytes that are no text, and so leads nowhere.
  if (code === 'ENOENT' && path.includes('\ufffd')) return 'its name is not UTF-8. Rename it';
  const message = error instanceof Error ? error.message : String(error);
  return (code && EXPLANATIONS[code]) || message || 'the system does not say why';
}
