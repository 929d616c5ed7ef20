/** Given names common enough that a line of one of them and a surname is a person's name. */
const NAMES = `aaron abbie abdul abdullah abe abel abigail abner abraham absalom ada adah adam addison adela adelaide adele adeline
adolf adolphe adrian adriana adrienne agatha agnes agnieszka ahmed aidan aiden aileen aisha aki akira alain alan alana
alasdair alastair albert albrecht aldo aldous alec aleksander aleksandr alessandra alessandro alex alexander alexandra
alexandre alexandrina alexei alexis alf alfonso alfred alfredo algernon ali alice alicia alina aline alisa alison
alistair allan allen alma alphonse althea alva alvaro alvin alyssa amadeus amalia amanda amaury ambrogio ambrose
amelia amelie amina amir amos amy anastasia anatole anders andre andrea andreas andrei andrew andrzej andré andrés
andy aneurin angela angelica angelo angus anika anita anja ann anna anne annie ansel anselm anthony antoine antoinette
anton antonio anya araminta archibald archie ariadne ariel arkady arlene arlo armand armando arnaud arne arno arnold
arsène artemus arthur arturo arvid asger asher ashley ashok astrid aubrey audrey august augusta augustin augustine
augustus aurelia avery axel ayesha bahram baptiste barbara barbra barnaby barney barry bartholomew bartosz bastian
beata beatrice beatrix beatriz becky belinda bella ben benedict benedikta benito benjamin benjy bennett bernadette
bernard bernardo bernd bernhard bernice bert berta bertha berthold bertram bess bessie beth bethany betsy betty
beverly bianca bilal billy birgit björn blair blaise blanche blythe bob bobby bogdan boris brad bradley brady bram
brandon brandt branwen brenda brendan brent brett brian brianna bridget brigid brigitte britta bronwen bruce bruno
bryan bryce bryn burt byron caitlin caleb callum calvin camilla camille candace carl carla carlo carlos carlotta
carmen carol carole carolina caroline carolyn carrie carsten casimir caspar cassandra cassius catalina cate catherine
cecelia cecil cecilia cecily cedric celia celine cesar chaim chandra chantal charlene charles charley charlie
charlotta charlotte chester chiara chidi chloe chloé chris christabel christel christian christiane christina
christine christo christoph christophe christopher ciara cicely cillian cindy claire clara clarence clarice clarissa
clark claude claudette claudia claudio claus clayton clementine cleo cleopatra clifford clifton clive clyde clémence
colette colin colleen connie connor conor conrad constantin constantine consuelo cora coralie cordelia corinne cormac
cornelia cornelius cosimo courtney craig cressida crispin cristina curtis cuthbert cynthia cyril cyrus dafydd dagmar
dagny daisuke dale damian damien damon dan danica daniel daniela daniele danielle daniil danny dante daphne daria
dario darius darlene darrell darren darryl daryl dave david davide dawn dean deanna deborah debra declan deepak
deirdre delia delilah della delphine demetrius denis denise dennis derek dermot desdemona desmond devi devon dexter
diana diane diego dieter dietrich dilys dinah dino dirk dmitri dmitry dolores dominic dominik dominique don donald
donatella donatien donna donnie dora dorcas doreen dorian doris dorothea dorothy dougal dougie douglas dudley dulcie
duncan dustin dwight dylan eamon eamonn earl ebenezer ed edda eddie edgar edith edmond edmund edna edoardo edouard
eduard eduardo edward edwin edwina effie egon eiji eileen eirik ekaterina eleanor eleanora elena elfriede eli elias
elijah elin elinor elisa elisabeth elise elisha eliza elizabeth elizaveta ella ellen elliot elliott ellis elmer elodie
eloise elsa elsie elspeth elton elvira elwood emanuel emil emile emilia emiliano emilio emily emma emmanuel emmeline
emmett emrys endre enid enrico enrique ephraim erasmus eric erica erich erik erika erin ernest ernestine ernesto ernst
errol erskine erwin esme esmeralda esmé esteban estelle esther ethel etienne eudora eugene eugenia eugenie eunice
euphemia eustace eva evan evander evangeline evelina evelyn everett evgeny ewan ezekiel ezra fabian fabio fabrice
farah farid faustina federica federico felicia felicity felipe felix ferdinand fergal fergus fernanda fernando fidel
filip filippo finbar finlay finn fiona fleur florence florian floyd frances francesca francesco francine francis
francisca francisco franco frank franklin franz franziska françois françoise fred freda freddie frederic frederica
frederick frederik freya frida frieda friedhelm friedrich fritz frédéric fumiko gabriel gail galina gareth garrett
garrick garth gary gaston gavin gawain gemma genevieve geneviève geoff geoffrey georg george georges georgiana
georgina geraint gerald geraldine gerard gerda gerhard germaine gerrit gerry gertrud gertrude giacomo giancarlo gianni
gideon gilbert gilberto giles gillian gina gino giorgio giovanna giovanni gisela giulia giulio giuseppe gladys glenda
glenn glenys gloria godfrey goran gordon gottfried gottlieb grace graham greg gregory greta gretchen grete gretel
grigori grigory griselda guido guillaume guillermo gunnar gunther gustav gustave gustavo guy gwen gwendolen gwendolyn
gwyneth gwynne hakon halvard hamid hamish hana hank hannah hanne hannelore hanno hans harley harold harriet harriett
harrison harry hartmut haruki harumi harvey hassan hattie heather hector hedda hedwig hedy heidi heike heiko heinrich
heinz helen helena helene helga helmut heloise hendrik henri henrietta henrik henrike henry hepzibah herbert herbie
hercule heriberto herman hermann hermia hermione hester hettie hezekiah hideo hieronymus hilaire hilary hilda
hildegard hillary hiram hiro hiroko hiroshi hjalmar honora honoria honoré horace horatio horst hortense hosea howard
howell hubert hugh hugo hugues humbert humphrey hussein hélène iain ian ibrahim ichabod ida idris ieuan ifor ignacio
ignatius igor ilona ilse imogen ina ines inga inge ingeborg ingo ingrid inigo inés ioan ioana iona irene irina iris
irma irving irwin isaac isabel isabella isabelle isadora isaiah ishmael isidor isidore isla ismail isobel isolde ivan
ivo ivor izaak jacinta jack jackie jacky jacob jacqueline jacques jacquetta jaime jake jamal james jamie jan jane
janet janice janine janos jared jarek jaroslav jarvis jason jasper javier jayne jean jeanette jeanne jeannette jeannie
jebediah jedediah jeff jefferson jeffrey jemima jenna jennie jennifer jenny jens jeremiah jeremy jerome jerry
jessamine jessamyn jesse jessica jessie jethro jill jillian jim jimmy joachim joakim joan joanna joanne joao joaquin
joaquín jocasta jocelyn jody joe joel joey johan johann johanna johannes john johnnie johnny jolene jon jonah jonas
jonathan jonathon jorge jose josef josefina joseph josepha josephine josette joshua josiah josie josé joyce jozef juan
juana juanita judas judd jude judi judith judy jukka jules julia julian juliana julianna julie juliet juliette julius
jun junichi junko jurgen justin justine justus jürgen kaitlyn kamal kamila karen karim karin karina karl karla
karlheinz karol karolina kaspar kasper katarina katarzyna kate katerina katharina katharine katherine kathleen kathryn
kathy katia katie katja katrin katrina katya kay kazimierz kazuo keiko keir keira keisuke keith kelly kelvin ken
kendra kenji kenneth kenny kermit kerry kevan kevin keziah khalid kieran kilian kim kimberly kimiko kira kirk kirsten
kirstin kirsty kitty klara klaus kofi kojo konrad konstantin konstanze krista kristen kristian kristin kristina
kristoffer krystyna krzysztof kumar kurt kwame kyle kylie lacey lachlan laetitia lajos lalita lambert lamont lana lara
larry lars laszlo latisha laura lauren laurence laurent lauri laurie lavinia lawrence layla lazarus leah leander
leanne lee leela leif leila lemuel lena lenny lenore leo leocadia leon leonard leonardo leonid leonie leonora leopold
leroy lesley leslie leszek letitia letty levi lewin lewis liam libby lila lilia lilian liliana lilith lillian lillie
linda lionel lisa lisbeth lise lisette livia liza lizzie llewellyn lloyd logan lois lola lorcan loren lorena lorenz
lorenzo loretta lori lorna lorraine lothar lottie lou louie louis louisa louise lourdes lowell luana luca lucas lucasz
lucia lucian lucie lucien lucille lucinda lucius lucretia lucy ludmila ludmilla ludovic ludwig luigi luis lukas luke
lulu luther lydia lydie lyle lynda lynette lynn lyudmila lászló mabel mackenzie maddie madeleine madeline madge mads
mae maeve magda magdalena maggie magnus mahmoud mahmud maia mairi maisie maja makoto malachi malcolm malcom malin
mallory mamie mandy manfred manon manuel manuela mara marc marcel marcela marcella marcelle marcello marci marcia
marco marcus marek margaret marge margery margherita margit margo margot margrethe marguerite maria marian mariana
marianne marica marie marielle marietta marika mariko marilyn mario marion marisa marisol marit marita marius marjorie
mark markus marla marlene marlon marlowe marnie marsha marta marten martha marthe martin martina martine marvin mary
maryam mathias mathieu mathilda mathilde matilda matt matteo matthew matthias matthieu mattie maud maude maura maureen
maurice maurizio mavis max maxim maxime maximilian maxine maxwell maya małgorzata mechthild meg megan megumi mehmet
meinhard melanie melinda melissa melvin melvyn meredith merle mervyn mia micah michael michaela michal michał michel
michele micheline michelle michiko mick mickey miguel mihai mikael mike mikhail mikko mila milana mildred milena miles
millicent millie milly milo milos milton mina mindy minna minnie mira miranda miriam mirko miroslav misha mitchell
mohamed mohammad mohammed moira moishe molly mona monica monika monique monty mordecai morgan morgana moritz morris
mortimer morwenna moses mostafa muhammad muriel murray mustafa myfanwy myra myrna myron nadezhda nadia nadine nadja
nahum nan nancy nanette naomi nasir nastasia natalia natalie natalya natasha nate nathalie nathan nathanael nathaniel
natsuki neal nehemiah neil nell nellie nelly nelson nerys nesta netta nettie neville newton niall nicanor niccolo
nicholas nick nicki nicky nicola nicolae nicolas nicole nicolette nicolás nicolò niels nigel nikita niklas nikolai
nikolaus nils nina nirmala nisha noah noel noelle nolan nona noor nora norbert noreen norma norman norris norton
noémie oberon octavia octavian octavius odette odile olaf olav oleg olga oliver olivia olivier omar ophelia orla
orlando orson orville osborn osborne oscar oskar osman ossian oswald otis ottilie otto ottokar ottoline owen ozzie
pablo paddy padraig paige paloma pamela pancho paola paolo pascal pascale patrice patricia patricio patrick patrizia
patsy patti paul paula paulette paulina pauline paulo pavel pawel paweł pedro peggy penelope percival percy perdita
pernille perry petar pete peter petronella petronius petrus peyton phaedra phebe phil philip philippa philippe phillip
philomena phineas phoebe phyllida phyllis pierre piers pieter pietro pilar piotr pippa polly pompey prakash prasad
preston priscilla priya prunella quentin quincy quinn quintus rabindranath rachael rachel rafael rafaela raffaele
rahel raimund raimundo rainer rajesh ralf ralph ramon ramona randal randall randolph randy raoul raphael raquel rashid
rasmus raul ravi ray rayford raymond raymonde raúl rebecca rebekah reggie regina reginald regine reinaldo reinhard
reinhold remus renata renate renato rene renée reuben reynard reynold rhea rhiannon rhoda rhonda rhys ricardo riccardo
richard richie rick rickard ricky rikard riley rita roald robbie robert roberta roberto robin robyn rocco roderich
roderick rodney rodolfo rodrigo rogelio roger rohan roisin roland rolf rolland rollo romola ron ronald ronan ronnie
rory rosa rosalba rosalie rosalind rosaline rosamond rosamund rosanna roscoe rose roseanne rosella rosemary rosie
rosina rosita ross rowan rowena roxana roxanne roy ruben rubén rudi rudolf rudolph rudyard rufus rupert ruprecht
ruslan russell ruth ruthie ryan ryoko sabina sabine sabrina sadie sally salman salome salvador salvatore sam samantha
samira sammy samson samuel sandra sanjay sanna saoirse sara sarah sascha sasha saskia satoshi saul scarlett scott
seamus sean sebastian sebastien sebastián selena selina selma selwyn septimus serafina serena serge sergei sergio seth
seymour shane shannon shari sharon sharona shaun shawn sheena sheila sheldon shelly sheri sherman sherwood shinji
shirin shirley shiro shlomo sidney sidonie siegfried sigfrid sigmund sigrid sigurd silas silke silvana silvester
silvia simeon simon simone sinclair sinéad siobhan sofia sofie solange solomon solveig sondra sonia sonja sonya sophia
sophie soren spencer spiro stacey stacy stanislas stanislav stanisław stanley stefan stefania stefano steffi stella
sten stephanie stephen steve steven stig stuart sukey sumitra sunil susan susana susanna susannah susie suzanne
suzette suzy sven svetlana swen swetlana sybil sylvain sylvester sylvia sylvie søren tabitha tadeusz tadhg takashi
takeshi talia tallulah tamara tamsin tania tanya tara tariq tarquin tasha tatiana tatsuo tatyana taylor ted tegan
terence teresa terrence terry tertius tess tessa thaddeus thalia thea thelma theodor theodora theodore theophilus
theresa therese theresia thibault thierry thomas thora thorsten thorvald thérèse tibor tilda tilly tim timo timon
timothee timothy timur tina titus tobias tobin toby todd tom tomas tomasz tommaso tommy tomás toni tony tonya torsten
toshiro tova tracy travis trent trevor trina trish trisha tristan tristram trixie trudy tudor tycho tyler tyrone tyson
ugo ulf ulla ulrich ulrika ulrike umberto una uri uriah ursula uwe vaclav valentin valentina valentino valeria valerie
valerio valery vance vanessa vasilisa vasily vaughn vera verena verna vernon veronica veronika veronique vicente vicki
vicky victor victoria vidal vijay viktor viktoria vilhelm vilma vince vincent vincenzo viola violet virgil virginia
virginie vito vittoria vittorio vivek vivian viviana vivien vivienne vlad vladimir vladimira vladislav volker václav
wallace wallis wally walt walter walther wanda wanjiru warren washington wassily wayland waylon wayne wendell wendy
wenzel werner wes wesley weston wiebke wieslaw wilbur wilfred wilfrid wilhelm wilhelmina wilhelmine wilkie will willa
willard willem william willis wilma wilmer wilson winifred winnie winona winslow winston winthrop wladyslaw wojciech
wolfgang wolfram woodrow wyatt xavier xenia ximena yannick yaroslav yasmin yasmine yasuko yelena yevgeny ygraine yoko
yolanda yolande yorick yoshiko yuki yukiko yuri yusuf yves yvette yvonne zachariah zacharias zachary zadie zane zara
zbigniew zdenek zebedee zelda zena zeno zenobia zev zoe zofia zoltan zoltán zora zoé zsuzsa zygmunt étienne łukasz
аглая аделаида аким аксинья алевтина александр алексей алина алиса алла альберт альбина алёна анастасия анатолий
ангелина андрей андрій анжела анна антон антонина анфиса аполлинария аполлон аркадий арсений артемий артур артём
богдан борис борислав вадим валентин валентина валерий валерия варвара василий василиса василь вениамин вероника
викентий виктор виктория виталий влада владимир владислав владлен володимир всеволод вячеслав віктор гавриил галина
ганна геннадий георгий герман глеб григорий гурий давид даниил данила дарья демид демьян денис диана дина дмитрий
дмитро ева евгений евгения евдокия егор екатерина елена елизавета емельян ефим ефросинья захар зинаида зоя иван игнат
игнатий игорь илларион илья инна иннокентий иосиф ипполит ираида ирина катерина кирилл клавдия клим климент кондрат
константин корней ксения кузьма лаврентий лариса лаура лев леонид леонтий леся лидия лука лукьян любовь любомир
людмила макар максим маргарита марина мария марк марта мартын марфа марія матвей матрёна микола милана мирон мирослав
митрофан михаил михайло модест мстислав надежда надія наталья наталія нестор никита никифор никодим николай нина
оксана олег олександр олена олесь олеся ольга остап павел павло пантелеймон пелагея петр петро платон полина прасковья
прохор пётр раиса ростислав руслан савва савелий самуил светлана святослав семён серафим серафима сергей сергій
соломія софия софья спиридон станислав степан тамара тарас татьяна терентий тетяна тимофей тимур тихон трифон ульяна
устинья фаддей фаина федор федосья феликс филипп фома фёдор харитон христина эдуард элеонора элина эмма эрик юлиан
юлий юлия юрий юрій яков ярина ярослав ярослава євген іван ігор`;

const GIVEN_NAMES: ReadonlySet<string> = new Set(NAMES.split(/\s+/u));

export const isGivenName = (word: string): boolean => GIVEN_NAMES.has(word.toLowerCase());
