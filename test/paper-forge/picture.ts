/** A picture of one plane (gray) or three (red, green, blue), 8 bits each, row by row, 0 = black. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly planes: readonly Uint8ClampedArray[];
}

export function blankPicture(width: number, height: number, colour: readonly number[]): Picture {
  return { width, height, planes: colour.map((value) => new Uint8ClampedArray(width * height).fill(value)) };
}

export function copyPicture({ width, height, planes }: Picture): Picture {
  return { width, height, planes: planes.map((plane) => plane.slice()) };
}

export function inColour(picture: Picture): Picture {
  const [gray] = picture.planes;
  return gray && picture.planes.length === 1 ? { ...picture, planes: [gray, gray.slice(), gray.slice()] } : picture;
}

/** As a scanner or a decoder makes gray of colour; weights of ITU-R BT.601 unless told otherwise. */
export function inGray(picture: Picture, [red, green, blue] = [0.299, 0.587, 0.114]): Picture {
  const [r, g, b] = picture.planes;
  if (!r || !g || !b) return picture;
  const gray = new Uint8ClampedArray(r.length);
  for (let at = 0; at < gray.length; at += 1)
    gray[at] = red! * (r[at] as number) + green! * (g[at] as number) + blue! * (b[at] as number);
  return { ...picture, planes: [gray] };
}

/** Of the plane between its pixels' centres; outside, the nearest edge. */
export function sample(plane: Uint8ClampedArray, width: number, height: number, x: number, y: number): number {
  const cx = x < 0 ? 0 : x > width - 1.001 ? width - 1.001 : x;
  const cy = y < 0 ? 0 : y > height - 1.001 ? height - 1.001 : y;
  const left = cx | 0;
  const top = cy | 0;
  const right = cx - left;
  const down = cy - top;
  const at = top * width + left;
  const upper = (plane[at] as number) * (1 - right) + (plane[at + 1] as number) * right;
  const lower = (plane[at + width] as number) * (1 - right) + (plane[at + width + 1] as number) * right;
  return upper * (1 - down) + lower * down;
}

/** Turned by a quarter, clockwise, `quarters` times. */
export function turned(picture: Picture, quarters: number): Picture {
  if (quarters % 4 === 0) return picture;
  const { width, height, planes } = picture;
  const turnedPlanes = planes.map((plane) => {
    const result = new Uint8ClampedArray(plane.length);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) result[x * height + (height - 1 - y)] = plane[y * width + x] as number;
    return result;
  });
  return turned({ width: height, height: width, planes: turnedPlanes }, (quarters % 4) - 1);
}
