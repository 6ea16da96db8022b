/** How this server was started. Flags win over environment, environment over defaults (docs/configuration.md). */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Folder of everything kept: database, uploads, keys. */
  readonly dataDir: string;
  /** The address people type, without a trailing slash; QR codes and links are made from it. */
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** Trust `X-Forwarded-Proto` and `X-Forwarded-For` of a proxy in front. */
  readonly trustProxy: boolean;
  /** The operator says that the clock is right although the log holds later instants. */
  readonly acceptClock: boolean;
  /** The living example: frozen clock, banner, logins on the start page. */
  readonly demo: boolean;
}
