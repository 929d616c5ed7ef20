/** One language of a script that several share, and what gives it away. */
export interface ScriptLanguage {
  readonly tag: string;
  /** Letters that it writes and most others of the list do not. */
  readonly letters?: string;
  /** Letters that it never writes: where they are common, it is another. */
  readonly without?: string;
  /** Whole words that only it has. */
  readonly words?: string;
}

/** For each script one language only, or all there is to tell. */
export const LANGUAGE_OF_SCRIPT: Readonly<Record<string, string>> = {
  Adlm: 'ff-Adlm',
  Armn: 'hy',
  Bopo: 'zh',
  Cans: 'iu',
  Cher: 'chr',
  Copt: 'cop',
  Geor: 'ka',
  Grek: 'el',
  Gujr: 'gu',
  Guru: 'pa',
  Hang: 'ko',
  Hani: 'zh',
  Jpan: 'ja',
  Khmr: 'km',
  Knda: 'kn',
  Laoo: 'lo',
  Lisu: 'lis',
  Mlym: 'ml',
  Mong: 'mn-Mong',
  Mymr: 'my',
  Nkoo: 'nqo',
  Olck: 'sat',
  Orya: 'or',
  Sinh: 'si',
  Syrc: 'syr',
  Taml: 'ta',
  Telu: 'te',
  Thaa: 'dv',
  Thai: 'th',
  Tibt: 'bo',
  Vaii: 'vai',
  Yiii: 'ii',
};

/** Scripts of several languages; the first of a list is what the text is taken for when nothing speaks for another. */
export const LANGUAGES_OF_SCRIPT: Readonly<Record<string, readonly ScriptLanguage[]>> = {
  Cyrl: [
    { tag: 'ru', letters: 'ыэёѣ', words: 'что как это его она был было сказал только меня еще когда' },
    { tag: 'uk', letters: 'іїєґ', without: 'ыэъё', words: 'що він його вона було та але від як сказав' },
    { tag: 'be', letters: 'іў', without: 'ищъ', words: 'што ён яна гэта было яго але калі' },
    { tag: 'bg', without: 'ыэёіїєґў', words: 'на се да беше той си че от тя не го със като това' },
    { tag: 'sr', letters: 'ђћ', without: 'ыэёъьйщюяіїєґ', words: 'је да се и није био што сам како' },
    { tag: 'mk', letters: 'ѓќѕ', without: 'ыэёъьйщюяіїєґ', words: 'беше што тоа сум дека како од кој' },
    { tag: 'kk', letters: 'іғқұһ', without: 'їєґў', words: 'және деп бір бұл еді' },
    { tag: 'mn', letters: '', words: 'нь байна юм гэж байсан тэр' },
    { tag: 'ky', letters: '', words: 'жана менен деп бир эле болгон' },
    { tag: 'tg', letters: 'ҷӣӯҳ', words: 'ва дар аз ки ин' },
    { tag: 'tt', letters: 'җ', words: 'һәм белән дип бер ул' },
  ],
  Arab: [
    { tag: 'ar', letters: 'ةىأإ', without: 'پچژگک', words: 'في من على كان إلى أن التي الذي هذا ولم' },
    { tag: 'fa', letters: 'ژ', without: 'ةٹڈڑ', words: 'که در از به را این با است آن بود برای' },
    { tag: 'ur', letters: 'ٹڈڑںے', words: 'کے کی میں نے ہے اور سے کو پر تھا' },
    { tag: 'ps', letters: 'ښځڼۍټډ', words: 'چې د په کې او دی' },
    { tag: 'ug', letters: 'ۈۋې', words: 'ۋە بىر بۇ ئۇ' },
    { tag: 'ckb', letters: 'ێڕڵ', words: 'لە و بۆ بە کە' },
    { tag: 'sd', letters: 'ڀٿڄڃڏڪ', words: '۾ جي جو کي آهي' },
  ],
  Deva: [
    { tag: 'hi', words: 'है हैं और में के की का से को ने था यह नहीं' },
    { tag: 'mr', letters: 'ळ', words: 'आहे आणि होते होता तो या ती मी नाही म्हणाला' },
    { tag: 'ne', words: 'छ र थियो भयो हो मा ले को छन् उनी भने' },
    { tag: 'sa', words: 'च न तु इति एव अपि सः' },
  ],
  Beng: [
    { tag: 'bn', words: 'এবং না করে এই ছিল তার' },
    { tag: 'as', letters: 'ৰৱ', words: 'আৰু নাই এই' },
  ],
  Ethi: [
    { tag: 'am', words: 'ነው እና ውስጥ ነበር አለ ላይ ጊዜ ግን' },
    { tag: 'ti', letters: 'ቐቑቒቓቔቕቖኸኺኻኼኽኾኣ', words: 'እዩ ናይ ከምኡ ድማ ግና ነበረ ኣብ እቲ ካብ' },
  ],
  Hebr: [
    { tag: 'he', words: 'של את לא על הוא היא אל כי היה אני עם' },
    { tag: 'yi', letters: 'װױײ', words: 'און איז דער די אַ ער האָט ניט פֿון דאָס זיך מיט' },
  ],
  Tfng: [{ tag: 'zgh' }],
};

/** The languages of the trigram tables that are not named by their ISO 639-3 code in BCP 47 already. */
export const MACRO_LANGUAGE: Readonly<Record<string, string>> = {
  azj: 'az',
  fuv: 'ff',
  npi: 'ne',
  pbu: 'ps',
  pes: 'fa',
  plt: 'mg',
  uzn: 'uz',
  zlm: 'ms',
};
