export const publicationOfficeText = { vi: {}, en: {} };
