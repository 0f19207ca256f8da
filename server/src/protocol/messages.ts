// The requests of our own that the client sends. It imports the types only.
import type { EscapingPreview } from "../language/names/escapingPreview.ts";

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
      /** What is in effect, as the text of a unit file; comments say `PATH:LINE` of where it stands. */
      readonly text: string;
      /** The paths of the unit's files, as they stand in the text. */
      readonly files: readonly string[];
    }
  | {
      readonly kind: "unknown";
      readonly version: number;
      /** Why nobody can tell, as a sentence. */
      readonly why: string;
    };

/** Asks how a text is spelt in names, and what it stands for as a name. */
export type EscapingPreviewMethod = "unitwright/escapingPreview";

export interface EscapingPreviewParams {
  /** The document whose settings count. */
  readonly uri: string;
  readonly text: string;
  /** What the text is to name: the type of a unit (`service`), or the template of an instance (`app@.service`). */
  readonly naming: string;
}

/** `null` where `naming` is neither. */
export type EscapingPreviewAnswer = EscapingPreview | null;

/** Asks for the names of all units in the editor's folders and on the load path of the machine. */
export type UnitNamesMethod = "unitwright/unitNames";

export interface UnitNamesParams {
  /** The document whose settings count. */
  readonly uri: string;
  readonly scope: "system" | "user";
}

/** Tells as which instance a template is to be looked at: its specifiers are then shown filled in. */
export type ChosenInstanceMethod = "unitwright/chosenInstance";

export interface ChosenInstanceParams {
  readonly uri: string;
  /** As it stands in the name, that is: escaped. None where nothing is chosen any more. */
  readonly instance: string | null;
}

/** Asks what a template would be as one of its instances. */
export type InstancePreviewMethod = "unitwright/instancePreview";

export interface InstancePreviewParams {
  /** The template, or a drop-in of it. */
  readonly textDocument: { readonly uri: string };
  /** As it stands in the name, that is: escaped. */
  readonly instance: string;
}

/** `null` where the document is no template, or the text can be no instance of it. */
export type InstancePreviewAnswer = {
  /** The instance's whole name. */
  readonly name: string;
  /** Such as `ExecStart=/usr/bin/agetty ttyS0`: specifiers are filled in, except for those that nobody can tell. */
  readonly lines: readonly string[];
} | null;

/** Asks for the instances of a template that links and the units of the workspace name, escaped. */
export type InstancesMethod = "unitwright/instances";

export interface InstancesParams {
  readonly template: string;
  /** Whose links count. */
  readonly scope: "system" | "user";
}

/** Asked of the client: the units that a manager has in memory, where the client knows them already. */
export type LiveUnitsMethod = "unitwright/liveUnits";

export interface LiveUnitsParams {
  readonly scope: "system" | "user";
}

/** What the addresses of files begin with that lie on disk, but are saved with root's rights. */
export type EditScheme = "unitwright-edit";
