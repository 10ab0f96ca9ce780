/** The part of Tesseract's WebAssembly interface that is used; the package ships no types. */
declare module 'tesseract.js-core/tesseract-core-simd-lstm.js' {
  export type TesseractApi = {
    Init(path: null, languages: string, mode: number): number;
    SetImageFile(exif: number, angle: number): number;
    Recognize(monitor: null): number;
    GetTSVText(page: number): string;
    End(): void;
  };
  export type TesseractCore = {
    FS: { writeFile(path: string, data: Uint8Array): void };
    TessBaseAPI: new () => TesseractApi;
  };
  export default function createCore(options: object): Promise<TesseractCore>;
}
