# ruff: noqa: E501, SIM905
"""The words by which agendas are understood, German and English. Data, all lower case."""

from __future__ import annotations

# Sections ---------------------------------------------------------------------------------------------------------

AGENDA_HEADINGS = frozenset(
    """
    agenda|agendas|agenda items|agenda item|agenda topics|agenda points|meeting agenda|draft agenda|proposed agenda
    |provisional agenda|today's agenda|todays agenda|our agenda|the agenda|final agenda|full agenda|agendapunkte
    |agenda-punkte|agenda punkte|unsere agenda|die agenda|tagesordnung|tagesordnungspunkte|vorläufige tagesordnung
    |geplante tagesordnung|tagesordnung und ablauf|tops|top|top-liste|top liste|themen|ablauf|themen und ablauf
    |ablauf und themen|agenda und ablauf|agenda & ablauf|agenda and timing|agenda & timing|agenda/topics|agenda / topics|agenda-überblick|agenda überblick|agenda overview|überblick agenda|agenda at a glance
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
AGENDA_HEADINGS_TOO = frozenset(
    """
    topics|topics to discuss|topics for discussion|discussion topics|discussion items|discussion points|talking points
    |items for discussion|points to discuss|order of business|running order|schedule|programme|program|programm
    |zeitplan|zeitlicher ablauf|ablaufplan|sitzungsablauf|besprechungspunkte|besprechungsthemen|besprochene themen
    |themenliste|geplante themen|unsere themen|themen der sitzung|themen des treffens|diskussionspunkte
    |diskussionsthemen|diskussionsthemen und fragen|timetable|meeting topics|punkte|inhalte|themenübersicht|items
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
STOP_HEADINGS = frozenset(
    """
    minutes|meeting minutes|protokoll|sitzungsprotokoll|ergebnisprotokoll|notes|meeting notes|notizen|mitschrift
    |attendees|attendance|participants|participant|present|in attendance|invitees|invited|apologies|absent|regrets
    |teilnehmer|teilnehmende|teilnehmerinnen|teilnehmer:innen|teilnehmer*innen|teilnehmer/innen|teilnehmer/-innen
    |teilnehmerinnen und teilnehmer|teilnehmerliste|teilnehmerkreis|anwesende|anwesend|abwesend|abwesende|entschuldigt
    |verteiler|eingeladene|eingeladen|gäste|guests|logistics|next meeting|next meetings|nächster termin|nächste sitzung
    |nächstes treffen|nächste termine|next dates|action items|actions|action log|aufgaben|maßnahmen|maßnahmenliste|todos
    |to-dos|to dos|todo|to do|aufgabenliste|decisions|beschlüsse|entscheidungen|ergebnisse|results|outcomes|goals|goal
    |ziele|ziel|objective|objectives|purpose|meeting goal|meeting goals|ziel des treffens|ziel der sitzung|zweck
    |background|hintergrund|context|kontext|preparation|vorbereitung|zur vorbereitung|bitte vorbereiten|pre-reading
    |pre-read|pre-reads|preread|pre-work|prework|unterlagen|materials|material|attachments|anlagen|anlage|anhänge|anhang
    |links|references|quellen|dial-in|dial in|dial-in details|dial-in information|einwahl|einwahldaten|zugangsdaten
    |join|how to join|joining instructions|connection details|teilnahme|teilnahmelink|videokonferenz|location|venue|ort
    |where|wo|when|wann|datum|date|date and time|date & time|termin|zeit und ort|ort und zeit|meeting info
    |meeting details|meeting information|rahmendaten|eckdaten|ground rules|spielregeln|rules|meeting rules|regeln
    |parking lot|themenspeicher|parkplatz|themenparkplatz|housekeeping notes|reminders|hinweise|hinweis|resources
    |ressourcen|table of contents|inhaltsverzeichnis|contents|previous minutes|contact|kontakt|ansprechpartner
    |teams-besprechung|microsoft teams|microsoft teams meeting|join zoom meeting|rollen|roles|change log|changelog
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# Parents that only hold the items, so that their children are taken. "Verschiedenes" is an item of its own.
GENERIC_PARENTS = frozenset(
    """
    discussion|discussions|diskussion|diskussionen|diskussionspunkte|diskussionsthemen|discussion topics
    |discussion items|discussion points|topics|topics to discuss|topics for discussion|themen|main topics|main items
    |main agenda|hauptthemen|hauptpunkte|schwerpunkte|schwerpunktthemen|items|agenda|agenda items|agenda topics
    |tagesordnung|tagesordnungspunkte|tops|punkte|inhalte|inhaltliche punkte|besprechungspunkte|besprechungsthemen
    |fachthemen|sachthemen|regular items|standing items|standing agenda items|new business|old business
    |unfinished business|business items|information items|action items|decision items|items for decision
    |items for information|items for discussion|for decision|for information|for discussion|zur entscheidung
    |zur information|zur diskussion|zur beratung|zur beschlussfassung|informationspunkte|entscheidungspunkte
    |beschlusspunkte|vormittag|nachmittag|vormittags|nachmittags|morning|afternoon|evening|abend|morning session
    |afternoon session|öffentlicher teil|öffentliche sitzung|nichtöffentlicher teil|nicht öffentlicher teil
    |nicht-öffentlicher teil|public part|public session|closed session|open session|part one|part two|ablauf
    |besprechung|inhalt|standardthemen|regelthemen|aktuelle themen|current topics|new topics|neue themen
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
CLOSERS = frozenset(
    """
    verschiedenes|sonstiges|sonstige|aob|any other business|any other business (aob)|aob (any other business)|wrap-up
    |wrap up|wrapup|abschluss|zusammenfassung|next steps|nächste schritte|close|closing|feedback|fragen|questions|q&a
    |offene punkte|open issues|open questions|pause|break|mittagspause|lunch|lunch break|kaffeepause|coffee break
    |mittagessen|summary|fazit|ausblick|outlook|feedbackrunde|check-out|checkout|blitzlicht
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
MEETING_ENDS = frozenset(
    """
    ende|end|schluss|ende der sitzung|ende der besprechung|ende der veranstaltung|ende des meetings|ende des treffens
    |sitzungsende|veranstaltungsende|end of meeting|end of the meeting|meeting ends|meeting end|end of day|adjourn
    |adjournment|meeting adjourned|meeting adjourns|ende meeting|geplantes ende|voraussichtliches ende
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
MEETING_STARTS = frozenset("beginn|start|sitzungsbeginn|meeting starts|meeting start|beginn der sitzung".split("|"))
# "key: value" lines that say where, when and who, and nothing to talk about.
NOISE_KEYS = frozenset(
    """
    where|when|wann|wo|ort|datum|date|date/time|date & time|date and time|time|times|zeit|uhrzeit|zeitpunkt|termin
    |beginn|start|start time|ende|end|end time|dauer|duration|length|location|place|venue|room|raum|meeting room|saal
    |besprechungsraum|attendees|participants|present|invitees|invited|guests|gäste|gast|teilnehmer|teilnehmende
    |teilnehmerinnen|teilnehmer:innen|teilnehmer*innen|teilnehmer/innen|teilnehmerkreis|anwesend|anwesende|entschuldigt
    |abwesend|apologies|absent|regrets|chair|chairs|chairperson|co-chair|vorsitz|vorsitzende|vorsitzender|facilitator
    |facilitation|moderation|moderator|moderatorin|leitung|sitzungsleitung|host|organizer|organiser|organisator|veranstalter
    |einladender|eingeladen von|einladende|scribe|note taker|note-taker|notetaker|notes by|minutes by|minute taker
    |protokollführer|protokollführung|protokollant|protokollantin|schriftführung|schriftführer|timekeeper|zeitnehmer
    |wifi|wi-fi|wlan|meeting id|meeting-id|besprechungs-id|besprechungs id|konferenz-id|conference id|telefonkonferenz-id
    |passcode|kenncode|password|passwort|pin|dial-in|dial in|einwahl|einwahlnummer|telefon|phone|tel|link|links|url|zoom
    |teams|webex|meet|google meet|video|video link|videolink|meeting-link|meeting link|join|teilnahmelink|irc|slack
    |from|to|cc|bcc|sent|subject|von|an|gesendet|betreff|kopie|verteiler|purpose|goal|ziel|zweck|objective|objectives
    |sitzungsnummer|sitzung nr|version|stand|status|next meeting|nächster termin|nächste sitzung|nächstes treffen
    |meeting title|title|titel|meeting|besprechung|sitzung|project|projekt|anlass|parking|parken|parkplatz|dress code
    |catering|verpflegung|minutes|other locations|last updated|created by|author|autor|pre-read|prereads|preparation
    |vorbereitung|unterlagen|anlagen|attachments|reminder|hinweis|note|bitte beachten|please note|tz|time zone|zeitzone
    |protokoll|notes|notizen|aufzeichnung|recording|tools|board|miro|dokument|document
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# Keys that also begin real items ("Status: Projekt A", "Protokoll: Freigabe"): noise on a plain line, not on a bullet.
AMBIGUOUS_KEYS = frozenset(
    """
    protokoll notes notizen status ziel goal purpose zweck tools board dokument document video teams phone telefon
    moderation leitung chair titel title meeting besprechung sitzung project projekt parken parking parkplatz catering
    verpflegung minutes slack tel pin dauer objective objectives vorbereitung preparation recording aufzeichnung anlass host von an to
    from reminder hinweis note version stand links link sent unterlagen termin ende start beginn end join gäste guests
    saal raum room length
    """.split()
)
TITLE_KEYS = frozenset(
    "subject|betreff|meeting title|title|titel|meeting|besprechung|sitzung|thema|topic|anlass|projekt|project".split(
        "|"
    )
)
NOTHING = frozenset("none|n/a|na|tbd|keine|keiner|nichts|entfällt|-|–|—|…|...|tba|leer|empty|n. n.|./.|.".split("|"))

# Tables -----------------------------------------------------------------------------------------------------------

HEADER_WORDS: dict[str, frozenset[str]] = {
    "title": frozenset(
        """
        topic|topics|thema|themen|titel|title|item|items|agenda item|agenda items|agenda|agenda topic|agendapunkt|subject
        |gegenstand|tagesordnungspunkt|tagesordnung|punkt|programmpunkt|was|what|inhalt|inhalte|beschreibung|description
        |activity|session|betreff|bezeichnung|besprechungspunkt|discussion topic|discussion item|programm|aktivität|top
        |diskussionspunkt|frage|fragen|question|questions|thema/titel|top / thema|top/thema|issue|matter
        """.replace("\n", "")
        .replace("    ", "")
        .split("|")
    ),
    "time": frozenset(
        """
        time|zeit|uhrzeit|zeitslot|slot|zeitfenster|zeitraum|wann|when|von-bis|von–bis|von - bis|von – bis|time slot
        |timeslot|zeitplan|uhr|clock|zeitplanung
        """.replace("\n", "")
        .replace("    ", "")
        .split("|")
    ),
    "start": frozenset("start|beginn|start time|von|from|starts|startzeit|ab|begin".split("|")),
    "end": frozenset("end|ende|bis|to|until|end time|endzeit|ends".split("|")),
    "minutes": frozenset(
        """
        duration|dauer|timebox|time box|time-box|minutes|minuten|min|mins|length|länge|zeitbedarf|zeitbudget|zeitrahmen
        |zeitansatz|zeit in min|time allotted|allotted time|time allocated|allocated time|geplante zeit|planned time
        |how long|wie lange|est. time|estimated time|allocation|dauer in min|dauer in minuten|zeit in minuten|time needed|redezeit
        """.replace("\n", "")
        .replace("    ", "")
        .split("|")
    ),
    "owner": frozenset(
        """
        presenter|presenters|presented by|owner|owners|wer|who|verantwortlich|verantwortliche|verantwortlicher
        |verantwortliche/r|verantwortliche person|verantwortung|lead|leads|led by|leader|speaker|speakers|sprecher
        |sprecherin|sprecher/in|referent|referentin|referenten|referent/in|referent:in|referierende|vortragende
        |vortragender|vortragende/r|vortrag|person|zuständig|zuständigkeit|host|responsible|responsible person
        |person responsible|facilitator|moderation|moderator|berichterstatter|berichterstatterin|berichterstattung
        |berichterstatter/in|einbringer|einbringerin|einreicher|dri|durch|name|themengeber|themenverantwortlich
        |themenverantwortliche|themenverantwortlicher|input|input von|wer?|who?|leitung|vorgestellt von|resp.
        """.replace("\n", "")
        .replace("    ", "")
        .split("|")
    ),
    "index": frozenset(
        "#|nr|nr.|no|no.|number|nummer|lfd. nr.|lfd nr|lfd.|pos|pos.|position|top|top nr.|top-nr.|item no.|id".split(
            "|"
        )
    ),
}
TOTALS = frozenset("total|gesamt|summe|sum|gesamtdauer|total time|gesamtzeit|insgesamt".split("|"))

# People -----------------------------------------------------------------------------------------------------------

OWNER_LABELS = (
    r"verantwortlich(?:e|er|e[/:*]r)?|verantw\.?|owners?|presenters?|presented by|referent(?:in|en|/in|:in|\*in)?"
    r"|leads?|led by|wer|who|speakers?|sprecher(?:in)?|vortragende[rn]?|vortrag|durch|zuständig|host|dri|responsible"
    r"|resp\.?|vorgestellt von|vorgetragen von|berichterstatter(?:in)?|bericht|einbringer(?:in)?|themengeber(?:in)?"
    r"|themenverantwortlich(?:e|er)?|facilitator|moderation|moderator(?:in)?|gast|guest|input|leitung|von|by|person|name"
)
SHORT_OWNER_LABELS = r"vorgestellt von|vorgetragen von|presented by|led by|von|by"
MINUTES_LABELS = (
    r"dauer|zeit|zeitbedarf|zeitrahmen|zeitansatz|zeitbudget|zeitfenster|uhrzeit|duration|time|timebox|time box|länge"
    r"|length|start|beginn|slot|wann|when|allotted|estimated|geplant|planned"
)
OTHER_LABELS = (
    r"typ|type|art|ziel|goal|zweck|purpose|outcome|ergebnis|format|status|priorität|priority|prio|kategorie|category"
    r"|unterlagen|material|anlage|dokument|document|ort|raum|room|methode|method|erwartung"
)
HONORIFICS = frozenset(
    "herr frau hr hr. fr fr. dr dr. prof prof. mr mr. mrs mrs. ms ms. miss sir dame dipl.-ing. ing. mag.".split()
)
EVERYBODY = frozenset(
    """
    alle|all|alle teilnehmenden|alle teilnehmer|everyone|everybody|team|das team|ganzes team|whole team|plenum|runde|gruppe
    |group|jeder|each|all participants|alle anwesenden|gesamtes team|entire team|n. n.|n.n.|nn|beide|both
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
ROLE_WORDS = frozenset(
    """
    head lead leads leader leiter leiterin leitung manager managerin management director direktor direktorin direktion
    chef chefin chief officer ceo cfo cto coo cio cmo cpo chro ciso cso cdo vp svp evp president präsident präsidentin
    vice-president chair chairman chairwoman chairperson co-chair vorsitz vorsitzende vorsitzender vorstand vorstände
    owner referent referentin referat referatsleitung beauftragte beauftragter geschäftsführung geschäftsführer
    geschäftsführerin geschäftsleitung betriebsrat betriebsrätin personalrat aufsichtsrat beirat schatzmeister
    schatzmeisterin kassenwart kassenwartin schriftführer schriftführerin kassier kassierer kassiererin treasurer secretary
    engineer engineers developer developers entwickler entwicklerin architect architekt architektin designer designerin
    analyst analystin counsel partner partnerin commander coordinator koordinator koordinatorin koordination controller
    moderator moderatorin moderation facilitator scrum-master scrummaster master coach administrator admin assistant
    assistentin assistent assistenz specialist spezialist consultant berater beraterin researcher scientist strategist
    supervisor sprecher sprecherin speaker bürgermeister bürgermeisterin dezernent dezernentin kanzler kanzlerin rektor
    rektorin dekan dekanin dean professor principal teacher steward bereichsleitung projektbüro pmo teamleitung auditor
    team teams abteilung department dept bereich gremium committee ausschuss council board arbeitsgruppe taskforce
    squad crew stab stabsstelle gast gäste guest guests kanzlei agentur agency dienstleister steuerberater steuerberaterin
    wirtschaftsprüfer anwalt anwältin rechtsanwalt rechtsanwältin trainer trainerin elternvertretung schülervertretung
    hausmeister hausverwaltung verwaltung geschäftsstelle sekretariat vereinsvorstand verwalter verwalterin
    """.split()
)
ROLE_ENDINGS = (
    "leitung", "leiter", "leiterin", "referat", "büro", "beauftragte", "beauftragter", "verantwortliche",
    "verantwortlicher", "vorstand", "chefin", "manager", "managerin", "abteilung",
    "team", "referent", "referentin", "sprecher", "sprecherin", "betriebsrat", "entwickler", "entwicklerin",
    "koordinator", "koordinatorin", "koordination", "wart", "wartin", "meister", "meisterin", "planer", "planerin",
    "prüfer", "prüferin", "ingenieur", "ingenieurin", "techniker", "technikerin", "berater", "beraterin", "controller", "controllerin",
)  # fmt: skip
DEPARTMENTS = frozenset(
    """
    vertrieb sales marketing einkauf procurement purchasing hr it personal personalwesen people finanzen finance
    buchhaltung accounting controlling logistik logistics produktion production recht legal rechtsabteilung support
    kundendienst kundenservice service engineering entwicklung development product produkt produktmanagement ops
    operations design ux qa qm qs qualitätssicherung qualitätsmanagement security sicherheit datenschutz compliance
    revision kommunikation communications pr presse versand lager disposition werkstatt montage instandhaltung technik
    facility sre devops backend frontend infrastructure infrastruktur data analytics research innendienst außendienst
    vertriebsinnendienst kundenbetreuung customer-service customer-success success fuhrpark zustellung retouren
    retourenzentrum supply-chain e-commerce ecommerce shop category-management redaktion konstruktion f&e r&d bi
    gf gl br jav sbv vs po sm pm pl rd bl al ls dsb isb
    """.split()
)
NOT_ROLES = frozenset("einleitung anleitung ableitung herleitung zuleitung überleitung umleitung weiterleitung".split())
# What a trailing bracket or dash says about the item and not about a person.
QUALIFIERS = frozenset(
    """
    neu new entscheidung entscheidungen decision decisions information informationen info infos diskussion discussion
    beschluss beschlussfassung abstimmung vote voting kenntnisnahme vertraulich confidential optional fortsetzung
    continued cont cont. contd update updates entwurf draft intern internal extern external final vorläufig preliminary
    wiedervorlage lesung runde version beta alpha pilot pilotprojekt inkl inkl. incl incl. inklusive including siehe see
    falls if tbd tba tbc offen open closed geschlossen öffentlich public private privat online hybrid remote virtuell
    virtual präsenz review workshop pause break lunch prognose forecast ausblick outlook rückblick status stand
    statusbericht statusupdate bericht report planung planning analyse analysis ergebnis ergebnisse results ziel ziele
    goals konzept concept umsetzung implementation vorschlag proposal vorschläge antrag anträge motion wahl wahlen
    vorstellung präsentation presentation demo ist soll plan budget kosten costs preise prices termine dates timeline
    zeitplan roadmap risiken risks maßnahmen actions aufgaben tasks next nächste steps schritte feedback fragen questions
    offene bitte please wichtig important dringend urgent prio priorität mvp poc rfp rfi sla kpi kpis okr okrs nps csat
    dsgvo gdpr faq wip fyi eta etc usw u.a. z.b. e.g. i.e. ggf. ca. live go-live launch release rollout test tests eu
    us usa uk dach emea apac de at ch germany deutschland europe europa england france frankreich österreich schweiz
    annahme freigabe genehmigung approval verabschiedung kurz short lang lange long ganztägig halbtägig vormittag
    nachmittag teil part phase schritt step stufe stage block abschnitt kapitel chapter anlage anhang attachment appendix
    tischvorlage vorlage handout folien slides read-ahead pre-read kurzbericht zwischenstand zwischenbericht abschluss
    abschlussbericht start kick-off kickoff wrap-up retro retrospektive brainstorming input impuls austausch exchange q&a
    neuheiten news nachtrag addendum ergänzung verschoben postponed cancelled entfällt abgesagt erledigt done todo pflicht
    kür must nice-to-have aob sonstiges verschiedenes einleitung introduction intro overview überblick zusammenfassung
    summary fazit hintergrund background kontext context optionen options alternativen szenarien scenarios varianten
    erfahrungen lessons erkenntnisse learnings findings anforderungen requirements strategie strategy vision mission
    markt market wettbewerb competition kunden customers mitarbeiter mitarbeitende staff umsatz revenue gewinn profit
    hierarchie struktur structure prozess process prozesse verfahren qualität quality software hardware
    nord süd ost west mitte north south east central global regional local lokal national filiale filialen standort standorte
    berlin hamburg münchen munich köln frankfurt stuttgart leipzig dresden bremen hannover nürnberg wien vienna zürich zurich
    basel bern london paris madrid rom rome brüssel brussels amsterdam asien asia amerika america afrika africa spanien spain
    italien italy polen poland niederlande netherlands belgien belgium dänemark schweden sweden china japan indien india
    zahlen figures kennzahlen metrics messung messungen auswertung evaluation bewertung assessment wirkung impact
    """.split()
)
CALENDAR_WORDS = frozenset(
    """
    januar februar märz april mai juni juli august september oktober november dezember january february march may june
    july october december montag dienstag mittwoch donnerstag freitag samstag sonntag monday tuesday wednesday thursday
    friday saturday sunday frühling frühjahr sommer herbst winter spring summer autumn fall q1 q2 q3 q4 kw quartal quarter
    heute morgen gestern today tomorrow yesterday jan feb mar apr jun jul aug sep sept okt oct nov dez dec weihnachten
    christmas ostern easter
    """.split()
)
GREETINGS = (
    r"(?:hallo|hi|hey|hello|dear|liebe[rs]?|sehr geehrte[rs]?|guten (?:morgen|tag|abend)|moin|servus|good (?:morning|"
    r"afternoon|evening)|grüezi|grüß gott|greetings|hi all|team)\b.{0,80}[,!:]?"
)
CLOSINGS = (
    r"(?:(?:mit )?(?:freundliche[nr]?|viele|liebe|beste|herzliche|schöne|sonnige|kollegiale)[nr]? grü(?:ß|ss)en?|vg|lg|mfg|bg"
    r"|gruß|grüße|gruss|(?:best|kind|warm|many)(?: regards| wishes)?|(?:with )?(?:kind|best|warm) regards|regards|cheers"
    r"|thanks(?: (?:and|&) .*| a lot| all| everyone| in advance)?|thank you(?: .{0,30})?|many thanks|sincerely"
    r"|yours(?: sincerely| truly)?|danke(?: und .*| euch| ihnen| schön| im voraus)?|vielen dank(?: .{0,40})?|bis (?:dann|dahin"
    r"|morgen|bald|später|gleich|dienstag|montag|mittwoch|donnerstag|freitag|nächste woche)|see you(?: .{0,30})?|talk soon"
    r"|ich freue mich .{0,60}|wir freuen uns .{0,60}|looking forward .{0,60}|gruß und dank|herzlichst|beste grüße .{0,20})"
)
DIAL_IN = (
    r"join (?:(?:the |our |this |your )?(?:zoom|microsoft|teams|meeting|call|webex|video|conference)|on your|with |by phone|via )\b.{0,60}"
    r"|click here to join.{0,40}|microsoft teams(?:[ -](?:meeting|besprechung))?\s*(?:need help\?)?"
    r"|(?:meeting|webinar|conference|konferenz|besprechungs)[ -]?id\s*(?:[:=]|\d).*"
    r"|(?:passcode|kenncode|kennung|passwort|password|access code|zugangscode)\s*[:=].{0,40}"
    r"|one tap mobile.*|dial by your location.*|find (?:your|a) local number.*|lokale nummer suchen.*|need help\?.*"
    r"|(?:hier )?klicken sie hier.*|hier klicken,? um.*|nehmen sie (?:auf|per|an)\b.*teil.*|jetzt an besprechung teilnehmen.*"
    r"|an der besprechung teilnehmen.*|weitere infos?|weitere informationen|learn more.{0,40}|(?:besprechungs|meeting ?)option(?:en|s).{0,30}"
    r"|oder rufen sie an.*|or call in.*|telefonkonferenz(?:-id)?\s*:.{0,40}|teilnahme per (?:telefon|video).*"
    r"|(?:wi-?fi|wlan)(?:[ -](?:name|netz|network|password|passwort|code|zugang|ssid))?\s*[:=].{0,60}"
    r"|zoom(?:[- ](?:link|meeting|call))?\s*(?::.{0,60})?|treten sie .{0,40} bei.*|(?:\+|00?\d|\(\+?\d)[\d ()/-]{6,}.{0,40}"
    r"|phone conference id.*|(?:einwahl|dial[- ]?in)(?:daten|nummer)?\s*:.*|download teams.*|für organisatoren.*|for organizers.*"
)
MESSAGE_ENDS = (
    r"--\s?|_{10,}|-{2,}\s?(?:original message|ursprüngliche nachricht|weitergeleitete nachricht|forwarded message|original appointment"
    r"|ursprünglicher termin).*|am .{6,80} schrieb .*:|on .{6,80} wrote:|diese nachricht wurde .*|von meinem iphone gesendet"
    r"|sent from my .{0,30}|gesendet von .{0,40}|get outlook for .{0,20}"
)
WHEN_WORDS = (
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|mo|di|mi|do|fr|sa|so|mon|tue|wed|thu|fri|sat|sun|januar|februar|märz|april|mai|juni|juli|august|september|oktober"
    r"|november|dezember|january|february|march|may|june|july|october|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|oct|nov"
    r"|dez|dec|uhr|am|pm|a\.m|p\.m|um|at|on|von|from|bis|to|until|den|der|the|of|kw|week|cet|cest|mez|mesz|utc|gmt|h|ab"
    r"|date|datum|st|nd|rd|th)\b|\d+(?:st|nd|rd|th|h|am|pm)?"
)
ROOMS = r"(?:,|·|\||–|-|\bin\b|\bim\b)\s*(?:room|raum|(?:besprechungs|sitzungs|konferenz)(?:raum|saal|zimmer)|saal|meeting room|online|teams|zoom|hybrid)\b.{0,40}$"
