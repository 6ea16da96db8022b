const longestSide = 480;

/** A photo of a phone made small before it leaves the browser, upright and without camera data; undefined where the browser cannot. */
export async function reducePhoto(photo: File): Promise<File | undefined> {
  try {
    const picture = await createImageBitmap(photo, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    return blob === null ? undefined : new File([blob], 'photo.jpg', { type: 'image/jpeg' });
  } catch {
    return undefined;
  }
}
