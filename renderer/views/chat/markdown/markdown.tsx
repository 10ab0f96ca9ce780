/**
 * Draws one block of an answer. Nothing in it can run, load or lead away: raw HTML is shown as text, images are named instead of
 * loaded, links copy their address, formulas may neither link nor grow without end.
 */
import { memo } from 'react';
import ReactMarkdown, { type Components, type Options } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import 'katex/dist/katex.min.css';
import { components } from './elements.tsx';
import { setFormulas } from './formulas.ts';
import { highlightCode } from './highlight.ts';
import { isEntangled, prepare } from './notation.ts';
import './prose.css';

const remarkPlugins: Options['remarkPlugins'] = [remarkGfm, [remarkMath, { singleDollarTextMath: false }]];
const rehypePlugins: Options['rehypePlugins'] = [setFormulas, highlightCode];

// Addresses are never followed or loaded, so they may be shown as they are.
const asWritten = (url: string) => url;

type Plugin = NonNullable<Options['rehypePlugins']>[number];

export type MarkdownProps = {
  text: string;
  /** Marks parts of the tree by their place in the text the parser saw. */
  annotate?: (source: string) => Plugin;
  /** How marked parts look, beside the usual elements. */
  elements?: Components;
};

export const Markdown = memo(function Markdown({ text, annotate, elements }: MarkdownProps) {
  if (isEntangled(text)) return <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{text}</p>;
  const source = prepare(text);
  return (
    <ReactMarkdown
      remarkPlugins={remarkPlugins}
      rehypePlugins={annotate ? [annotate(source), ...(rehypePlugins ?? [])] : rehypePlugins}
      components={elements ? { ...components, ...elements } : components}
      urlTransform={asWritten}
    >
      {source}
    </ReactMarkdown>
  );
});
