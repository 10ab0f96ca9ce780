/** What lies on or beside the pages: form fields with their values, notes of reviewers, embedded files. */
import type { Block, ParseContext } from '../kind.ts';
import type { OpenPdf } from './engine.ts';
import type { Matrix } from './lines.ts';

export type PageExtra =
  | { kind: 'field'; name: string; value: string; box: NonNullable<Block['box']> }
  | { kind: 'note'; text: string; box: NonNullable<Block['box']> };

// Annotation subtypes of fpdf_annot.h
const noteTypes = new Set([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
const fileAttachment = 17;
const widget = 20;
// Form field types of fpdf_formfill.h
const pushButton = 1;
const checkBox = 2;
const radioButton = 3;
const maxAnnotations = 20_000;

/** Form fields work only while this is open. `0` when the document has none or they cannot be read. */
export const openForms = (pdf: OpenPdf): { handle: number; close(): void } => {
  const { malloc, free } = pdf.api.wasmExports;
  const info = malloc(256);
  pdf.api.HEAPU8.fill(0, info, info + 256);
  pdf.view().setUint32(info, 2, true);
  const handle = pdf.api._FPDFDOC_InitFormFillEnvironment(pdf.document, info);
  return {
    handle,
    close: () => {
      if (handle !== 0) pdf.api._FPDFDOC_ExitFormFillEnvironment(handle);
      free(info);
    },
  };
};

export const readExtras = (
  pdf: OpenPdf,
  page: number,
  matrix: Matrix,
  form: number,
  context: ParseContext,
): PageExtra[] => {
  const { api } = pdf;
  const extras: PageExtra[] = [];
  const count = Math.min(api._FPDFPage_GetAnnotCount(page), maxAnnotations);
  const radios = new Map<string, number>();
  for (let index = 0; index < count; index += 1) {
    const annotation = api._FPDFPage_GetAnnot(page, index);
    if (annotation === 0) continue;
    const type = api._FPDFAnnot_GetSubtype(annotation);
    if (type === widget && form !== 0) {
      const field = readField(pdf, annotation, matrix, form);
      const at = field === null ? undefined : radios.get(field.name);
      if (field !== null && at !== undefined && field.radio) {
        // The buttons of one group are one field; the pressed one gives its value.
        const known = extras[at];
        if (known?.kind === 'field' && known.value === '') known.value = field.value;
      } else if (field !== null) {
        if (field.radio) radios.set(field.name, extras.length);
        extras.push({ kind: 'field', name: field.name, value: field.value, box: field.box });
      }
    } else if (type === fileAttachment)
      attachFile(pdf, api._FPDFAnnot_GetFileAttachment(annotation), context);
    else if (noteTypes.has(type)) {
      const text = annotationString(pdf, annotation, 'Contents').trim();
      const author = annotationString(pdf, annotation, 'T').trim();
      if (text !== '')
        extras.push({
          kind: 'note',
          text: author === '' ? text : `${author}: ${text}`,
          box: rectOf(pdf, annotation, matrix),
        });
    }
    api._FPDFPage_CloseAnnot(annotation);
  }
  return extras;
};

const readField = (pdf: OpenPdf, annotation: number, matrix: Matrix, form: number) => {
  const { api } = pdf;
  const type = api._FPDFAnnot_GetFormFieldType(form, annotation);
  if (type <= pushButton) return null;
  const name = pdf.string((buffer, size) => api._FPDFAnnot_GetFormFieldName(form, annotation, buffer, size));
  const label = pdf.string((buffer, size) =>
    api._FPDFAnnot_GetFormFieldAlternateName(form, annotation, buffer, size),
  );
  const set = pdf.string((buffer, size) => api._FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size));
  const isOn = set !== '' && set !== 'Off';
  const value = type === checkBox ? (isOn ? '☒' : '☐') : type === radioButton ? (isOn ? set : '') : set;
  const shown = label.trim() !== '' && label !== name ? `${label.trim()} (${name})` : name;
  return shown === '' && value === ''
    ? null
    : { name: shown, value, radio: type === radioButton, box: rectOf(pdf, annotation, matrix) };
};

const annotationString = (pdf: OpenPdf, annotation: number, key: string): string =>
  pdf.withName(key, (name) =>
    pdf.string((buffer, size) => pdf.api._FPDFAnnot_GetStringValue(annotation, name, buffer, size)),
  );

const rectOf = (
  pdf: OpenPdf,
  annotation: number,
  { a, b, c, d, e, f }: Matrix,
): [number, number, number, number] => {
  pdf.api._FPDFAnnot_GetRect(annotation, pdf.scratch);
  const view = pdf.view();
  const left = view.getFloat32(pdf.scratch, true);
  const top = view.getFloat32(pdf.scratch + 4, true);
  const right = view.getFloat32(pdf.scratch + 8, true);
  const bottom = view.getFloat32(pdf.scratch + 12, true);
  const [x0, y0] = [a * left + c * top + e, b * left + d * top + f];
  const [x1, y1] = [a * right + c * bottom + e, b * right + d * bottom + f];
  return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];
};

export const attachFiles = (pdf: OpenPdf, context: ParseContext): void => {
  const count = Math.min(pdf.api._FPDFDoc_GetAttachmentCount(pdf.document), context.limits.attachments + 1);
  for (let index = 0; index < count; index += 1)
    attachFile(pdf, pdf.api._FPDFDoc_GetAttachment(pdf.document, index), context);
};

const attachFile = (pdf: OpenPdf, attachment: number, context: ParseContext): void => {
  if (attachment === 0) return;
  const { api, scratch } = pdf;
  const { malloc, free } = api.wasmExports;
  const name = pdf.string((buffer, size) => api._FPDFAttachment_GetName(attachment, buffer, size));
  if (api._FPDFAttachment_GetFile(attachment, 0, 0, scratch) === 0) return;
  const size = pdf.view().getUint32(scratch, true);
  if (size === 0) return;
  context.spend(size);
  const buffer = malloc(size);
  if (buffer === 0) return;
  if (api._FPDFAttachment_GetFile(attachment, buffer, size, scratch) !== 0)
    context.attach(name || 'attachment', api.HEAPU8.slice(buffer, buffer + size));
  free(buffer);
};
