# ruff: noqa: E501, SIM905
"""Common first names and surnames, German, English and of people who live there. Data, lower case.

Names that are as often something else (Mark, Will, April, Koch) are left out where that would cut titles: an unknown
name is still understood where the other items of the agenda end in names too.
"""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    aaron abdul abdullah achim ada adam adele adelheid adrian agata agnes agnieszka ahmad ahmed ahmet aidan aileen aisha
    alan albert alberto albrecht aleksandar aleksandra alena alessandro alessia alex alexa alexander alexandra alexandre
    alexei alexis alfred ali alice alicia alina aline alison allison alma alois alyssa amanda amar amber amelia amelie amina
    amir amit amy ana anastasia andre andré andrea andreas andrei andrew andrzej andy angela angelika angelina anika anil anita
    anja anjali ann anna annabell annabelle annalena anne anneliese annemarie annette annika anouk anselm ansgar antje anton
    antonia antonio anuschka aria ariane armin arne arno arnold arthur artur arvid asha ashley astrid aurelia ava axel ayla
    ayse ayşe aysel aylin baran barbara bärbel bart bastian beate beatrice beatrix bela ben benedikt benjamin benno
    berit bernadette bernd bernhard bert berta berthold bettina bianca birgit birte björn bob bodo boris boyan brandon brenda
    brian brigitte britta bruno burak burkhard caitlin caleb cameron can cara carina carl carla carlo carlos carmen carola
    carolin carolina caroline carolyn carsten catherine cathrin cecilia cem chantal charles charlie charlotte
    chen cheryl chiara chloe chris christa christel christiane christin christina christine christof christoph christopher
    cindy claas claire clara clarissa claudia claudio claus clemens colin conny conrad constanze cora cordula corinna cornelia
    cornelius craig cristina curt cynthia dagmar daisy damian dan dana daniel daniela daniele danielle danny daria
    dariusz darren dave david deborah debra deepak deniz denis denise dennis derek detlef devin diana diane diego
    dieter dietmar dietrich dilara dimitri dina dirk dmitri dominic dominik dominique donald donna dora doris dorothea
    dorothee douglas duncan dylan eberhard eckhard edda eddie edgar edith eduard edward edwin egon eike eileen ekaterina elaine
    elena eleni eleonore elena elias elif elijah elisa elisabeth elise elizabeth elke ella ellen elli elmar elsa emil emilia
    emilie emily emine emma emre enrico eric erica erich erik erika erin ernesto erwin esra esther ethan eugen eugene eva evan
    evelin eveline evelyn ewa ewald fabian fabienne falk fatih fatima fatma felicitas felix ferdinand fernando filip finn fiona
    florian francesca francesco francis francisco franz franziska fred frederic frederick frederik frederike
    frida frieda friedrich friederike friedhelm frieder frits fritz gabi gabriel gabriela gabriele gareth gary gavin
    george gerald gerd gerda gerhard gernot gert gertrud gesa giovanni gisela giulia gökhan gordon götz graham greg
    gregor gregory greta gudrun guido guillaume gunnar gunter gunther günter günther gustav hakan hagen halil hanna hannah
    hannelore hannes hans hans-peter hans-jürgen hans-georg harald harold harriet harry hartmut hasan hassan heather hedwig
    heidemarie heidi heike heiko heiner heinrich heinz helen helena helene helga helmut hendrik henning henri henrik
    henriette henrike henry herbert hermann herta hilde hildegard hilke holger horst howard hubert hugo hüseyin ian ibrahim
    ida ignacio igor ilja ilka ilona ilse imke imran ina ines inga inge ingeborg ingo ingolf ingrid inka inken iris irene
    irina irmgard isa isaac isabel isabell isabella isabelle isla ismail ivan ivana ivonne jack jackie jacob jacqueline jacques
    jakob jakub jamal james jamie jan jana jane janet janice janin janina janine janis jannik jannis jared jaroslav jasmin
    jasmina jason jasper javier jean jeanette jeff jeffrey jelena jenna jennifer jenny jens jeremy jerome jerry jesse jessica jette
    jill jim jimmy jin jo joachim joan joana joanna joanne jochen joe joel johan johann johanna johannes john johnny jolanda
    jonas jonathan joost jörg jörn jose josé josef joseph josefine josephine joshua joyce juan judith judy jule jules julia
    julian juliane julie julien juliette julius jürgen justin justus jutta kai karen karin karina karl karl-heinz karla karolin
    karolina karoline karsten kaspar katarina katarzyna kate katharina katherine kathleen kathrin kathryn kathy katie katja
    katrin kay keith kelly kemal ken kenan kenneth kerem kerstin kevin khalid kilian kim kira kirsten kirstin klara klaus kolja
    konrad konstantin konstanze korbinian kristian kristin kristina kristine krystian kurt kyle lara larissa larry lars laszlo
    laura lauren laurent laurenz lea leah leander lee leif leila lena lene leni lennart leo leon leona leonard leonhard leonie
    leonora leopold leslie levi levin lewis leyla li liam lidia liesel lilian liliana lilli lilly lily lin lina linda line linus
    lisa lisbeth liv liz lore lorena lorenz lorenzo lothar lotta lotte louis louisa louise lubna luca lucas lucia lucie lucy
    ludger ludwig luis luisa luise lukas luke lutz lydia lynn maartje madeleine madita maggie magda magdalena mahmoud maik maike
    maja malena malin malte mandy manfred manfred manja manuel manuela mara marc marcel marcela marco marcus marek maren margaret
    margarete margarita margit margot margret margrit maria mariam marian mariana marianne marie marie-luise marieke mariella
    marietta marija marika marina mario marion marisa marit marius markus marleen marlen marlene marlies marlon marta martha
    martin martina marvin mary maryam mascha mateusz mathias mathieu mathilda mats matt matteo matthew matthias matti maurice
    max maxi maximilian maya megan mehmet meike melanie melinda melissa melike merle mert meryem mia michael michaela michał
    michel michelle miguel mika mike mikhail mila milan milena milo mina mira mirco miriam mirja mirjam mirko mischa mohamed
    mohammad mohammed mona monica monika morgan moritz murat mustafa nadia nadine nadja nancy naomi natalia natalie natascha
    nathalie nathan neil nele nelson nevin nicholas nick nico nicola nicolai nicolas nicole niels nikita niko nikola nikolai
    nikolas nikolaus nils nina noah noel noemi nora norbert norman nuria olaf ole oleg olga oliver olivia olivier omar onur
    oscar oskar osman oswald otto özge özgür özlem pablo paloma pamela pascal pat patricia patricio patrick patrik paul paula
    paulina pauline pavel pawel pedro peer peggy per petar peter petra phil philip philipp philippe phoebe pia pierre
    pietro piotr priya rachel rafael ragnar rahel raimund rainer raj rajesh ralf ralph ramona rania raphael raquel rasmus ravi
    raymond rebecca rebekka regina regine reiner reinhard reinhold rena renata renate rene rené ricarda ricardo richard rick
    rita rob robert roberta roberto robin rodrigo roger roland rolf roman romina romy ron ronald ronja ronny rosa rosalie
    rosemarie ross roswitha roxana roy ruben rudi rudolf rüdiger rupert russell ruth ryan sabine sabrina sahra said sally salma
    salvatore sam samantha samir samira samuel sandra sandy sanja sanjay sara sarah sascha saskia scott sean sebastian selin
    selina selma semra serdar serge sergej sergei sergio sevgi shannon sharon sheila shirin sibel sibylle sibylla siegfried
    sieglinde sigrid silas silja silke silvan silvia silvio simon simona simone sina sinan sofia sofie solveig sonia sonja
    sophia sophie sören stefan stefanie stella steffen steffi stella stéphane stephan stephanie stephen steve steven stuart sue
    suleyman süleyman sunil susan susann susanna susanne suse suzanne svea sven svenja svetlana sybille sylvia sylvie tabea
    tamara tanja tania tara tarek tatiana tatjana tayfun ted teresa terry tessa thea theo theodor theresa therese theresia
    thomas thorben thorsten thilo thies till tilman tim timo timm timothy tina tino tobias toby todd tom tomas tomás tomasz
    tommy toni tony tore torben torsten tracy trevor tristan tuğba tyler udo ulf uli ulla ulrich ulrike umut ursel ursula uschi
    ute utz uwe valentin valentina valerie vanessa vera verena veronica veronika viktor viktoria vincent viola viviane
    vivien vivian volker volkmar vladimir waldemar walter waltraud wanda wei wencke wendelin wendy wenke werner wibke wiebke
    wilfried wilhelm willi william willy wilma winfried wladimir wojciech wolfgang wolfram wolf-dieter xaver xenia yannick yannik
    yara yasemin yasin yasmin ying yusuf yvette yvonne zachary zainab zeynep zoe zoé zoran zuzana
    """.split()
)
SURNAMES = frozenset(
    """
    müller mueller schmidt schmitt schmid schmitz schneider fischer weber meyer meier maier mayer wagner becker schulz schulze
    schultz hoffmann hofmann schäfer schaefer richter bauer klein schröder schroeder neumann schwarz zimmermann krüger
    krueger hartmann lange werner krause lehmann köhler koehler herrmann hermann schulte walter kaiser fuchs lang
    scholz möller moeller weiss hahn schubert vogel friedrich günther keller berger winkler roth beck lorenz baumann
    franke albrecht schuster simon ludwig böhm winter kraus martin schumacher krämer kraemer vogt stein jäger jaeger otto sommer
    groß gross seidel heinrich brandt haas schreiber graf schulte dietrich ziegler kuhn kühn pohl engel horn busch bergmann thomas
    voigt sauer arnold wolff pfeiffer petersen jansen janssen hansen petersen christensen nielsen kaya yilmaz yılmaz demir
    şahin sahin çelik celik öztürk oeztuerk yildiz yıldız aydin aydın arslan doğan dogan kılıç kilic nguyen tran pham kowalski
    kowalczyk nowak wiśniewski wójcik kaminski kamiński lewandowski zieliński novak horvat petrović petrovic jovanović jovanovic
    nikolić popescu ionescu ivanov petrov rossi russo ferrari bianchi romano garcia garcía fernandez fernández rodriguez
    rodríguez lopez lópez martinez martínez gonzalez gonzález perez pérez sanchez sánchez ramirez torres silva santos oliveira
    smith johnson williams jones brown davis miller wilson moore taylor anderson jackson white harris thompson robinson clark
    lewis walker hall allen wright scott hill adams baker nelson carter mitchell roberts turner phillips campbell
    parker evans edwards collins stewart morris rogers reed cook bell murphy bailey cooper richardson cox howard peterson
    ramirez watson brooks kelly sanders bennett wood barnes henderson coleman jenkins perry patterson hughes
    simmons foster gonzales bryant russell griffin hayes o'brien o'connor o'neill mcdonald macdonald mckenzie fraser sinclair
    patel singh kumar sharma gupta shah khan ahmed hussain ali rahman chowdhury kim park lee choi jung wang zhang liu chen yang
    huang zhao wu zhou tanaka suzuki sato watanabe yamamoto nakamura kobayashi okafor okonkwo mensah adeyemi diallo traoré dubois
    laurent lefebvre moreau bernard dupont durand leroy janssens peeters vries berg jong bakker visser haddad khoury hassan
    özdemir oezdemir ozdemir polat erdogan erdoğan kurt koç güler korkmaz bulut seifert franz gruber huber wimmer moser steiner
    egger pichler hofer leitner reiter eder maurer schwaiger lechner aigner brunner schmidhuber obermeier hinterberger kirchner
    ebert lindner kretschmer hübner zimmer böttcher stahl ullrich ulrich beyer bayer thiele reuter hermes jürgens
    """.split()
)
SURNAME_ENDINGS = ("mann", "meier", "meyer", "mayer", "maier", "huber", "berger", "czyk", "wicz", "ski", "sky", "vić", "vic",
    "oğlu", "oglu", "sson", "enko", "idis", "opoulos")  # fmt: skip
PARTICLES = frozenset("von van de der den zu zur vom ten di da del la le el al bin".split())
