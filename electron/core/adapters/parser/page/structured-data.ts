/** Reads schema.org statements (JSON-LD, and microdata where it is the only source): who, when, open when, which service. */
import { attribute, descendants, textOf, type XmlElement } from '../parts/xml.ts';
import { allElements, visibleText } from './tree.ts';

export type Contact = { kind: 'email' | 'phone' | 'fax' | 'address' | 'person'; value: string };

export type StructuredData = {
  types: Set<string>;
  publishedAt: string | null;
  modifiedAt: string | null;
  contacts: Contact[];
  openingHours: string[];
  services: { name: string; description: string | null }[];
  /** Whole text of the article, where the publisher states it. */
  articleBody: string | null;
};

const maxItems = 200;
const maxDepth = 12;

type Json = Record<string, unknown>;
const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const text = (value: unknown): string | null => {
  const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  const folded =
    plain
      ?.replace(/<[^>]{0,500}>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim() ?? '';
  return folded === '' ? null : folded.slice(0, 2_000);
};

const serviceTypes = new Set(['Service', 'GovernmentService', 'PublicService', 'Offer', 'Product']);
const articleTypes = /Article$|^BlogPosting$|^Report$/;

export const readStructuredData = (root: XmlElement): StructuredData => {
  const data: StructuredData = {
    types: new Set(),
    publishedAt: null,
    modifiedAt: null,
    contacts: [],
    openingHours: [],
    services: [],
    articleBody: null,
  };
  for (const script of descendants(root, 'script')) {
    if (!/ld\+json/i.test(attribute(script, 'type') ?? '')) continue;
    try {
      readNode(JSON.parse(textOf(script).replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '')), data, 0);
    } catch {
      // Statements nobody can parse are no statements.
    }
  }
  readMicrodata(root, data);
  return data;
};

const readNode = (node: unknown, data: StructuredData, depth: number): void => {
  if (depth > maxDepth) return;
  if (Array.isArray(node)) {
    for (const one of node.slice(0, maxItems)) readNode(one, data, depth + 1);
    return;
  }
  if (!isRecord(node)) return;
  const types = list(node['@type']).filter((type) => typeof type === 'string');
  for (const type of types) data.types.add(type.replace(/^.*[/#:]/, ''));
  data.publishedAt ??= text(node.datePublished);
  data.modifiedAt ??= text(node.dateModified);
  if (types.some((type) => articleTypes.test(type))) data.articleBody ??= longText(node.articleBody);
  addContact(data, 'email', text(node.email)?.replace(/^mailto:/i, '') ?? null);
  addContact(data, 'phone', text(node.telephone));
  addContact(data, 'fax', text(node.faxNumber));
  addContact(data, 'address', addressOf(node.address));
  for (const hours of list(node.openingHours)) addHours(data, text(hours));
  for (const hours of list(node.openingHoursSpecification)) addHours(data, hoursOf(hours));
  if (types.some((type) => serviceTypes.has(type))) {
    const name = text(node.name);
    if (name !== null && data.services.length < maxItems)
      data.services.push({ name, description: text(node.description) });
  }
  for (const [key, value] of Object.entries(node))
    if (key !== 'address' && typeof value === 'object') readNode(value, data, depth + 1);
};

const longText = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, 1_000_000) : null;

const addContact = (data: StructuredData, kind: Contact['kind'], value: string | null): void => {
  if (value === null || data.contacts.length >= maxItems) return;
  if (!data.contacts.some((known) => known.kind === kind && known.value === value))
    data.contacts.push({ kind, value });
};

const addHours = (data: StructuredData, value: string | null): void => {
  if (value !== null && data.openingHours.length < maxItems && !data.openingHours.includes(value))
    data.openingHours.push(value);
};

const addressOf = (value: unknown): string | null => {
  if (typeof value === 'string') return text(value);
  const [first] = list(value);
  if (!isRecord(first)) return null;
  const place = [text(first.postalCode), text(first.addressLocality)]
    .filter((part) => part !== null)
    .join(' ');
  const parts = [text(first.streetAddress), place].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join(', ');
};

/** `Mo,Tu 08:00-12:00`, as the short form of schema.org writes it. */
const hoursOf = (value: unknown): string | null => {
  if (!isRecord(value)) return null;
  const days = list(value.dayOfWeek)
    .map(text)
    .filter((day) => day !== null)
    .map((day) => day.replace(/^.*\//, '').slice(0, 2));
  const [opens, closes] = [text(value.opens), text(value.closes)];
  if (days.length === 0 || opens === null || closes === null) return null;
  return `${days.join(',')} ${opens.slice(0, 5)}-${closes.slice(0, 5)}`;
};

const readMicrodata = (root: XmlElement, data: StructuredData): void => {
  for (const element of allElements(
    root,
    ({ attributes }) => 'itemprop' in attributes || 'itemtype' in attributes,
  )) {
    const type = attribute(element, 'itemtype');
    if (type !== undefined) data.types.add(type.replace(/^.*[/#:]/, ''));
    const value =
      text(attribute(element, 'content') ?? attribute(element, 'datetime') ?? '') ??
      text(visibleText(element));
    switch (attribute(element, 'itemprop')) {
      case 'datePublished':
        data.publishedAt ??= value;
        break;
      case 'dateModified':
        data.modifiedAt ??= value;
        break;
      case 'email':
        addContact(data, 'email', value?.replace(/^mailto:/i, '') ?? null);
        break;
      case 'telephone':
        addContact(data, 'phone', value);
        break;
      case 'faxNumber':
        addContact(data, 'fax', value);
        break;
      case 'address':
        addContact(data, 'address', value);
        break;
      case 'openingHours':
        addHours(data, value);
        break;
    }
  }
};
