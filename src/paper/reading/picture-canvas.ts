/** Larger pictures get memory of their own. */
const mostBytes = 16 * 1024 * 1024;

/** Memory that one picture after the other is decoded into: to ask for it anew for each costs a tenth of decoding. */
export class PictureCanvas {
  #bytes = new Uint8Array(0);

  /** Not cleared. What was taken before is overwritten: whoever keeps a picture decodes it without a canvas. */
  take(length: number): Uint8Array {
    if (length > mostBytes) return new Uint8Array(length);
    if (length > this.#bytes.length) this.#bytes = new Uint8Array(length);
    return this.#bytes.subarray(0, length);
  }
}
