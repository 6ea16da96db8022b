declare const brand: unique symbol;

/** A value that only its own parser can make: `UnitCode` and `FieldCode` do not mix though both are strings. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };
