"""What columns are called, in English and in German, by what they hold: the surest name first."""

from __future__ import annotations

import re
from typing import Final


def listed(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.replace("\n", "|").split("|") if name.strip())


TEXT: Final = listed(
    """
    story|geschichte|anekdote|anecdote|kundenstimme|freitext|freitextantwort|freitext antwort|kommentar|kommentare
    comment|comments|review text|review body|review content|reviewtext|bewertungstext|rezensionstext
    consumer complaint narrative|beschwerdetext|beschwerde|complaint text|complaint|feedback text|feedbacktext
    feedback|review|rezension|rückmeldung|kundenfeedback|customer feedback|customer comment|kundenkommentar
    verbatim|verbatims|wortlaut|anliegen|schilderung|sachverhalt|narrative|nachricht|message|meldung|text|body
    inhalt|content|beschreibung|description|anmerkung|anmerkungen|bemerkung|bemerkungen|remark|remarks|meinung
    opinion|lob|kritik|testimonial|erlebnis|erfahrung|erfahrungsbericht|experience|bewertung|problem|issue|vorfall
    incident|reviews|response|answer|antwort
    """
)
"""Names of a column with the customers' words, the surest first."""

HALVES: Final = frozenset(
    listed(
        """
        pros|cons|vorteile|nachteile|positives|negatives|positiv|negativ|positive|negative|positive feedback
        negative feedback|likes|dislikes|lob|kritik|lob kritik|positive review|negative review
        what do you like best|what do you dislike|what do you like best about the product
        what do you dislike about the product|what problems is the product solving and how is that benefiting you
        love|hate|the good|the bad|gefällt mir|gefällt mir nicht|das gute|das schlechte|verbesserungsvorschläge
        verbesserungsvorschlag|gut am arbeitgeber finde ich|schlecht am arbeitgeber finde ich
        was hat ihnen gefallen|was hat ihnen nicht gefallen|overall|recommendations to others
        """
    )
)
"""Columns that together make one text: what was good and what was not."""

TITLES: Final = frozenset(
    listed(
        """
        headline|title|titel|überschrift|betreff|subject|review title|summary|zusammenfassung|kurzbeschreibung|thema
        topic
        """
    )
)


def _either(names: str) -> str:
    return "|".join(listed(names))


TEXT_WORD: Final = re.compile(
    _either(
        """
        comment|kommentar|feedback|freitext|verbatim|review|rezension|bewertungstext|beschwerde|complaint|story
        geschichte|rückmeldung|anmerkung|bemerkung|narrative|schilderung|testimonial|free text|open text|open ended
        in (?:your|ihren) |(?:warum|why|grund|reason|wieso)\\b|verbesser|improve|describe|beschreib|tell us|erzähl
        message|nachricht
        """
    ).replace("\\\\", "\\")
)
"""Words in the name of a column that holds the customers' words."""

NEVER_TEXT: Final = re.compile(
    r"\b(?:"
    + _either(
        """
        id|ids|uuid|guid|url|link|links|e ?mail|mail|ip|token|hash|status|state|date|datum|time|zeit
        timestamp|zeitstempel|        language|sprache|locale|reply|replies|company response|owner response
        business response|merchant response
        public response|vendor response|developer|agent|agents|intern|internal|interne|interner|private|notiz|notizen
        notes|lösung|resolution|stellungnahme|händlerantwort|firmenantwort|antwort des|antwort der|antwort vom
        antwort von|response from|response to|address|adresse|anschrift|phone|telefon|template|signature|tags?
        category
        kategorie|categories|attachments?|anhang|anhänge|html|user agent|useragent|device|browser|version|path|name
        author|autor
        """
    )
    + r")\b"
)
"""Words in the name of a column that never holds them: the answers of others, technical fields."""

PERSON: Final = re.compile(
    r"(?:"
    + _either(
        """
        name|names|(?:vor|nach|familien|zu|kunden|benutzer|nutzer|firmen)name|(?:first|last|full|family) ?name
        (?:given|sur|user) ?name
        (?:recipient|person|sender|member|guest|patient|empfänger|absender|teilnehmer) ?name
        recipient|sender|empfänger
        (?:nick|customer|client|contact|reviewer|author|display|agent
        requester|submitter|respondent|company) ?name
        .*\\b(?:e ?mail|mail|phone|telefon|telefonnummer|handy|mobil|mobile|mobilnummer|adresse|address
        anschrift)\\b.*
        .*\\b(?:straße|strasse|street|iban|geburtsdatum|birthday|date of birth)\\b.*
        author|autor|autorin|verfasser|absender|reviewer|benutzer|user|username|nickname|kunde|kundin|customer
        requester|assignee|owner|agent|agentin|bearbeiter|bearbeiterin|bearbeitet von|sachbearbeiter|ansprechpartner
        mitarbeiter|kontakt|contact|name des kunden|reviewed by|created by|posted by|erstellt von|submitted by
        kundennr
        kunden nr|kundennummer|customer id|customer number|kunden id|customer no
        """
    ).replace("|telefon|telefonnummer|", "|telefon|telefonnummer|")
    + r")"
)
"""Names of columns that hold a person's name, address or number: known to be masked, and nothing else."""

NAMES: Final = {
    "source_id": listed(
        """
        review id|reviewid|case|case no|fall
        ticket id|ticketid|ticket|ticket number|ticketnummer|ticket nr|case number|case id
        fallnummer
        fall nr|fall id|vorgangsnummer|vorgangs nr|vorgang|vorgangs id|beschwerdenummer|beschwerde nr
        beschwerde id|complaint id
        response id|responseid|respondent id|respondentid|antwort id|submission id|feedback id|comment id|message id
        story id|id|uuid|guid|nr|nummer|number|lfd nr|laufende nummer|key|aktenzeichen|referenz|reference
        conversation id
        bewertungs id|bewertungsid|rezensions id|record id|source id|external id|externe id|post id
        """
    ),
    "headline": listed(
        """
        headline|review title|title|titel|überschrift|betreff|subject|kurzbeschreibung|summary|zusammenfassung
        review headline|bewertungstitel|titel der bewertung|rezensionstitel
        """
    ),
    "happened_on": listed(
        """
        happened on|happened|review date|review submit date and time|date of review|bewertungsdatum|date|datum
        submitted at
        created at|created|created date|date created|date received|erstellt am|erstellt|erstelldatum|eingang
        eingangsdatum|eingegangen am
        erfasst am|submit date|submission date|submitted|zeitstempel|timestamp|time|zeit|response date|published at
        published date|publication date|veröffentlicht am|reviewed at|review created|abgegeben am|meldedatum
        tag|day|end date
        recorded date|completed at|updated at|beschwerdedatum|datum der beschwerde|datum der bewertung
        vorfalldatum|received at|zeitpunkt|wann|when
        created at utc|submitted at utc|ts|review time|unix review time|inserted at|posted at|posted on|written at
        """
    ),
    "rating": listed(
        """
        star rating|rating|stars|sterne|review rating|review stars|overall rating|bewertung|gesamtbewertung
        note|score|nps
        nps score|nps rating|nps wert|csat|csat score|punkte|zufriedenheit|satisfaction|sternebewertung
        anzahl sterne|punktzahl
        weiterempfehlung|likelihood to recommend|weiterempfehlungsbereitschaft|overall|ratingvalue|rating value
        satisfaction score
        """
    ),
    "language": listed("language|lang|sprache|review language|reviewer language|review locale|locale|user language"),
    "kind": listed("kind|art|type|typ|feedback type|feedbackart|anliegenart|art des anliegens|art der rückmeldung"),
    "segment": listed(
        "segment|kundensegment|kundengruppe|zielgruppe|kundentyp|customer segment|plan|tarif|customer type"
    ),
    "industry": listed("industry|branche|sector|sektor|wirtschaftszweig"),
    "channel": listed(
        "channel|kanal|source channel|eingangskanal|kontaktkanal|submitted via|medium|eingangsweg|kontaktweg"
    ),
    "tags": listed(
        "tags|tag list|schlagwörter|schlagworte|labels|label|stichworte|kategorie|category|kategorien|categories"
        "|thema|themen|topic|topics"
    ),
    "outcome": listed("outcome|ausgang"),
    "consent": listed("consent|einwilligung|zustimmung|consumer consent provided"),
    "weight": listed("votes|vote count|votes count|stimmen|anzahl stimmen|score votes|upvotes|voters|supporters count"),
    "facts": listed("facts|fakten"),
    "excerpt": listed("excerpt|auszug"),
    "title": listed(
        "source title|quelle titel|product|produkt|product name|produktname|app name|survey|umfrage|artikel"
        "|product title|business unit"
    ),
    "publisher": listed("source publisher|publisher|quelle|source|platform|plattform|portal"),
    "url": listed("source url|url|link|permalink|review link|review url|quelle url|public url"),
    "source_date": listed("source date"),
    "heard_by": listed("heard by|gehört von|erzählt bekommen von"),
    "heard_where": listed("heard where|gehört wo|gehört bei"),
    "heard_on": listed("heard on|gehört am"),
    "verified_by": listed("verified by|geprüft von"),
}
"""Names of the columns that feed each other field, the surest first."""
