/** What Word, Excel and PowerPoint packages have in common: relationships, properties, embedded files. Source: ECMA-376. */
import type { ParseContext } from '../kind.ts';
import { isoDate } from './dates.ts';
import { attachObject } from './ole-object.ts';
import type { Zip } from './unzip.ts';
import { attribute, child, descendants, elements, parseXml, textOf, type XmlElement } from './xml.ts';

export type Relationship = { id: string; type: string; target: string; external: boolean };

export type Package = {
  zip: Zip;
  /** `null` when the part is missing. */
  xml(path: string): XmlElement | null;
  /** Relationships of a part by id; targets are absolute part names, or addresses when external. */
  relations(path: string): Map<string, Relationship>;
  /** Targets by the last word of the relationship's type, e.g. `comments`. */
  related(path: string, type: string): string[];
};

export const openPackage = (zip: Zip, context: ParseContext): Package => {
  const known = new Map<string, Map<string, Relationship>>();
  const xml = (path: string): XmlElement | null => {
    const bytes = zip.read(path);
    return bytes === null ? null : parseXml(bytes, context.limits);
  };
  const relations = (path: string): Map<string, Relationship> => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const slash = path.lastIndexOf('/');
    const file = `${path.slice(0, slash + 1)}_rels/${path.slice(slash + 1)}.rels`;
    const found = new Map<string, Relationship>();
    for (const element of descendants(xml(file) ?? undefined, 'Relationship')) {
      const id = attribute(element, 'Id') ?? '';
      const external = attribute(element, 'TargetMode')?.toLowerCase() === 'external';
      const target = attribute(element, 'Target') ?? '';
      const type = attribute(element, 'Type') ?? '';
      found.set(id, {
        id,
        type: type.slice(type.lastIndexOf('/') + 1),
        target: external ? target : resolvePart(path, target),
        external,
      });
    }
    known.set(path, found);
    return found;
  };
  return {
    zip,
    xml,
    relations,
    related: (path, type) =>
      [...relations(path).values()]
        .filter((relation) => relation.type === type && !relation.external)
        .map(({ target }) => target),
  };
};

export const resolvePart = (from: string, target: string): string => {
  const parts = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
};

export type Properties = {
  title?: string;
  author?: string;
  createdAt?: string;
  modifiedAt?: string;
  metadata: Record<string, string>;
};

// biome-ignore format: pairs
const coreNames: Record<string, string> = {
  subject: 'subject', keywords: 'keywords', description: 'description', category: 'category', lastModifiedBy: 'lastModifiedBy',
  language: 'language', contentStatus: 'status', version: 'version',
};

export const readProperties = (pack: Package): Properties => {
  const metadata: Record<string, string> = {};
  const core = elements(
    pack.xml(pack.related('', 'core-properties')[0] ?? 'docProps/core.xml') ?? undefined,
  )[0];
  const value = (name: string): string => textOf(child(core, name)).trim();
  for (const [name, key] of Object.entries(coreNames)) if (value(name) !== '') metadata[key] = value(name);
  const app = elements(pack.xml('docProps/app.xml') ?? undefined)[0];
  for (const name of ['Company', 'Manager', 'Application']) {
    const text = textOf(child(app, name)).trim();
    if (text !== '') metadata[name.toLowerCase()] = text;
  }
  for (const property of descendants(pack.xml('docProps/custom.xml') ?? undefined, 'property')) {
    const name = attribute(property, 'name');
    const text = textOf(property).trim();
    if (name !== undefined && text !== '') metadata[`custom.${name}`] = text;
  }
  return {
    ...nonEmpty('title', value('title')),
    ...nonEmpty('author', value('creator')),
    ...nonEmpty('createdAt', isoDate(value('created'))),
    ...nonEmpty('modifiedAt', isoDate(value('modified'))),
    metadata,
  };
};

export const nonEmpty = <K extends string>(
  key: K,
  value: string | null | undefined,
): Partial<Record<K, string>> =>
  value === null || value === undefined || value === ''
    ? {}
    : ({ [key]: value } as Partial<Record<K, string>>);

/** Attaches the embedded objects and packages of a part. */
export const attachEmbedded = (
  pack: Package,
  path: string,
  context: ParseContext,
  seen: Set<string>,
): void => {
  for (const relation of pack.relations(path).values()) {
    if (
      !['oleObject', 'package', 'aFChunk'].includes(relation.type) ||
      relation.external ||
      seen.has(relation.target)
    )
      continue;
    seen.add(relation.target);
    const bytes = pack.zip.read(relation.target);
    if (bytes !== null)
      attachObject(bytes, relation.target.slice(relation.target.lastIndexOf('/') + 1), context);
  }
};

/** Titles, axis names, series and categories of a chart, as rows. */
export const chartRows = (chart: XmlElement | null): { title: string; rows: string[][] } => {
  const root = chart ?? undefined;
  const title = [...descendants(root, 'title')].map((element) =>
    descendants(element, 't').map(textOf).join(' ').trim(),
  );
  const series = descendants(root, 'ser');
  const points = (element: XmlElement | undefined): string[] =>
    descendants(element, 'pt').map((point) => textOf(child(point, 'v')));
  const categories = points(child(series[0], 'cat') ?? child(series[0], 'xVal'));
  const rows = series.map((element) => [
    points(child(element, 'tx')).join(' '),
    ...points(child(element, 'val') ?? child(element, 'yVal')),
  ]);
  return {
    title: title.filter((text) => text !== '').join('\n'),
    rows: categories.length > 0 ? [['', ...categories], ...rows] : rows,
  };
};
