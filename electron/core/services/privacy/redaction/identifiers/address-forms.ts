/**
 * How streets, houses and towns are written: patterns of German, Austrian, Swiss, French, Italian, English and Turkish addresses.
 * They expect plain signs (`plainSigns`). Capitals are part of the form, so no pattern ignores case.
 */
const word = "\\p{Lu}[\\p{L}.'’-]*";
/** Years and amounts are no numbers of houses. */
const houseNumber =
  '(?!(?:19|20)\\d\\d(?!\\d))\\d{1,4}(?: ?[a-z](?!\\p{L})|[A-Z](?!\\p{L}))?(?: ?[-–/+] ?\\d{1,4}(?: ?[a-z](?!\\p{L}))?){0,3}';
const noUnit =
  '(?![\\p{L}\\p{N}]|[.,]\\d| ?(?:%|€|EUR\\b|Euro\\b|Uhr\\b|km\\b|m²|Kilometer|Meter\\b|Prozent|Minuten|Stunden|Tage|Jahre))';
const inner =
  '(?:Top|Stiege|Stg\\.|Tür|Whg\\.?|Wohnung|Hinterhaus|Haus|Postfach|\\d\\. (?:OG|Stock|Etage)) ?[\\d/A-Z]{0,8}';

/** Ends of words that name a street, whatever stands before them. */
const strongEnd =
  'straße|strasse|str\\.|gasse|allee|chaussee|promenade|damm|ufer|platz|weg|steig|stieg|stiege|steg|ring|pfad|zeile|quai|kai|twiete|kehre|redder|siedlung|graben|brücke|gäss(?:chen|li|le)|strässli|wegle';
const strongWord =
  'Straße|Strasse|Str\\.|Gasse|Allee|Chaussee|Promenade|Damm|Ufer|Platz|Pl\\.|Weg|Steig|Stieg|Steg|Ring|Pfad|Zeile|Quai|Kai|Graben|Brücke|Landstraße|Markt';
/** These end names of towns and common words as well. */
const weakEnd =
  'markt|wall|hof|berg|feld|garten|gärten|park|tor|winkel|rain|kamp|halde|matte|wiese|wiesen|anger|bogen|höhe|hang|tal|grund|blick|eck|ecke|leite|äcker|acker|breite|mühle|bach|heide';

export const germanStreet = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\p{Lu}[\\p{L}.'’-]*(?:${strongEnd})|\\p{Lu}[\\p{L}'’-]*-(?:${strongWord})|(?:${word} ){1,2}(?:${strongWord})|(?:Straße|Strasse|Platz|Allee|Weg|Ufer|Promenade) (?:der|des|am|an der|zum|zur|vor dem) (?:\\d{1,2}\\. )?${word}(?: ${word})?|\\p{Lu}{2,}(?:STRASSE|STR\\.|WEG|PLATZ|ALLEE|GASSE|RING|DAMM)) ${houseNumber}${noUnit}`,
  'gu',
);

/** A form that needs more than itself: a label before it, a line of its own, or a town behind it. */
export const germanPlace = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:(?:Am|An|Auf|Im|In|Zum|Zur|Unter|Hinter|Beim|Vor|Bei) (?:(?:der|dem|den|die|das) )?${word}(?: ${word})?|\\p{Lu}[\\p{L}'’-]*(?:${weakEnd})) ${houseNumber}${noUnit}`,
  'gu',
);

/** “Parkplatz 12” is a place for a car, “Bundesstraße 27” a road. */
export const noStreet =
  /^(?:(?:Der|Die|Das|Den|Dem|Des|Ein|Eine|Einen|Einem|Jeder|Jede|Kein|Diese[rnms]?|Vom|Zum|Zur|Im|Am|Auf|In|Bei|Mit|Ab|Bis) [\p{Lu}]\p{L}+ \d|(?:Bundes|Landes|Kreis|Staats|Daten)stra(?:ß|ss)e |(?:Park|Stell|Arbeits|Sitz|Spiel|Sport|Steh|Studien|Kita|Betreuungs|Pflege|Ausbildungs|Heim|Listen|Speicher|Lager|Schul|Tabellen|Kindergarten)platz |(?:Rück|Hin|Rechts|Lösungs|Instanzen|Verwaltungs|Bildungs|Brems|Schul|Dienst)weg |[\p{L}]+e?rung )/u;

/** Nouns that numbers follow. */
export const counted =
  /(?:Seite|Punkt|Jahr|Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Ort|Umkreis|Nummer|Nr\.|Absatz|Abs\.|Artikel|Art\.|Kapitel|Abschnitt|Tag|Alter|Anlage|Tabelle|Abbildung|Zimmer|Raum|Saal|Teil|Fall|Band|Heft|Monat|Quartal|Halbjahr|Sommer|Winter|Frühjahr|Herbst|Zeitraum|Rahmen|Bereich|Schnitt|Mittel|Paragraph|Kreis|Stand|Satz|Gebäude|Haus|Block|Ziffer|Titel|Buch|Antrag|Klasse|Stufe|Gruppe|Woche|KW|Höhe von|Wert von) \d/u;

export const saysWhere =
  /(?:[Ww]ohn|[Ll]ebt|[Ll]ebend|[Gg]emeldet|[Aa]nsässig|[Aa]nschrift|[Aa]dresse|[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Zz]ustell|[Aa]nwesen|[Ll]iegenschaft|[Uu]mzug|[Vv]erzog|[Zz]og|[Zz]ieht|[Ss]itz)\p{L}*[^\n.!?]{0,30}$/u;

const town =
  '(?:Bad |St\\. |Sankt |Markt |Groß |Klein |Alt |Neu )?\\p{Lu}[\\p{L}’-]+(?: (?:am|an|der|im|in|ob|vor|bei|a\\.|d\\.|i\\.)(?: (?:der|d\\.))? \\p{Lu}[\\p{L}.-]+| ?/ ?\\p{Lu}\\p{L}+| \\(\\p{Lu}[\\p{L} .-]{1,24}\\))?';
const five = `(?:D-)?\\d{5} ${town}`;
const four = `(?:(?:A|CH|FL|AT)-)?\\d{4} ${town}`;
/** What follows a street: door, postal code, town. */
export const germanRest = new RegExp(
  `^(?:[,;]? {0,3}${inner})?(?:\\s{0,3}[,;·|]?\\s{1,3}(?:in )?(?:${five}|${four}))?`,
  'u',
);
/** Without a street that looks like one: words, number, postal code and town. */
export const postal = new RegExp(
  `(?<![\\p{L}\\p{N}.-])${word}(?:[ ,]{1,2}(?:${word}|von|der|den|dem|des|am|an|im|zu|zum|zur|vor|auf|unter|und|de|du|la|le|les|del|della|dei|di|\\d{1,2}\\.)){0,5},? ${houseNumber}(?:, ?\\d{1,3})?(?:,? ${inner})?(?:\\s{0,3}[,;·|\\n]\\s{0,3}(?:${five}|${four})| (?:${five}|(?:A|CH|FL|AT)-\\d{4} ${town}))`,
  'gu',
);
/** A town after a postal code, and words that say that somebody lives there. */
export const livesIn =
  /(?:[Ww]ohnhaft|[Ww]ohnt|[Ww]ohnen|[Gg]emeldet|[Aa]nsässig|[Aa]nschrift|[Aa]dresse|[Ww]ohnort|[Ll]ives|[Ll]iving|[Aa]ddress|[Rr]esiding|[Oo]turuyor|[Aa]dres)[^\n.]{0,30}?(?<![\p{N}])((?:(?:D|A|CH)-)?(?!(?:19|20)\d\d )\d{4,5} \p{Lu}[\p{L}-]+)/gu;

const romanceKind =
  '(?:[Rr]ue|[Aa]venue|[Aa]v\\.|[Cc]hemin|[Rr]oute|[Bb]oulevard|[Bb]d|[Qq]uai|[Aa]llée|[Ii]mpasse|[Pp]lace|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Vv]icolo|[Cc]alle|[Pp]laza|[Rr]ua|[Uu]l\\.)';
const romanceName =
  "(?: (?:de|du|des|la|le|les|l'|d'|del|della|dei|delle|di|da|do|dos)){0,2}(?: ?\\p{Lu}[\\p{L}.'’-]*){1,4}";
export const romanceStreet = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${romanceKind}${romanceName},? ${houseNumber}|\\d{1,4}(?: ?(?:bis|ter))?,? ${romanceKind}${romanceName})(?![\\p{L}\\p{N}])`,
  'gu',
);

const unitWord =
  '(?:[Aa]pt|[Aa]partment|[Ff]lat|[Uu]nit|[Ss]uite|[Ss]te|[Rr]oom|[Ff]loor|APT|SUITE|UNIT|FLAT)';
const unit = `${unitWord}\\.?\\s?[\\dA-Z-]{1,6}`;
const heading = '(?:N|S|E|W|NE|NW|SE|SW)';
const strongKind =
  '(?:[Ss]treet|[Ss]t|[Rr]oad|[Rr]d|[Aa]venue|[Aa]ve|[Ll]ane|[Ll]n|[Dd]rive|[Dd]r|[Bb]oulevard|[Bb]lvd|[Tt]errace|[Pp]arkway|[Pp]kwy|[Hh]ighway|[Hh]wy|[Cc]rescent|[Cc]res|STREET|ST|ROAD|RD|AVENUE|AVE|LANE|LN|DRIVE|DR|BLVD)';
const weakKind =
  '(?:Court|Ct|Way|Square|Sq|Close|Place|Pl|Row|Grove|Gardens|Hill|Mews|Walk|Green|View|Park|Yard|Wharf|Quay|Circle|Cir|Trail|Trl|Loop)';
const street = "(?:\\p{Lu}[\\p{L}'’.-]*|\\d{1,3}(?:st|nd|rd|th))";
export const englishStreet = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${unit},?\\s{1,3})?(?:\\d{1,5}[A-Za-z]?(?:-\\d{1,5})?,? (?:\\d{1,5} )?(?:${heading}\\.? )?(?:${street} ){1,4}${strongKind}|(?!(?:19|20)\\d\\d )\\d{1,5}[A-Za-z]?,? (?:${street} ){1,3}${weakKind})(?![\\p{L}\\p{N}'’])\\.?(?: ${heading}(?![\\p{L}\\p{N}]))?`,
  'gu',
);
/** Number, words, number of a flat: an address in whatever country. */
export const flatOfHouse = new RegExp(
  `(?<![\\p{L}\\p{N}])\\d{1,5}[A-Za-z]?,? (?:[\\p{L}\\d.'’/-]+[ ,]{1,2}){1,6}?\\s{0,3}${unitWord}\\.? ?\\d{1,5}[A-Z]?(?![\\p{L}\\p{N}])`,
  'gu',
);
const name =
  "(?!(?:Dear|Tel|Telephone|Phone|Fax|Mobile|E-?mail|Please|The|We|My|If|Our|Date|Subject)(?!\\p{L}))\\p{Lu}[\\p{L}'’.-]*(?![\\p{L}\\p{N}])(?: (?:\\p{Lu}[\\p{L}'’.-]*|of|and|de|la)(?![\\p{L}\\p{N}])){0,3}";
const zip = '(?:\\d{5}(?:-\\d{4})?|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2})(?![\\p{L}\\p{N}])';
/** A comma or the end of a line, in either order. */
const next = '(?:\\s{0,2},\\s{0,4}|\\s{0,2}\\n\\s{0,4})';
/** Flat, town, county, country, postal code. */
export const englishRest = new RegExp(
  `^(?:,?\\s{1,4}${unit})?(?:\\s(?=${name},? (?:[A-Z]{2} )?${zip})${name})?(?:${next}${name}){0,3}(?:,?\\s{1,4}[A-Z]{2,3}(?![\\p{L}\\d]))?(?:,?\\s{1,4}${zip})?`,
  'u',
);
/** After words that say where somebody lives: number and words, or words and number. */
export const englishPlace =
  /(?<![\p{L}\p{N}])(?:\d{1,5}[a-z]?,? (?:[\p{L}.'’-]{2,} ){0,3}\p{L}[\p{L}.'’-]+(?: \d{1,5}(?![\p{L}\p{N}]))|\d{1,5}[a-z]? (?:\p{Lu}[\p{L}.'’-]+ ){0,3}\p{Lu}[\p{L}'’-]+|(?:\p{Lu}[\p{L}.'’-]+ ){1,3}\d{1,4}[a-z]?(?![\p{L}\p{N}]))/gu;
export const countedInEnglish =
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|minutes?|hours?|days?|weeks?|months?|years?|people|percent|euros?|dollars?|pounds?|miles?|am|pm|o'clock)\b/u;
export const saysWhereInEnglish =
  /(?:\b(?:[Ll]ive[sd]?|[Ll]iving|[Rr]eside[sd]?|[Rr]esiding|[Ll]ocated|[Mm]oved?|[Mm]eet|[Aa]rrived?|[Oo]ffice|[Tt]axi|[Pp]ick(?:ed)?\s(?:me\s)?up|[Rr]eturn|[Ss]hip(?:ped)?|[Dd]eliver(?:ed)?|[Ss]en[dt])\b[^\n.!?]{0,24}\b(?:at|to)|\b[Aa]ddress(?:es)?\b(?:[^\n.!?\d]{0,12}\b(?:is|are|to|with|as)|\s?[:=]))[\s:]{1,4}$/u;

export const poBox = /(?<![\p{L}])(?:[Pp]\.? ?[Oo]\.? ?[Bb]ox|PO BOX) \d{1,6}/gu;
export const postfach = /(?<![\p{L}])(?:Postfach|Case postale|Casella postale) \d[\d ]{0,9}\d?(?!\d)/gu;

const turkishKind =
  '(?:[Mm]ah(?:allesi|\\.)|[Cc]ad(?:desi|\\.)|[Ss]ok(?:ak|ağı|\\.)|[Ss]k\\.|[Bb]ulvarı|[Bb]lv\\.|MAH\\.|CAD\\.|SOK\\.|MAHALLESİ|CADDESİ|SOKAK|SOKAĞI)';
const turkishWord = "[\\p{Lu}\\d][\\p{L}\\d.'’-]*";
export const turkishStreet = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${turkishWord} ){1,4}${turkishKind}(?:,?\\s(?:${turkishWord} ){0,4}${turkishKind}){0,3}(?:,?\\s(?:[Nn][Oo]|[Kk]at|[Dd]aire|[Dd]|[Kk]|[Bb]lok)\\s?[:.]{0,2}\\s?\\d{1,4}(?:/\\d{1,4})?[a-zA-Z]?(?!\\p{L})){0,4}`,
  'gu',
);
export const turkishRest = /^,?\s{0,3}(?:\d{5}\s)?\p{Lu}\p{L}+(?:\s?[/,]\s?\p{Lu}\p{L}+){0,2}/u;
