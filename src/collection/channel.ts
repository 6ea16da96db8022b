/** How a ballot reached the office. `web`: public link or QR; `code`: one-time code; the words stand in import files. */
export const channels = ['web', 'code', 'kiosk', 'paper', 'interview'] as const;
export type Channel = (typeof channels)[number];

export function parseChannel(text: string): Channel | undefined {
  const word = text.trim().toLowerCase();
  return channels.find((channel) => channel === word);
}
