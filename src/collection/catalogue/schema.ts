/** The catalogue's schema, a step a version: a catalogue of version n has taken the first n. Steps are only ever added. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('bound', 'failed')),
    content TEXT NOT NULL,
    options TEXT NOT NULL,
    tool TEXT NOT NULL,
    seen TEXT NOT NULL,
    output TEXT,
    output_size INTEGER,
    output_modified TEXT,
    output_sha256 TEXT,
    title TEXT,
    words INTEGER NOT NULL DEFAULT 0,
    chapters INTEGER NOT NULL DEFAULT 0,
    metadata TEXT NOT NULL DEFAULT '{}',
    diagnostics TEXT NOT NULL DEFAULT '[]',
    milliseconds REAL NOT NULL DEFAULT 0,
    bound_at TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX story_output ON story (output) WHERE output IS NOT NULL;
  CREATE TABLE input (
    story INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    size INTEGER,
    modified TEXT NOT NULL,
    changed TEXT NOT NULL,
    is_own INTEGER NOT NULL,
    PRIMARY KEY (story, path)
  ) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE story_text USING fts5 (
    title, author, series, fandom, pairing, character, tag, genre, warning, rating, status, language, summary, text,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
  );
  `,
];
