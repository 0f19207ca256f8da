/** The version in package.json, put in by the build. */
declare const unitwrightVersion: string;

/** The version of this program. */
export const version: string = unitwrightVersion;
