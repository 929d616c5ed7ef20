// Stories that the variations dress up: written for this project, each in scenes of paragraphs.

const pier = {
  title: 'The Pier at Low Water',
  author: 'Agnes Thirlby',
  language: 'en',
  summary: 'Two sisters inherit half a pier each, and neither half reaches the land.',
  chapters: [
    {
      title: 'The Will',
      scenes: [
        [
          'The solicitor read it twice, because nobody had believed him the first time. The pier was to be divided at the ninth lamp.',
          '"Which half has the land?" asked Dorothy.',
          '"Neither," the solicitor said. He turned the page over, in case there was something on the back of it. "Your father sold the land in the spring."',
        ],
        [
          'They walked out to see it that evening with the deeds in a biscuit tin. It stood in the mud on its thin black legs, quite by itself, like something that had been left behind by a larger sea.',
          'Neither of them said anything that could be held against her later.',
        ],
      ],
    },
    {
      title: 'The Ninth Lamp',
      scenes: [
        [
          'The ninth lamp belonged to both. They took turns to light it, Dorothy on the even days and Maud on the odd, and in the long months that ended in an odd day and began with another Maud complained of the oil.',
          '"Sell me your half," she said.',
          '"Sell me yours," said Dorothy. They had never been closer.',
        ],
        [
          'When the storm came it took eight lamps on the one side and eleven on the other. In the morning the ninth was burning still, on one plank and four legs, and neither of them could remember whose day it had been.',
          'They rowed out to it together with the tin.',
        ],
      ],
    },
    {
      title: 'High Water',
      scenes: [
        [
          'There is room on it for two chairs. The tin holds biscuits now. When the water is high you cannot see what they are sitting on, and the summer visitors write home about it.',
        ],
      ],
    },
  ],
};

const archive = {
  title: 'A Clerk in the Office of Echoes',
  author: 'Bartholomew Quane',
  language: 'en',
  summary: 'Every echo in the valley is filed in triplicate, until one of them answers back.',
  chapters: [
    {
      title: 'Incoming',
      scenes: [
        [
          'The echoes came down from the hills in the afternoon post. They were short, for the most part, and had to do with goats.',
          'Edwin filed them by their last syllable. It was the only part that one could rely upon.',
        ],
        [
          '"This one is a question," he told the registrar, and held it up to the light.',
          'The registrar looked at it over his glasses. "They are all questions," he said, "by the time they reach us. File it."',
          'But Edwin took it home with him in his lunch box, where it went on asking until he fell asleep.',
        ],
      ],
    },
    {
      title: 'Outgoing',
      scenes: [
        [
          'He climbed the hill on his free day with his answer written down on a card. He had kept it short. He had, after all, some experience of what becomes of the rest.',
          '"Yes," he shouted.',
        ],
        [
          'It took four days to come down through the post, and when it lay on his blotter in front of him it was in another hand altogether.',
        ],
      ],
    },
  ],
};

const orchard = {
  title: 'Windfall',
  author: 'Clementine Rusk',
  language: 'en',
  summary: 'An orchard keeps its own accounts.',
  chapters: [
    {
      title: 'Windfall',
      scenes: [
        [
          'Nobody had ever bought an apple from the Halloran orchard. You found one, in the morning, upon your own step, and by evening you had found that you owed something to somebody.',
          'It was generally quite small. A hand with a gate, or a letter that you had been meaning to write since the winter.',
        ],
        [
          'The year the new doctor came he found eleven on his step, and could not get the door open for them.',
          '"What have I done?" he asked his housekeeper.',
          '"It is not what you have done," she said, with her apron full. "They are payable in advance."',
        ],
        [
          'He stayed for forty years. Towards the end of it he used to go out before it was light and leave a single pip on the wall of the orchard, and come away quickly, like a boy.',
        ],
      ],
    },
  ],
};

const german = {
  title: 'Die Frau am Übergang',
  author: 'Käthe Brömmel',
  language: 'de',
  byline: 'von',
  heading: 'Kapitel',
  labels: { title: 'Titel', author: 'Autorin', summary: 'Zusammenfassung' },
  summary: 'An einer Schranke, die niemand mehr braucht, wartet eine Frau auf den Zug.',
  chapters: [
    {
      title: 'Die Schranke',
      scenes: [
        [
          'Der letzte Zug war vor elf Jahren gefahren, doch die Schranke ging noch immer jeden Abend um sechs herunter. Käthe drehte die Kurbel selbst, denn es war ihre Schranke.',
          'Wer mit dem Fahrrad kam, stieg ab und wartete höflich. Man grüßte sich über die Gleise hinweg.',
        ],
        ['Eines Abends hörte sie etwas. Es klang nach Eisen und sehr weit fort, und sie zog ihre gute Jacke an.'],
      ],
    },
    {
      title: 'Der Zug',
      scenes: [
        [
          'Er hatte nur einen Wagen und darin saß nur ein Mann, der das Fenster herunterließ und den Hut zog. „Entschuldigen Sie die Verspätung“, sagte er.',
        ],
      ],
    },
  ],
};

const french = {
  title: 'Le phare des Éternuements',
  author: 'Célestin Maubourg',
  language: 'fr',
  byline: 'par',
  heading: 'Chapitre',
  labels: { title: 'Titre', author: 'Auteur', summary: 'Résumé' },
  summary: 'Le gardien du phare est enrhumé, et les bateaux s’inquiètent.',
  chapters: [
    {
      title: 'Le rhume',
      scenes: [
        [
          'Depuis trois semaines, le phare clignotait de travers. C’était le gardien qui éternuait, là-haut, et sa main sautait sur la manivelle.',
          'Les capitaines, qui avaient appris par cœur les vieux signaux, ne savaient plus s’ils devaient tourner à gauche ou rentrer chez eux.',
        ],
        ['On lui envoya du miel, des écharpes, et même un médecin, qui repartit enrhumé à son tour.'],
      ],
    },
    {
      title: 'Le silence',
      scenes: [
        [
          'Quand il guérit enfin, la lumière redevint régulière, et l’on trouva la mer un peu triste. Une barque s’approcha. « À vos souhaits », cria quelqu’un, à tout hasard.',
        ],
      ],
    },
  ],
};

const russian = {
  title: 'Человек с чужим зонтом',
  author: 'Варвара Лесная',
  language: 'ru',
  heading: 'Глава',
  labels: { title: 'Название', author: 'Автор', summary: 'Саммари' },
  summary: 'Зонт принадлежит не ему, и дождь об этом знает.',
  chapters: [
    {
      title: 'Дождь',
      scenes: [
        [
          'Зонт ему отдали в гардеробе по ошибке, и с того дня дождь начинался всякий раз, когда он выходил из дома без него.',
          'Он привык. Он даже полюбил этот зонт, хотя ручка была вырезана в виде чужой головы.',
        ],
        ['На мосту его остановила женщина и долго смотрела не на него, а выше, туда, где кончались спицы.'],
      ],
    },
    {
      title: 'Солнце',
      scenes: [
        ['Он вернул ей зонт. Три недели в городе стояла такая жара, что оба они скучали, каждый у своего окна.'],
      ],
    },
  ],
};

const japanese = {
  title: '鏡を磨く人',
  author: '篠原文平',
  language: 'ja',
  headings: ['第一章', '第二章'],
  labels: { title: 'タイトル', author: '作者', summary: 'あらすじ' },
  summary: '村の鏡を磨いて歩く男の話。',
  chapters: [
    {
      title: '春',
      scenes: [
        ['　男は春になると村へ来て、家々の鏡を磨いた。磨いた鏡には、しばらくのあいだ冬の顔が残っていた。'],
        ['「もう一枚あります」と娘が言った。それは池だった。男は袖をまくり、日が暮れるまで水を磨いた。'],
      ],
    },
    { title: '秋', scenes: [['　秋に男は来なかった。池には娘の顔だけが、いつまでもはっきりと映っていた。']] },
  ],
};

const chinese = {
  title: '卖影子的人',
  author: '许半山',
  language: 'zh',
  headings: ['第一章', '第二章'],
  labels: { title: '标题', author: '作者', summary: '简介' },
  summary: '街角有个人卖影子，价钱公道。',
  chapters: [
    {
      title: '开张',
      scenes: [
        ['　　他的摊子上摆着各种影子，长的短的，早晨的和傍晚的。最便宜的是正午的，因为几乎看不见。'],
        ['　　一个孩子问他自己的影子卖不卖。他想了想，说那个是样品。'],
      ],
    },
    { title: '收摊', scenes: [['　　天黑以后他把影子卷起来，夹在腋下，走回家去，地上什么也没有留下。']] },
  ],
};

const polish = {
  title: 'Żółta łódź',
  author: 'Gość Wędrowny',
  language: 'pl',
  byline: 'autor:',
  heading: 'Rozdział',
  labels: { title: 'Tytuł', author: 'Autor', summary: 'Streszczenie' },
  summary: 'Łódź stoi na środku pola i czeka na wodę.',
  chapters: [
    {
      title: 'Pole',
      scenes: [
        [
          'Łódź stała na środku pola, odkąd sięgała pamięć. Dziadek malował ją co wiosnę na żółto, żeby, jak mówił, było ją widać z daleka.',
        ],
        ['- Skąd? - pytaliśmy. - Z morza - odpowiadał i mieszał farbę. Do morza było stąd trzysta kilometrów.'],
      ],
    },
    {
      title: 'Woda',
      scenes: [['W lipcu przyszła powódź. Wsiedliśmy wszyscy, nawet krowa, a dziadek nie powiedział ani słowa.']],
    },
  ],
};

export const english = [pier, archive, orchard];
export const foreign = { german, french, russian, japanese, chinese, polish };

/** What every variation of the body states: nobody has said its title or author yet. */
export const labelOf = ({ language, chapters }) => ({
  language,
  chapters: chapters.length,
  sceneBreaks: chapters.reduce((sum, { scenes }) => sum + scenes.length - 1, 0),
});
