/** Names and formulas that tell the frame of a page from its content; conventions of web pages in general, not of any site. */
/** Words in class and id attributes, as stems; web designers of all languages write them in English. */
export const classKinds: readonly (readonly [string, RegExp])[] = [
  ['navigation', /nav|menu|breadcrumb|pagination|pager|skip|toc\b|sitemap|tabs?\b/],
  ['footer', /foot|copyright|impress|colophon|bottom/],
  ['header', /header|masthead|topbar|banner|logo|hero/],
  ['side', /side|aside|column-?right|right-?col|rail|widget|infobox|box\b|spalte|marginal/],
  ['comment', /comment|kommentar|respond|reply|disqus|discussion|forum-?post/],
  [
    'related',
    /relat|recommend|similar|more-?(from|on|news)|read-?(more|next)|teaser|latest|popular|trending|mehr|weitere|outbrain|taboola|also/,
  ],
  ['share', /share|social|facebook|twitter|sharing|whatsapp|follow|bookmark|addto|shariff/],
  ['cookie', /cookie|consent|gdpr|dsgvo|modal|popup|overlay|lightbox|dialog|paywall|notice|alert/],
  ['advert', /\bads?\b|advert|sponsor|promo|anzeige|werbung|banner|commercial|affiliate/],
  [
    'meta',
    /meta|byline|author|autor|dateline|date|datum|time|posted|published|info\b|credit|source|quelle|stamp/,
  ],
  ['tags', /tags?\b|categor|kategorie|keyword|topics?\b|label/],
  ['form', /form|search|suche|login|subscribe|newsletter|signup|register|abo\b/],
  ['caption', /caption|figure|image|photo|picture|gallery|slider|carousel|media|video|bild/],
  ['heading', /title|headline|heading|kicker|titel|uberschrift|subhead/],
  ['lead', /lead|intro|summary|abstract|excerpt|deck|dek\b|standfirst|vorspann|anriss|teaser-?text/],
  ['content', /content|inhalt|main|hauptspalte/],
  ['article', /article|artikel|story|post\b|post-|entry|beitrag|blog|hentry|single|news|page\b|node/],
  ['text', /text|body|copy|paragraph|absatz|richtext|rte|wysiwyg|prose|description|detail/],
  ['print', /print|download|tool|action|button|btn|cta|link/],
  ['hidden', /hidden|hide|sr-only|visually|invisible|mobile-only|collapse/],
];
export const tagsAround = [
  'nav',
  'footer',
  'header',
  'aside',
  'form',
  'main',
  'article',
  'section',
  'figure',
  'table',
  'ul',
  'ol',
  'dl',
  'blockquote',
  'button',
  'address',
  'a',
  'fieldset',
];
export const ownTags = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'li',
  'td',
  'th',
  'dt',
  'dd',
  'div',
  'span',
  'pre',
  'figcaption',
  'blockquote',
  'section',
  'article',
];

/** The formulas that stand around the text of a page in the languages of our users; data of the interface, not of any site. */
export const furniture =
  /^(share|teilen|tweet|e-?mail|print|drucken|seite drucken|pdf|zurück|back|weiter|next|previous|home|startseite|impressum|datenschutz|kontakt|contact|login|anmelden|suche|search|menu|menü|newsletter|abonnieren|subscribe|follow us|folgen sie uns|kommentare?|comments?|leave a (reply|comment)|antworten|reply|related|mehr zum thema|lesen sie auch|read (more|next|also)|weiterlesen|mehr lesen|more from|tags?:|schlagwörter|kategorien?|categories|posted (in|by|on)|veröffentlicht|published|updated|stand:|foto:|bild:|photo:|image:|quelle:|source:|copyright|©|\(c\)|alle rechte|all rights|cookies?|akzeptieren|accept|anzeige|advertisement|werbung|sponsored|nach oben|top|inhaltsverzeichnis|yazdır|paylaş|anasayfa|iletişim)/i;
/** What begins after the text: the readers' voices, and other pages. */
export const commentsBegin =
  /^[(]?\d*[)]?\s*(reader |user |all |alle )?(comments?|kommentare?|responses?|repl(y|ies)|antworten|trackbacks?|pingbacks?|thoughts? on|gedanken zu|reaktionen|leserkommentare|leserbriefe|diskutieren|join the conversation|leave a|schreiben? sie|schreibe einen|kommentar|diskussion|discussion|yorum(lar)?)\b|\b(comments?|kommentare?|responses|antworten|yorum)\s*[(:]?\s*\d*\s*[)]?$/i;
export const othersBegin =
  /^(related|similar|more (from|on|in|stories|news|articles)|mehr (zum|aus|von|dazu)|weitere|auch interessant|das könnte|lesen sie auch|ähnliche|verwandte|you (may|might)|recommended|read (more|next|also)|trending|most (read|popular)|meistgelesen|top stories|latest|aktuelle|neueste|passend|empfohlen|about the author|über den autor|share this|ilgili|diğer)/i;
export const sentenceEnd = /[.!?…:;]["'”“»«)\]]*$/;
