/** Removes what is laid over a page rather than being in it: consent dialogs and what is not shown. */
import { attribute, isElement, type XmlElement } from '../parts/xml.ts';

/** Consent managers by the names they give their elements (public documentation of each). */
const consent =
  /(^|[\s_-])(cookie|cookies|consent|gdpr|dsgvo|onetrust|usercentrics|borlabs|klaro|cmplz|ccm-|cookiebot|cybot|didomi|iubenda|eu-cookie|cc-window|cmpbox|tarteaucitron|truste|quantcast)/;
const overlays = new Set(['dialog', 'alertdialog', 'tooltip']);
/** Parts of the page itself, whatever state they are marked with (`<body class="cookies-not-set">`). */
const pageParts = new Set(['html', 'body', 'main', 'article']);
/** A text about cookies is no dialog about them. */
const longestDialog = 6_000;

const isOverlay = (element: XmlElement): boolean => {
  if (pageParts.has(element.name)) return false;
  if (attribute(element, 'aria-hidden') === 'true' || element.name === 'dialog') return true;
  if (overlays.has((attribute(element, 'role') ?? '').toLowerCase())) return true;
  return (
    consent.test(`${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`.toLowerCase()) &&
    lengthOf(element) < longestDialog
  );
};

const lengthOf = (element: XmlElement): number =>
  element.children.reduce((sum, node) => sum + (isElement(node) ? lengthOf(node) : node.length), 0);

/** A copy without them; text nodes are shared. */
export const withoutOverlays = (element: XmlElement): XmlElement => ({
  name: element.name,
  attributes: element.attributes,
  children: element.children
    .filter((node) => !isElement(node) || !isOverlay(node))
    .map((node) => (isElement(node) ? withoutOverlays(node) : node)),
});
