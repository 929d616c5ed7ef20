/** Given names common enough that a line of one of them and a surname is a person's name. */
const NAMES = `aaron abigail ada adam adrian agatha agnes alan albert alex alexander alexandra alexandre alfred alice alicia allan
allen alison amanda amelia amy ambrose andrea andreas andrew angela ann anna anne annie anthony anton antonio arnold arthur
ashley audrey august barbara beatrice beatrix benjamin bernard betty bob brandon brenda brett brian bram bruce carl carlos carol
caroline catherine cecil charles charlotte chloe chris christian christina christine christopher claire clara clark claude
craig cynthia dale dan daniel daphne dave david dawn dean deborah denis dennis diana diane dmitri don donald donna dora
doris dorothy douglas earl ed edgar edith edmund eduard edward edwin eileen eleanor elena eliza elizabeth ella ellen elsie
emil emile emily emma eric erica ernest ernst esther ethel eugene eva evan evelyn felix florence frances francis franz
frank fred frederick friedrich gabriel gary gaston geoffrey george georg georges gerald gerard gertrude gilbert gina giovanni
giuseppe glenn gloria gordon grace graham greg gregory guillermo gustav guy hannah hans harold harriet harry harvey hector
heather heinrich helen henri henry herbert herman hermann hilda howard hugh hugo ian ida irene iris isaac isabel isabella ivan
jack jacob jacques jake james jamie jan jane janet jason jean jeff jeffrey jennifer jeremy jerome jerry jesse jessica
jill jim joan joanna joanne joe johann johannes john johnny jon jonathan jorge jose josef joseph josephine joshua joyce juan
judith judy jules julia julian julie julius justin karen karl kate katherine kathleen kathryn keith kelly ken kenneth kevin kim
kurt larry laura lauren lawrence lee leo leon leonard leslie lewis liam lillian linda lisa louis louisa louise lucas lucy
ludwig luigi luis luke lydia mabel manuel marcel marcus margaret margot maria marian marie marilyn mario marion mark martha
martin mary matt matthew maud maurice max maxim megan melissa michael michel michelle miguel mike mildred miles molly
monica nancy natalie nathan nathaniel neil nicholas nick nicole nikolai nina nora norman olga oliver olivia oscar otto
pablo pamela patricia patrick paul paula pedro peter phil philip phillip phyllis pierre rachel rainer ralph ray raymond rebecca
rene richard rick rita robert robin rodney roger roland ron ronald rosa rose rosemary roy rudolf rudyard rupert russell ruth ryan
sally sam samantha samuel sandra sara sarah scott sean sebastian selma sergei shannon sharon sheila shirley sidney simon sofia
sophia sophie stanley stefan stella stephanie stephen steve steven stuart susan suzanne sylvia tanya ted teresa terry theodor
theodore theresa thomas tim timothy tina todd tom tommy tony tracy ursula valerie vera victor victoria vincent viola violet
virginia vivian vladimir walt walter wanda warren washington wendy werner wilfred wilhelm wilkie will willa william winifred wolfgang
yolanda yvonne zane александр алексей анатолий андрей анна антон борис валентин василий виктор владимир владислав дмитрий
евгений екатерина елена иван игорь ирина константин лев любовь людмила максим мария марина михаил надежда наталья
николай олег ольга павел пётр петр светлана сергей татьяна фёдор федор юрий`;

const GIVEN_NAMES: ReadonlySet<string> = new Set(NAMES.split(/\s+/u));

export const isGivenName = (word: string): boolean => GIVEN_NAMES.has(word.toLowerCase());
