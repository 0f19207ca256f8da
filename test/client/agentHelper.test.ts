import { expect, test } from "vitest";
import { readLine } from "../../client/src/systemd/elevation/agentHelper.ts";

test.each([
  ["PAM_PROMPT_ECHO_OFF Password: ", "PAM_PROMPT_ECHO_OFF", "Password: "],
  ["PAM_PROMPT_ECHO_OFF Contrase\\303\\261a: ", "PAM_PROMPT_ECHO_OFF", "Contraseña: "],
  ['PAM_TEXT_INFO Say \\"yes\\"\\tor\\nno\\\\', "PAM_TEXT_INFO", 'Say "yes"\tor\nno\\'],
  ["PAM_ERROR_MSG ", "PAM_ERROR_MSG", ""],
  ["SUCCESS", "SUCCESS", ""],
])("of the helper's line %s the word and the text are read", (line, word, text) => {
  expect(readLine(line)).toEqual({ word, text });
});
