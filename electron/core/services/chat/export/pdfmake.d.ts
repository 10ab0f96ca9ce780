/** The part of pdfmake 0.3 that the export uses; the package ships no types. */
declare module 'pdfmake' {
  export type PdfMargin = [left: number, top: number, right: number, bottom: number];
  export type PdfStyle = {
    font?: string;
    fontSize?: number;
    bold?: boolean;
    italics?: boolean;
    decoration?: 'underline' | 'lineThrough';
    color?: string;
    background?: string;
    lineHeight?: number;
    margin?: PdfMargin;
    alignment?: 'left' | 'center' | 'right';
    preserveLeadingSpaces?: boolean;
    preserveTrailingSpaces?: boolean;
    link?: string;
  };
  export type PdfText = PdfStyle & { text: string | PdfText[] };
  export type PdfTable = PdfStyle & {
    table: {
      headerRows?: number;
      dontBreakRows?: boolean;
      keepWithHeaderRows?: number;
      widths: (string | number)[];
      body: PdfContent[][];
    };
    layout: string;
  };
  export type PdfContent =
    | PdfText
    | PdfTable
    | (PdfStyle & { stack: PdfContent[]; unbreakable?: boolean })
    | (PdfStyle & { ul: PdfContent[] })
    | (PdfStyle & { ol: PdfContent[]; start: number })
    | (PdfStyle & {
        canvas: {
          type: 'line';
          x1: number;
          y1: number;
          x2: number;
          y2: number;
          lineWidth: number;
          lineColor: string;
        }[];
      });
  export type PdfTableLayout = {
    hLineWidth: (index: number) => number;
    vLineWidth: (index: number) => number;
    hLineColor?: () => string;
    vLineColor?: () => string;
    fillColor?: (row: number) => string | null;
    paddingLeft?: () => number;
    paddingRight?: () => number;
    paddingTop?: (row: number) => number;
    paddingBottom?: (row: number, node: PdfTable) => number;
  };
  export type PdfDefinition = {
    content: PdfContent[];
    pageSize: 'A4';
    pageMargins: PdfMargin;
    language: string;
    displayTitle: boolean;
    info: { title: string; creator: string; producer: string; creationDate: Date };
    defaultStyle: PdfStyle;
    footer: (page: number, pages: number) => PdfContent;
  };
  type FontFiles = { normal: string; bold: string; italics: string; bolditalics: string };
  const pdfmake: {
    setFonts(fonts: Record<string, FontFiles>): void;
    setTableLayouts(layouts: Record<string, PdfTableLayout>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: PdfDefinition): { getBuffer(): Promise<Uint8Array> };
  };
  export default pdfmake;
}
