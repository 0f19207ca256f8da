import { textOfBytes, utf8Bytes } from "../names/utf8.ts";
import { findInvalid } from "../text/utf8.ts";
import { hasUnknownPiece } from "./grammar.ts";

/** Whether the bytes that escapes gave are UTF-8, as far as anyone can tell. */
export function isUtf8(content: string): boolean {
  return (
    findInvalid(content) < 0 || hasUnknownPiece(content) || findInvalid(textOfBytes(utf8Bytes(content))) < 0
  );
}
