import { toString } from 'qrcode';

/** A QR code as SVG that fills its box; level M, quiet zone of 2 modules (the white page around gives the rest). */
export function qrSvg(text: string): Promise<string> {
  return toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
}
