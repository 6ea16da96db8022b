import type { App as Application } from './platform/app';
import type { Actor } from './organisation/actor';
import type { Locale } from './ui/locale';

declare global {
  namespace App {
    interface Locals {
      app: Application;
      actor: Actor | undefined;
      locale: Locale;
    }
    interface Platform {
      req?: { hailong?: Application };
    }
    interface Error {
      message: string;
    }
  }
}

export {};
