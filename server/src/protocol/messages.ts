// The requests of our own that the client sends. It imports the types only.

/** Asks for the unit that a document is part of, as systemd takes it with all its drop-ins. */
export type EffectiveUnitMethod = "unitwright/effectiveUnit";

export interface EffectiveUnitParams {
  readonly textDocument: { readonly uri: string };
}

/** `version` is that of the document when it was answered. */
export type EffectiveUnitAnswer =
  | {
      readonly kind: "known";
      readonly version: number;
      /** The unit's name. */
      readonly name: string;
      /** What is in effect, as the text of a unit file. */
      readonly text: string;
    }
  | {
      readonly kind: "unknown";
      readonly version: number;
      /** Why nobody can tell, as a sentence. */
      readonly why: string;
    };
