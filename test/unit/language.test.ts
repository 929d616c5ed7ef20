import { describe, expect, it } from 'vitest';
import { detectLanguage, languageTag } from '../../src/text/language.js';
import { directionOf, scriptOf } from '../../src/text/scripts.js';

describe('languageTag', () => {
  it.each([
    ['English', 'en'],
    ['Deutsch', 'de'],
    ['español', 'es'],
    ['Русский', 'ru'],
    ['日本語', 'ja'],
    ['中文-普通话 國語', 'zh'],
    ['Português brasileiro', 'pt-BR'],
    ['British English', 'en-GB'],
    ['English (UK)', 'en-GB'],
    ['Bahasa Indonesia', 'id'],
    ['en', 'en'],
    ['ENG', 'en'],
    ['ger', 'de'],
    ['en_gb', 'en-GB'],
    ['en-uk', 'en-GB'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['en_US.UTF-8', 'en-US'],
    ['lgg', 'lgg'],
    ['English, French', 'en'],
    ['French and English', 'fr'],
  ])('reads %s as %s', (name, tag) => {
    expect(languageTag(name)).toBe(tag);
  });

  it.each(['', 'C', 'xx', 'klingonish', 'none of your business', 'en-', '42', 'x-private'])('knows no %j', (name) => {
    expect(languageTag(name)).toBeUndefined();
  });
});

describe('detectLanguage', () => {
  it.each([
    ['en', 'The rain came down, and he was not at home when she knocked at the door of his old house again.'],
    ['en', 'I pray thee, gentle sir, that thou wilt hear what the sea hath said to me and to thy house.'],
    ['fr', 'Il était une fois une petite fille qui vivait seule dans la forêt avec son chat.'],
    ['de', 'Der Regen fiel, und sie war nicht zu Hause, als er wieder an die alte Tür klopfte.'],
    ['es', 'Había una vez una niña que vivía en el bosque con su madre y no tenía miedo.'],
    ['pt', 'Era uma vez uma menina que não tinha medo e vivia na floresta com a sua mãe.'],
    ['it', 'C’era una volta una bambina che viveva nel bosco con la madre e non aveva paura.'],
    ['nl', 'Er was eens een meisje dat met haar moeder in het bos woonde en niet bang was.'],
    ['pl', 'Była raz sobie dziewczynka, która mieszkała w lesie i nie bała się niczego.'],
    ['sv', 'Hon gick ut i skogen och det var inte någon där som kunde säga något till henne.'],
    ['da', 'Der var engang en pige, som boede i skoven, og hun var ikke bange for noget.'],
    ['nb', 'Det var en gang en jente som bodde i skogen, og hun var ikke redd for noe.'],
    ['fi', 'Hän meni metsään, mutta siellä ei ollut ketään, joka olisi sanonut mitään hänelle.'],
    ['cs', 'Byla jednou jedna holčička, která bydlela v lese a ničeho se nebála, když byla tma.'],
    ['hu', 'Volt egyszer egy kislány, aki az erdőben lakott, és nem félt semmitől.'],
    ['tr', 'Bir zamanlar ormanda yaşayan ve hiçbir şeyden korkmayan küçük bir kız vardı.'],
    ['ru', 'Жила-была девочка, она жила в лесу и ничего не боялась.'],
    ['uk', 'Жила собі дівчинка, вона жила в лісі й нічого не боялася.'],
    ['uk', 'Він глянув на конверт, потім на неї, і довго мовчав.'],
    ['bg', 'Имало едно време едно момиче, което живеело в гората и се страхувало от тъмното.'],
    ['sr', 'Била једном једна девојчица која је живела у шуми и ничега се није бојала.'],
    ['ar', 'كان هناك فتاة تعيش في الغابة مع أمها ولم تكن تخاف من شيء'],
    ['fa', 'روزی دختری بود که در جنگل زندگی می‌کرد و از چیزی نمی‌ترسید'],
    ['ur', 'ایک لڑکی جنگل میں اپنی ماں کے ساتھ رہتی تھی'],
    ['he', 'הייתה ילדה אחת שגרה ביער עם אמא שלה'],
    ['hi', 'एक लड़की जंगल में रहती थी और किसी से नहीं डरती थी'],
    ['am', 'አንድ ልጅ በጫካ ውስጥ ከእናቷ ጋር ትኖር ነበር'],
    ['el', 'Μια φορά κι έναν καιρό ζούσε ένα κορίτσι στο δάσος'],
    ['th', 'กาลครั้งหนึ่งมีเด็กหญิงอาศัยอยู่ในป่า'],
    ['ka', 'იყო და არა იყო რა, იყო ერთი გოგონა'],
    ['ko', '옛날에 숲 속에 한 소녀가 살았습니다.'],
    ['ja', '昔々、森の中に小さな女の子が住んでいました。'],
    ['zh', '从前有一个小姑娘,她和妈妈住在森林里。'],
  ])('recognises %s: %s', async (tag, text) => {
    expect((await detectLanguage(text)).tag).toBe(tag);
  });

  it('is surer of a long text than of a short one', async () => {
    const sentence = 'The door was open, and there was a light in the hall.';
    const short = await detectLanguage(sentence);
    const long = await detectLanguage(`${sentence} `.repeat(20));
    expect(long.confidence).toBeGreaterThan(short.confidence);
    expect(long.confidence).toBeGreaterThan(0.9);
  });

  it.each(['', '12345', 'She ran.', '* * *', 'asdf qwer zxcv tyui ghjk bnmq wert plok'])(
    'does not guess where nothing can tell: %j',
    async (text) => {
      expect(await detectLanguage(text)).toEqual({ tag: 'und', confidence: 0 });
    },
  );

  it('hears the story rather than its foreign beginning', async () => {
    const story = 'Er ging in den Wald, und sie war nicht mit ihm gegangen, weil es noch dunkel war. ';
    expect((await detectLanguage(`This is a note of the author and not the story. ${story.repeat(400)}`)).tag).toBe(
      'de',
    );
  });
});

describe('directionOf', () => {
  it.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['az-Arab', 'rtl'],
    ['en', 'ltr'],
    ['ur-Latn', 'ltr'],
    ['ja', 'ltr'],
    ['und', 'ltr'],
  ])('writes %s %s', (language, direction) => {
    expect(directionOf(language)).toBe(direction);
  });
});

describe('scriptOf', () => {
  it.each([
    ['Paper Lanterns', 'Latn'],
    ['Бумажные фонари 3', 'Cyrl'],
    ['灯台の猫', 'Jpan'],
    ['三体', 'Hani'],
    ['حكاية الميزان', 'Arab'],
    ['🂡 1984 …', 'Zyyy'],
  ])('%s is written in %s', (text, script) => {
    expect(scriptOf(text)).toBe(script);
  });
});
