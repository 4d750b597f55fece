"""The words that a name stands beside: titles, greetings, closings, relations; and those that say it is none."""

from __future__ import annotations

import re
from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a block of text."""
    return frozenset(text.split())


TITLE, GREETING, CLOSING, THANKS, RELATION, INTRODUCTION, ACADEMIC = 1, 2, 4, 8, 16, 32, 64
CUES: Final[dict[str, int]] = {
    **dict.fromkeys(
        words(
            """
    herr herrn frau fr hr fam familie fräulein mr mrs ms miss mister mx madame monsieur signora signor
    """
        ),
        TITLE,
    ),
    **dict.fromkeys(
        words(
            """
    dr prof professor professorin doktor dipl-ing dipl ing mag med doc
    """
        ),
        ACADEMIC,
    ),
    **dict.fromkeys(
        words(
            """
    hallo halli hi hey liebe lieber liebes liebste liebster moin servus dear hello grüezi ahoi huhu
    hallöchen geehrte geehrter hej hola salut bonjour tach heyho hallihallo griaß dich di werte werter tag
    morgen abend morning afternoon evening gott salü hiya
    """
        ),
        GREETING,
    ),
    **dict.fromkeys(
        words(
            """
    grüße grüßen gruß grüsse grüssen gruss gruessen gruesse grüßle mfg lg vg glg bg hg regards sincerely
    wishes faithfully truly respectfully hochachtungsvoll ciao tschüss tschüß cordially unterzeichnet gez
    grüßt bussi bussis kuss küsse umarmung
    """
        ),
        CLOSING,
    ),
    **dict.fromkeys(
        words(
            """
    thanks danke dank best cheers love you xoxo bald dann dein deine euer eure ihr ihre alles wünschen
    appreciated advance voraus
    """
        ),
        THANKS,
    ),
    **dict.fromkeys(
        words(
            """
    mann ehemann sohn tochter freund freundin kollege kollegen kollegin mitarbeiter mitarbeiterin
    mitarbeiters techniker monteur berater beraterin bruder schwester neffe nichte enkel enkelin partner
    partnerin lebensgefährte lebensgefährtin verlobter verlobte onkel tante cousin cousine nachbar nachbarn nachbarin
    namens fahrer fahrerin schaffner schaffnerin sachbearbeiter sachbearbeiterin chef chefin vertreter
    husband wife son daughter brother colleague representative rep named fiancé fiancée boyfriend girlfriend
    niece nephew uncle aunt supervisor technician advisor adviser cashier stewardess waiter waitress
    receptionist kellner kellnerin ehefrau
    """
        ),
        RELATION,
    ),
    **dict.fromkeys(
        words(
            """
    name heiße heisse heißt heisst i'm i’m im am is bin hier spricht ist
    """
        ),
        INTRODUCTION,
    ),
}
INTRODUCES: Final = re.compile(
    r"(?:\b(?:mein name(?: ist| lautet|:)|ich heiße|ich heisse|er heißt|sie heißt|my name(?: is|'s|:)|this is"
    r"|i am|i'm|i’m|ich bin(?: der| die)?"
    r"|hier (?:ist|spricht|schreibt)|her name is|his name is|whose name is|goes by|i am called|name:))\s\Z",
    re.IGNORECASE,
)
SURE_INTRODUCTION: Final = re.compile(r"name|heiß|heiss|called|goes by|spricht|schreibt", re.IGNORECASE)
# "Von: Anna Müller <...>", "Ansprechpartner: K. Rohe": the fields of a form and the head of a mail.
SAID_TO_BE: Final = re.compile(
    r"(?m)^[ \t>*•-]*(?:Von|An|From|To|Cc|Bcc|Name|Vorname|Nachname|Absender|Kunde|Kundin|Customer|Client"
    r"|Ansprechpartner(?:in)?"
    r"|Kontakt|Contact|Empfänger(?:in)?|Sachbearbeiter(?:in)?|Fahrer(?:in)?|Driver|Agent|Besteller(?:in)?|Gast"
    r"|Guest|Passenger"
    r"|Reisende[r]?|First name|Last name|Surname|Full name)[ \t]{0,2}:[ \t]{1,3}(?:(?:Herrn?|Frau|Mrs?\.?"
    r"|Ms\.?|Dr\.)[ ])?"
    r"(?P<it>[A-ZÄÖÜÀ-Þ][\w.'’-]{0,30}(?:,?[ ](?:von |van |de )?[A-ZÄÖÜÀ-Þ][\w.'’-]{0,30}){0,3})(?=[ \t]*(?:$"
    r"|[<(\[,;|]))"
)
PARTICLES: Final = words(
    """
    von van der den de la le di da del della zu zum zur dos ten ter bin al el du af
    """
)
JOINS: Final = frozenset((" ", "\u00a0", ". ", ".", "  ", ".-"))
AND: Final = frozenset(("und", "and", "u", "sowie"))
ARTICLES: Final = words(
    """
    der die das den dem des ein eine einen einem einer im am zum zur beim vom ins ans kein keine mein meine
    meinen dein deine ihr ihre unser unsere diese dieser dieses jede jeder the a an this that my your our
    their its
    """
)
NOUN_END: Final = re.compile(
    r"\w+(?:ung|ungen|heit|heiten|keit|keiten|schaft|tion|tionen|ismus|nis|nisse|ität|äten|ment|ments|ling|tum"
    r"|chen|erei)$"
)
BEFORE_A_PERSON: Final = words("von bei mit an für durch gegen und oder dass ob wenn weil dank laut als")
SIGNS_FOR: Final = words("dr prof ihr ihre dein deine euer eure dipl ing mag herr frau your von i a v ia iv ppa gez")
# Behind "Herr" and "Frau" these are no names even in a greeting; "Herr Sonntag!" is one.
NOBODY: Final = words(
    """
    kollege kollegin nachbar nachbarin kunde kundin doktor professor professorin direktor direktorin präsident
    präsidentin
    minister ministerin bürgermeister bürgermeisterin pfarrer pfarrerin rektor rektorin vorsitzende
    vorsitzender mutter vater
    geschäftsführer geschäftsführerin leiter leiterin chef chefin inhaber inhaberin vermieter vermieterin und
    oder gemahlin
    bundeskanzler bundeskanzlerin kanzler kanzlerin mitarbeiter mitarbeiterin berater beraterin
    ansprechpartner fahrer sir madam
    """
)
OWNER: Final = words(
    """
    meine eine keine jede deine seine junge alte ältere alleinerziehende dieser diese einer meiner ihre
    unsere
    """
)
END_OF_SENTENCE: Final = '.!?\n:•*"„“”([-–—>'
FIRM_WORDS: Final = words(
    """
    day jr
    llc inc ltd corp corporation company co collection collections capital bank banking finance financial
    services servicing service loan loans mortgage associates group holdings partners insurance portfolio
    law recovery gmbh ag kg ohg ug gbr verlag stiftung versicherung markt filiale hbf bahnhof airport
    airlines hotel hotels resort university college school hospital street road avenue straße strasse str
    platz allee weg weges brücke haus stadium center centre mall store stores shop park beach county city
    island lake edition series collection's platform app
    """
)
# A greeting of a shop or an office greets nobody by name.
GREETED_FIRMS: Final = words(
    """
    bäckerei metzgerei fleischerei konditorei apotheke drogerie praxis klinik klinikum krankenhaus kanzlei werkstatt
    autohaus hausverwaltung verwaltung buchhandlung brauerei gärtnerei tischlerei schreinerei druckerei sparkasse
    volksbank stadtwerke gemeinde reederei spedition redaktion
    lettings motors homes bakery pharmacy surgery dental clinic hospital council motoring garage plumbing electrics
    energy telecom broadband rail trains buses airways estates properties kitchens furniture sofas
    """
)
NAMED_AFTER: Final = words(
    """
    hurricane storm orkan sturm sturmtief tief hoch serie film modell model hotel haus st sankt santa san
    saint marke firma label restaurant café gasthof stadt schiff boot hund katze hurrikan taifun typhoon
    operation projekt project station haltestelle bahnhof flughafen
    """
)
TITLE_GAPS: Final = frozenset((" ", ". ", ".", "\u00a0", ".\u00a0", "  "))
OFFICES: Final = words(
    """
    kollege kollegin magistra dekan dekanin rektor rektorin inspektor oberarzt oberärztin pastor pastorin
    vikar kommissar
    lehrer lehrerin notar schwester pater hauptmann oberleutnant kammersänger konsul abgeordneter abgeordnete
    direktor direktorin minister ministerin präsident präsidentin pfarrer pfarrerin rechtsanwalt
    rechtsanwältin bürgermeister oberst geschäftsführer richter magister kommerzialrat hofrat ass-prof
    priv-doz ll rer nat phil jur habil vw univ hc
    """
)
GREETING_HEADS: Final = words(
    """
    hallo halli hi hey liebe lieber liebes moin servus dear hello guten good sehr geehrte geehrter grüß
    grüezi ahoi huhu hallöchen schönen hej hola salut bonjour tach heyho hallihallo griaß werte werter meine mein
    """
)
CLOSING_MORE: Final = words(
    """
    mit freundlichen freundliche besten beste lieben liebe viele herzliche herzlichen grüße grüßen gruß
    grüsse and best kind warm regards wishes yours sincerely faithfully truly thanks thank you very much
    many danke dank vielen schon im voraus aus ihr ihre eure euer dein deine von your for in advance all the
    again lg mfg vg so und schöne schönen
    """
)
SMALL_WORDS: Final = words(
    """
    und oder hat ist war und der die das ich wir sie er es mit von für auf nicht haben will kann muss wird
    wurde sagte meinte war mitte ende am im in zu an bei bin als auch noch schon klein lang alt gut sehr
    mehr hier dort doch dann wenn weil dass über unter vor nach seit aus mein meine
    """
)
# Family names that are words, and so common as names that a given name before them settles it.
COMMON_FAMILY: Final = words(
    """
    Smith Taylor Brown Wilson Clark Wright Walker White Green Hall Wood Baker Cook Cooper Turner Parker
    Miller Carter Hill King Young Ward Hunt Price Bell Fox Shaw Mason Fisher Stone Palmer Webb Hunter Black
    Knight Butler Barnes Rose Ford Gray Porter Weaver Fuller Lane Day Rice Burns Marshall Reed Cox Long
    Foster Bishop Cole West Bush Wells Woods Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker
    Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger
    Hofmann Hartmann Lange Krause Lehmann Köhler Maier Kaiser Fuchs Lang Weiß Jung Hahn Vogel Keller Berger
    Roth Beck Winter Sommer Huber Steiner Moser Graf Brunner Frei Baumann Gerber Stern Groß Vogt Stein Jäger
    Otto Pfeiffer Haas Schubert Seidel Heinrich Brandt Haase Schreiber Ziegler Kuhn Kühn Pohl Engel Horn
    Busch Bergmann Voigt Sauer
    """
)
