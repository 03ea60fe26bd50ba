/**
 * What a person does by hand to a running engine: close, cancel, pause, stop, adopt a figure of the venue. Each is one
 * journaled command with who and why; the engine decides, and the tool tells what came of it from the journals. Nothing here acts by itself.
 */
package breakwater.tools.manual;
