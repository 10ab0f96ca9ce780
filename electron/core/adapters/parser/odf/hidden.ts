/**
 * Takes out of an OpenDocument tree what its reader does not see: hidden text, paragraphs and sections, collapsed and filtered rows.
 * Source: OASIS OpenDocument 1.3, 7.7.6, 16.29.27, 19.751.
 */
import { attribute, child, descendants, isElement, type XmlElement } from '../parts/xml.ts';

/** `family name` of the styles whose text is not displayed, those that inherit it included. */
const hiddenStyles = (roots: readonly XmlElement[]): ReadonlySet<string> => {
  const styles = roots.flatMap((root) => descendants(root, 'style'));
  const hidden = new Set<string>();
  for (let before = -1; before < hidden.size; ) {
    before = hidden.size;
    for (const style of styles) {
      const family = attribute(style, 'family') ?? '';
      const display = attribute(child(style, 'text-properties'), 'text:display');
      const parent = attribute(style, 'parent-style-name');
      if (display === 'none' || (display === undefined && hidden.has(`${family} ${parent}`)))
        hidden.add(`${family} ${attribute(style, 'style:name')}`);
    }
  }
  return hidden;
};

const familyOf: Readonly<Record<string, string>> = { p: 'paragraph', h: 'paragraph', span: 'text' };

/** Changes the tree of `content`. Fields that hide on a condition carry what came out when the file was saved. */
export const dropHidden = (content: XmlElement, styles: XmlElement): void => {
  const unseen = hiddenStyles(content === styles ? [content] : [styles, content]);
  const isHidden = (element: XmlElement): boolean => {
    const family = familyOf[element.name];
    if (family !== undefined && unseen.has(`${family} ${attribute(element, 'text:style-name')}`)) return true;
    if (element.name === 'section') return attribute(element, 'text:display') === 'none';
    if (element.name === 'hidden-text') return attribute(element, 'text:is-hidden') === 'true';
    if (element.name === 'table-row' || element.name === 'table-column')
      return ['collapse', 'filter'].includes(attribute(element, 'table:visibility') ?? '');
    return hidesParagraph(element);
  };
  const visit = (element: XmlElement): void => {
    element.children = element.children.filter((node) => !isElement(node) || !isHidden(node));
    for (const node of element.children) if (isElement(node)) visit(node);
  };
  visit(content);
};

const hidesParagraph = (element: XmlElement): boolean =>
  familyOf[element.name] === 'paragraph' &&
  descendants(element, 'hidden-paragraph').some((field) => attribute(field, 'text:is-hidden') === 'true');
