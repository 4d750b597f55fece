# ruff: noqa: E501, SIM905
"""Common first names and surnames, German, English and of people who live there. Data, lower case.

Names that are as often something else (Mark, Will, April, Koch) are left out where that would cut titles: an unknown
name is still understood where the other items of the agenda end in names too.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    aaron abby abdul abdullah abena abigail achim ada adaeze adam adebayo adele adelheid aditi adrian adwoa agata
    agnes agnieszka ahmad ahmed ahmet aidan aiko aileen aisha aisling ajay akash akiko akira alan albert alberto
    albrecht alejandra alejandro aleksandar aleksandra alena alessandro alessia alex alexa alexander alexandra
    alexandre alexei alexis alfie alfred ali alice alicia alina aline alison alistair allison alma alois alva alyssa
    amanda amar amara amber ambra amelia amelie amina amir amit amrita amy ana anand ananya anastasia andre andrea
    andreas andrei andrew andrzej andré andy aneta angela angelika angelina angus anika anil anita anja anjali anke
    ann anna annabell annabelle annalena anne annegret anneke anneliese annemarie annett annette annika anouar anouk
    anselm ansgar anthony antje anton antonia antonio anuschka anushka anwar archie aria ariane arif arjun arlette
    arlo armando armin arne arno arnold arthur artur arvid aryan asha ashley ashok asif asma astrid aurelia aurora
    ava axel ayaan ayesha ayla aylin ayse aysel ayşe aziz babette balázs baran barbara barnaby bart bashir bastian
    beata beate beatrice beatrix beau bela belinda ben bence benedikt benjamin benno bente berit bernadette bernardo
    bernd bernhard bert berta berthold bethany bettina bharat bianca bilal birgit birte björk björn bob bodo bogdan
    bojan boris boyan bożena bradley brandon branka branko brenda brendan brian bridget brigitte britta brooke bruce
    bruno bryan burak burkhard bärbel caitlin caleb cameron camilla camille can candice cara carina carl carla carlo
    carlos carlotta carmela carmen carola carolin carolina caroline carolyn carsten catarina catherine cathrin cathy
    cecilia cedric celia celine cem chandra chantal charlene charles charlie charlotte chelsea chen cheryl chiara
    chidi chika chinedu chioma chloe chloé chris christa christel christiane christin christina christine christof
    christoph christopher chukwu ciara ciaran cindy claas claire clara clarissa claudette claudia claudio claus
    clemens cleo clive colette colin conny conor conrad constanze cora cordula corina corinna cornelia cornelius
    courtney craig cristina curt curtis cynthia cyril dagmar daisy dalia damian damir dan dana danica daniel daniela
    daniele danielle danijel danny danuta daria darius dariusz darko darren daryl dave david deborah debra deepak
    deirdre delia demi denis denise deniz dennis derek derya desmond detlef devin devon dewi dhruv diana diane diego
    dieter dietmar dietrich dilara dilek dimitri dina dinesh diogo dirk dmitri dmitry dolores dominic dominik
    dominika dominique donald donna donovan dora doris dorota dorothea dorothee douglas dragan duarte duncan dunja
    dusan dustin dwayne dylan eberhard ebru eckhard edda eddie eddy edgar edith edmund eduard edward edwin edyta efe
    egon ehsan eike eileen einar eirik ekaterina elaine eleanor elena eleni eleonore elham elias elif elijah elin
    elio eliot elisa elisabeth elise eliza elizabeth elke ella ellen elli elliot elliott elmar elodie eloise elsa
    elvira emeka emil emilia emiliano emilie emily emine emma emre enrico enzo erdal erdem eric erica erich erik
    erika erin ernesto ernst-august erwin esmeralda esperanza esra estelle esther ethan ettore eugen eugene eunice
    eva evan evangelia evelin eveline evelyn ewa ewald ewelina fabian fabienne fabio fabrice fadi faisal falk farah
    farid fatih fatima fatma fatou fay federica federico felicitas felix femi ferdinand fergus fernando filip
    filippo finn fiona fiorella flavia fleur flora florian folake francesca francesco francine francis francisco
    francois franz franziska françois fred freddie frederic frederick frederik frederike freya frida frieda frieder
    friederike friedhelm friedrich frits fritz gabi gabriel gabriela gabriele gareth gary gavin gemma geoffrey georg
    george georgina gerald geraldine gerd gerda gerhard gernot gerrit gert gertrud gesa ghassan giacomo gianluca
    gianni gillian gina gino giorgio giovanni gisela giulia giuseppe glen glenn gloria gopal gordon grace graham
    grazia greg gregor gregory greta grzegorz gudrun guido guillaume gunnar gunter gunther gustav gwen gwendolyn
    gökhan götz günter günther habib hagen hakan haley halil hamid hamza hana hanna hannah hannelore hannes hans
    hans-georg hans-jürgen hans-peter harald haris harish harold harriet harry hartmut haruki hasan hassan hatice
    hayley hazel heather hedwig heidemarie heidi heike heiko heiner heinrich heinz helen helena helene helga helge
    helmut heloise hendrik henning henri henrietta henriette henrik henrike henry henryk herbert hermann herta
    hikmet hilary hilda hilde hildegard hilke hiroshi holger holly horst howard hubert huda hugo hussein hye hüseyin
    ian ibrahim ida idris ifeoma ignacio igor iker ilaria ilja ilka ilona ilse imke imogen imran ina indira ines
    inga inge ingeborg ingmar ingo ingolf ingrid inka inken ioana ioannis irena irene irfan irina iris irmgard isa
    isaac isabel isabela isabell isabella isabelle isidora isla ismael ismail iva ivan ivana ivonne iwona izabela
    jack jackie jacob jacqueline jacques jada jaime jakob jakov jakub jalil jamal james jamie jamila jan jana jane
    janek janet janice janin janina janine janis jannik jannis janusz jared jarek jaroslav jasmin jasmina jasmine
    jason jasper javed javier jayden jean jeanette jeff jeffrey jelena jelka jemima jenna jennifer jenny jens jeremy
    jerome jerry jerzy jesse jessica jette jill jillian jim jimmy jin jo joachim joan joana joanna joanne jocelyn
    jochen jodie joe joel joey johan johann johanna johannes john johnny jolanda jolanta jonas jonathan joost jordi
    jorge jorgen jose josef josefine joseph josephine joshua josé jovana joyce juan juanita judit judith judy jukka
    jule jules julia julian juliana juliane julie julien juliette julius julián juri justin justus jutta jörg jörn
    jürgen kaan kacper kadir kai kaito kamal kamila karen karim karin karina karl karl-friedrich karl-heinz karla
    karolin karolina karoline karsten kasia kaspar katarina katarzyna katarína kate kateryna katharina katherine
    kathleen kathrin kathryn kathy katie katinka katja katrin kay kayla kazim keira keisha keith kelechi kelly kemal
    ken kenan kendra kenji kenneth kerem kerry kerstin kevin khadija khaled khalid kieran kilian kim kira kirsten
    kirstin klara klaus kofi kolja konrad konstantin konstanze korbinian kosta krishna kristian kristin kristina
    kristine kristof krystian krzysztof kunal kurt kwame kyle lachlan lamar lana lara larissa larry lars laszlo
    laszló latif latisha laura lauren laurent laurenz layla lea leah leander lee leif leila lena lene leni lennart
    leo leon leona leonard leonhard leonie leonora leopold leroy leslie leticia levi levin lewis leyla li lia liam
    lidia liesel lilian liliana liliane lilli lilly lily lin lina linda lindsay lindsey line ling linus lionel lisa
    lisbeth liv livia liz logan lola lore lorena lorenz lorenzo loretta lorna lorraine lothar lotta lotte louis
    louisa louise luana lubna luca lucas lucia luciana luciano lucie lucy ludger ludmila ludwig luigi luis luisa
    luise luka lukas luke lutz lydia lynn lyra maartje mabel maciej madeleine madita maeve magda magdalena maggie
    magnus mahdi mahira mahmoud maik maike maisie maja malcolm malena malgorzata malik malin malte mamadou mandy
    manfred manja manuel manuela mara marc marcel marcela marcelo marcin marco marcus marek maren margaret margarete
    margarida margarita margit margot margret margrit maria mariam marian mariana marianne marie marie-luise marieke
    mariella marietta marija marijke marika marina mario marion marisa marit marius marjan marko markus marlee
    marleen marlen marlene marlies marlis marlon marta martha martin martina martyna marvin mary maryam mascha masud
    matea mateo mateusz mathias mathieu mathilda matilda mats matt matteo matthew matthias matti maureen maurice
    mauro max maxi maximilian maya małgorzata megan mehdi mehmet mei meike melanie melike melina melinda melissa
    melvin mercedes merle mert meryem mia micaela michael michaela michał michel michelle miguel mihai mika mike
    mikhail mila milan milena milo milos miloš mina mira mirco mirela miriam mirja mirjam mirjana mirko miroslav
    mischa mitchell mohamad mohamed mohammad mohammed mohan moira mona monica monika monique morgan moritz mostafa
    mouna mubarak muhammad murat mustafa myra nabil nadeem nadia nadine nadja naila najib nancy naomi narges nasir
    nasrin natalia natalie natascha natasha nathalie nathan navid nazan neel neha neil nele nelson nenad nevin ngozi
    nia nicholas nick nico nicola nicolai nicolas nicole nicoletta niels nigel nikhil nikita niko nikola nikolai
    nikolaos nikolas nikolaus nils nilufar nina nisha noah noel noemi noor nora norah norbert norman nour nuno nuria
    oana obinna odile ofelia oisín oksana olaf ole oleg oleksandr olena olga oliver olivia olivier olu oluwaseun
    omar omari onur onyeka orla orlando osama oscar oskar osman osvaldo oswald otto ousmane oya pablo paloma pamela
    pascal pascale pat patricia patricio patrick patrik patryk paul paula paulina pauline pavel pawel paweł pedro
    peer peggy pelin penelope per perry petar peter petr petra phil philip philipp philippa philippe phoebe pia
    pierre pietro pilar piotr pooja prakash pranav pratik preeti prisca priya quentin rabia rachel radek radoslav
    rafael rafał raffaele ragnar raheem rahel rahul raimund rainer raisa raj rajesh rajiv rakesh ralf ralph ramona
    ramón rana randolph rania ranjit raoul raphael raquel rasheed rashid rasmus rauf ravi raymond raúl rebecca
    rebekka reem regina regine reiner reinhard reinhold rena renata renate rene rené reza rhea rhiannon rhys ricarda
    ricardo riccardo richard rick rina rishi rita riya rob robbie robert roberta roberto robin robyn rocco rocío
    rodney rodrigo roger rohan roland rolf romain roman romina romy ron ronald ronan ronja ronny rory rosa rosalie
    rosalind rosemarie ross roswitha rowan roxana roxanne roy ruben rudi rudolf rupert ruslan russell ruth ryan ryo
    rüdiger saad sabine sabrina sadia saeed safiya sahra said sajid sakura salim sally salma salman salome salvador
    salvatore sam samantha samer samina samir samira samuel sana sanaa sandeep sandra sandro sandy sanja sanjay
    santiago saoirse sara sara-lena sarah sascha sashi saskia satoshi saul scott sean sebastian sebnem selim selin
    selina selma semra senait serdar serena serge sergei sergej sergio sergiu sevgi seyma shabnam shafiq shane
    shanice shannon sharon shaun shauna sheila shirin shirley shivani sibel sibylla sibylle siddharth siegfried
    sieglinde sienna sigmar sigrid silas silja silke silva silvan silvia silvio simon simona simone simran sina
    sinan sinead sinéad siobhan siobhán slavica slobodan snezana sofia sofie sofía soledad solomon solveig sonia
    sonja sophia sophie soraya sorin spencer srinivas stanislav stefan stefania stefanie stefano steffen steffi
    stelios stella stephan stephanie stephen steve steven stuart stéphane sue suki suleika suleyman suman sumit
    sunil suresh susan susann susanna susanne suse sushila suzan suzanne svea sven sven-erik svenja svetlana swati
    sybille sylvia sylvie sören süleyman tabea takeshi talia tamara tamika tamsin tamás tania tanja tanvi tara tarek
    tariq tasha tatiana tatjana tatsuya tayfun tayo ted teresa tereza terry tessa thaddeus thandiwe thea theo
    theodor theresa therese theresia thiago thibault thies thilo thomas thorben thorsten tiago tiana tiffany till
    tilman tim timm timo timothy timur tina tino tobias toby todd tom tomas tomasz tommaso tommy tomás toni tony
    torben tore torsten tova tracy trevor tristan trung tuan tunde tuğba tyler uchenna udo ulf uli ulla ulrich ulrik
    ulrike uma umar umut urs ursel ursula uschi usha ute utz uwe vaclav valentin valentina valeria valerie vanessa
    vasil vasiliki vera verena veronica veronika verónica vesna victor vijay vikram viktor viktoria viktória vinay
    vincent viola violetta virginia vishal vittoria vivian viviane vivien vivienne vladimir vladislav volker volkmar
    wael waldemar walter waltraud wanda wanjiru wayne wei wencke wendelin wendy wenke werner wibke wiebke wiktor
    wilfried wilhelm willi william willy wilma winfried wladimir wojciech wolf-dieter wolfgang wolfram xaver xenia
    xiao xin yana yannick yannik yara yasemin yash yasin yasmin yasmina yelena yevgeny ying yolanda yong yosef yoshi
    youssef yuki yuko yulia yuri yusuf yuval yvette yvonne zachary zahra zainab zara zehra zeinab zeki zeno zeynep
    ziad zlatan zoe zofia zoran zoé zsófia zuzana zuzanna özcan özge özgür özlem
    """.split()
)
SURNAMES = frozenset(
    """
    adams adeyemi ahmed aigner albers albrecht ali allen anderson arnold arslan aydin aydın bailey baker bakker
    barnes bartels bauer baumann bayer beck becker bell bennett berg berger bergmann bernard beyer bianchi brandl
    brandt brooks brown brunner bryant bulut busch böhm böttcher campbell carter celik chen choi chowdhury
    christensen clark coleman collins conti cook cooper costa cox davis demir deniz diallo dietrich dogan doğan
    dressler duarte dubois dupont durand ebert ecker eder edwards egger engel erdogan erdoğan eriksson evans
    fernandez fernández ferrari ferreira fiedler fischer foster franke franz fraser friedrich fuchs garcia garcía
    gerlach gomes gonzales gonzalez gonzález graf greco griffin grimm gross groß gruber gupta güler günther haas
    haddad hagedorn hahn hall hansen harris hartmann hassan hayes heinrich heinz henderson hermann hermes herrmann
    heuer hill hinterberger hirsch hofer hoffmann hofmann hoppe horn horvat howard huang huber hughes hussain hübner
    ionescu ivanov jackson jacobs jaeger jahn jansen janssen janssens jenkins johansson johnson jones jong jovanovic
    jovanović jung jäger jürgens kaiser kaminski kamiński karlsson kaya keller kelly kern khan khoury kilic kim
    kirchner kirsch klein kobayashi koehler korhonen korkmaz kowalczyk kowalski koç kraemer kramer kraus krause
    kretschmer krueger krämer krüger kuhn kumar kunze kurt köhler köster kühn kılıç lang lange larsen laurent
    lechner lee lefebvre lehmann leitner leroy lewandowski lewis lindgren lindner lindqvist liu lopez lorenz ludwig
    lutz lópez macdonald maier marino martin martinez martínez marx maurer mayer mcdonald mckenzie meier mensah
    mertens meyer miller mitchell moeller moore moreau moretti morris moser mueller murphy möller müller nagel
    nakamura naumann nelson neumann nguyen nielsen nikolić nolte novak nowak ntumba o'brien o'connor o'neill
    obermeier oezdemir oeztuerk okafor okonkwo oliveira olsen ortega otto ozdemir park parker patel patterson paul
    peeters perez perry peters petersen peterson petrov petrovic petrović pfeiffer pham phillips pichler pieper pohl
    polat popescu pérez radtke rahman ramirez rausch reed reich reimann reimer reinhardt reiter reuter ricci
    richardson richter riedel ritter roberts robinson rocha rodriguez rodríguez rogers rohde romano rossi roth
    rudolph rupp russell russo sahin sanchez sanders santos sato sauer schaefer schilling schlüter schmid
    schmidhuber schmidt schmitt schmitz schneider scholz schramm schreiber schreiner schroeder schröder schröter
    schubert schulte schultz schulz schulze schumacher schuster schwaiger schwarz schäfer schütte schütz scott
    seidel seifert seiler shah sharma sievers silva simmons simon sinclair singh smith sommer springer stahl
    steffens stein steiner stephan stewart stolz suzuki sánchez tanaka taylor thiel thiele thoma thomas thompson
    torres tran traoré trautmann turner ullrich ulrich unger urban virtanen visser vogel vogt voigt voss vries
    wagner walker walter wang watanabe watson weber wegner weidner weiss wendt wenzel werner westphal white
    whitfield wiese wilhelm wilke williams wilson wimmer winkler winter witt wiśniewski wolff wolter wood wright
    wrobel wu wulff wójcik yamamoto yang yildiz yilmaz yıldız yılmaz zander zhang zhao zhou ziegler zieliński zimmer
    zimmermann çelik özdemir öztürk şahin
    """.split()
)
SURNAME_ENDINGS = ("mann", "meier", "meyer", "mayer", "maier", "huber", "berger", "czyk", "wicz", "ski", "sky", "vić", "vic",
    "oğlu", "oglu", "sson", "enko", "idis", "opoulos")  # fmt: skip
PARTICLES = frozenset("von van de der den zu zur vom ten di da del la le el al bin".split())
