import { describe, expect, it } from 'vitest';
import { typeset } from '../../src/text/typography.js';

/** No-break spaces made visible: `~` wide, `^` narrow. */
const visible = (text: string): string => text.replaceAll('\u00a0', '~').replaceAll('\u202f', '^');
const set = (text: string, language: string): string => visible(typeset([text], language).join(''));

describe('typeset in English', () => {
  it.each([
    [`"Hello," she said. "It's 'fine,' really."`, '“Hello,” she said. “It’s ‘fine,’ really.”'],
    [`'Hello,' he said. 'It isn't "fine".'`, '‘Hello,’ he said. ‘It isn’t “fine”.’'],
    [`"'I said no'"`, '“‘I said no’”'],
    [`'"I said no"'`, '‘“I said no”’'],
    [`"What?"--"Yes."--"And 'no'--"`, '“What?”—“Yes.”—“And ‘no’—”'],
    [`"Hi.""Hello."`, '“Hi.”“Hello.”'],
    [`"..." she said. "?!"`, '“…” she said. “?!”'],
    [`("Quoted") ["x"] "a"/"b"`, '(“Quoted”) [“x”] “a”/“b”'],
    [`"Hello, "said he.`, '“Hello, ”said he.'],
    ["`Hello,' he said. ``Well,'' she said.", '‘Hello,’ he said. “Well,” she said.'],
    [`He called it 'home' and 'hearth'.`, 'He called it ‘home’ and ‘hearth’.'],
    [`He's been 'ill' before.`, 'He’s been ‘ill’ before.'],
    [`He said, 'I went`, 'He said, ‘I went'],
  ])('nests quotes: %s', (typed, typographic) => {
    expect(set(typed, 'en')).toBe(typographic);
  });

  it.each([
    [
      `'Twas the night, and rock 'n' roll of '08, the '90s, 'em all.`,
      '’Twas the night, and rock ’n’ roll of ’08, the ’90s, ’em all.',
    ],
    [`"'Tis nothing," he said, "'cause I said so."`, '“’Tis nothing,” he said, “’cause I said so.”'],
    [`'Course I will,' he said.`, '‘Course I will,’ he said.'],
    [`I went 'cause he asked.`, 'I went ’cause he asked.'],
    [`"Get 'im," said the dogs' owner. "Bring 'im 'ome."`, '“Get ’im,” said the dogs’ owner. “Bring ’im ’ome.”'],
    [`'I told 'im to go 'ome,' she said.`, '‘I told ’im to go ’ome,’ she said.'],
    [`'The dogs' tails,' he said. 'The boys' room.'`, '‘The dogs’ tails,’ he said. ‘The boys’ room.’'],
    [
      `O' cup o' tea, ol' man, runnin' an' all, fo'c's'le, 1980's`,
      'O’ cup o’ tea, ol’ man, runnin’ an’ all, fo’c’s’le, 1980’s',
    ],
    [`Smith & Co.'s ship, it's`, 'Smith & Co.’s ship, it’s'],
    ["don`t, don´t, don''t", 'don’t, don’t, don’t'],
  ])('knows apostrophes from quotes: %s', (typed, typographic) => {
    expect(set(typed, 'en')).toBe(typographic);
  });

  it.each([
    [`He's 5'10" tall, the board 6" wide.`, `He’s 5'10" tall, the board 6" wide.`],
    [`"He's 5'10" tall," she said. "Yes."`, `“He’s 5'10" tall,” she said. “Yes.”`],
    [`"I was born in 1980," he said. "In 1980"`, '“I was born in 1980,” he said. “In 1980”'],
  ])('keeps feet, inches and minutes: %s', (typed, typographic) => {
    expect(set(typed, 'en')).toBe(typographic);
  });

  it.each([
    ['I--I mean -- well - no', 'I—I mean — well – no'],
    ['x --- y – z — a', 'x — y – z — a'],
    ['1914--1918, pages 3-4, 5 - 3 = 2', '1914–1918, pages 3-4, 5 - 3 = 2'],
    ['Mr. H---- of ----shire and Mr. ---- himself', 'Mr. H—— of ——shire and Mr. —— himself'],
    ['No!--Yes?--No', 'No!—Yes?—No'],
    ['------ One ------', '------ One ------'],
    ['well-known, -40 degrees, <!-- x -->', 'well-known, -40 degrees, <!-- x -->'],
    ['"I was -" he began', '“I was –” he began'],
  ])('makes dashes of hyphens that stand for them: %s', (typed, typographic) => {
    expect(set(typed, 'en')).toBe(typographic);
  });

  it.each([
    ['a... b . . . c', 'a… b … c'],
    ['gone.... gone. . . .', 'gone…. gone….'],
    ['a .. b ................ 12', 'a .. b ................ 12'],
  ])('makes ellipses of dots: %s', (typed, typographic) => {
    expect(set(typed, 'en')).toBe(typographic);
  });

  it.each(['***', '---', '* * *', '. . .', '-- --', "see http://a.b/c--d'e", '“So,” ‘she’ — said – he…'])(
    'leaves alone: %s',
    (text) => {
      expect(set(text, 'en')).toBe(text);
    },
  );
});

describe('typeset in other languages', () => {
  it.each([
    ['fr', `"Quoi?" dit-il; "c'est l'"amour"!"`, '«^Quoi^?^» dit-il^; «^c’est l’“amour”^!^»'],
    ['fr', '- Bonjour, dit-il.', '—~Bonjour, dit-il.'],
    ['fr', 'Il est 10:30 : voilà :) ?! http://x.y/', 'Il est 10:30^: voilà^:)^?! http://x.y/'],
    ['fr', '« Non! »', '«^Non^!^»'],
    ['fr-CA', '«Non!» Oui: bien', '«^Non!^» Oui^: bien'],
    ['de', `"Ja", sagte er, "ich geh' nach 'Haus' jetzt."`, '„Ja“, sagte er, „ich geh’ nach ‚Haus‘ jetzt.“'],
    ['de', `'s ist so--wie immer - und`, '’s ist so~– wie immer – und'],
    ['de-CH', '"Ja"', '«Ja»'],
    ['es', '-Hola -dijo Juan-. "Bien" - no.', '—Hola —dijo Juan—. “Bien” — no.'],
    ['es', '--¿Qué?', '—¿Qué?'],
    ['it', `L'"amore", po' di pane`, 'L’“amore”, po’ di pane'],
    ['pt', '- Olá - disse ela.', '—~Olá — disse ela.'],
    ['nl', `'s Avonds zei hij: "'t Is 'goed'."`, '’s Avonds zei hij: “’t Is ‘goed’.”'],
    ['pl', `"Cześć" - powiedział w domu i z psem.`, '„Cześć” – powiedział w~domu i~z~psem.'],
    ['ru', '- Привет, - сказал он. "Я читаю "Войну" сегодня"', '—~Привет,~— сказал он. «Я читаю „Войну“ сегодня»'],
    ['uk', `"М'яч"`, '«М’яч»'],
    ['sv', `"Hej", sa hon. "Det är 'bra'."`, '”Hej”, sa hon. ”Det är ’bra’.”'],
    ['cs', '"Ano", řekl v lese.', '„Ano“, řekl v~lese.'],
    ['ar', 'قال "نعم"', 'قال «نعم»'],
    ['und', `"Yebo," -- wathi 'x'.`, '“Yebo,” — wathi ‘x’.'],
    ['en-NZ', '"Yes"', '“Yes”'],
  ])('%s: %s', (language, typed, typographic) => {
    expect(set(typed, language)).toBe(typographic);
  });

  it.each(['ja', 'zh', 'zh-Hant', 'he'])('leaves %s alone', (language) => {
    expect(set(`"x" -- 'y'... צה"ל`, language)).toBe(`"x" -- 'y'... צה"ל`);
  });
});

describe('typeset over runs', () => {
  it('sees the whole paragraph and gives each run its own part back', () => {
    expect(typeset(['"He was ', `"very'`, ' old--"', '', ' she said.'], 'en')).toEqual([
      '“He was ',
      '“very’',
      ' old—”',
      '',
      ' she said.',
    ]);
  });

  it('takes what is no text for a word', () => {
    expect(typeset(['"Look at ', '\ufffc', '" she said'], 'en')).toEqual(['“Look at ', '\ufffc', '” she said']);
  });

  it('keeps a mark that crosses runs in the first of them', () => {
    expect(typeset(['a-', '-b.', '..'], 'en')).toEqual(['a—', 'b…', '']);
  });

  it.each(['"', "'", "'a ", ' -', '. ', '-', '« ', 'www.', '`', "5'"])('takes a line of nothing but %j', (piece) => {
    const line = piece.repeat(50_000);
    for (const language of ['en', 'fr', 'es', 'cs', 'ru']) {
      expect(typeset([line], language).join('').length).toBeGreaterThan(0);
    }
  });
});
