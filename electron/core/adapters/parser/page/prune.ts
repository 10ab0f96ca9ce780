/** Removes what is around the content of a page: navigation, banners, consent dialogs, things that are not shown. */
import { attribute, isElement, type XmlElement } from '../parts/xml.ts';
import { isSilent, marksOf } from './tree.ts';

/** Consent managers by the names they give their elements (public documentation of each). */
const consent =
  /(^|[\s_-])(cookie|cookies|consent|gdpr|dsgvo|onetrust|usercentrics|borlabs|klaro|cmplz|ccm-|cookiebot|cybot|didomi|iubenda|eu-cookie|cc-window|cmpbox|tarteaucitron|truste|quantcast)/;
const around =
  /(^|[\s_-])(nav|navbar|navigation|menu|menubar|submenu|breadcrumbs?|brotkrumen|krumen|sidebar|seitenleiste|footer|fusszeile|masthead|site-header|page-header-bar|toolbar|skip-?links?|sprungmarken|social|share|sharing|teilen|pagination|pager|newsletter|search-?(form|box|bar)?|suche|suchformular|login|lang(uage)?-?(switch|select|nav|menu)\w*|metanav|servicenav|quicklinks?|related|weitere-?links|advert\w*|ads?|banner-ad|promo|sponsor\w*|comments?|disqus|print-?only|sr-only|visually-hidden|screen-reader-text|modal|popup|overlay|tooltip)(?=$|[\s_-])/;
/** Names that say content even where the others occur in them. */
const content = /(^|[\s_-])(main|content|inhalt|article|artikel|body|text|post|entry|story|page)(?=$|[\s_-])/;

const aroundTags = new Set(['nav', 'footer', 'aside', 'dialog', 'menu', 'button', 'iframe', 'frameset']);
const aroundRoles = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'search',
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
  'toolbar',
  'complementary',
  'tooltip',
]);

const isHidden = (element: XmlElement): boolean =>
  'hidden' in element.attributes ||
  attribute(element, 'aria-hidden') === 'true' ||
  /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, 'style') ?? '');

export type Strictness = 'strict' | 'lenient';

const isAround = (element: XmlElement, strictness: Strictness, inContent: boolean): boolean => {
  const { name } = element;
  if (isSilent(element) || isHidden(element)) return true;
  const marks = marksOf(element);
  if (consent.test(marks) && name !== 'body' && name !== 'html' && name !== 'main') return true;
  if (name === 'nav' || name === 'dialog' || name === 'iframe') return true;
  const role = (attribute(element, 'role') ?? '').toLowerCase();
  if (aroundRoles.has(role)) return true;
  // Within an article, header and footer are its own.
  if ((name === 'header' || name === 'footer') && !inContent) return true;
  if (strictness === 'lenient') return false;
  if (aroundTags.has(name)) return true;
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article' || /^h[1-6]$/.test(name))
    return false;
  return around.test(marks) && !content.test(marks);
};

/** A copy without what is around; text nodes are shared. */
export const prune = (root: XmlElement, strictness: Strictness): XmlElement => {
  const copy = (element: XmlElement, inContent: boolean): XmlElement => {
    const children: XmlElement['children'] = [];
    const isContent = inContent || element.name === 'main' || element.name === 'article';
    for (const node of element.children) {
      if (!isElement(node)) children.push(node);
      else if (!isAround(node, strictness, isContent)) children.push(copy(node, isContent));
    }
    return { name: element.name, attributes: element.attributes, children };
  };
  return copy(root, false);
};
