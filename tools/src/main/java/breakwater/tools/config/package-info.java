/**
 * The configuration file: a proposal, read once, checked as a whole, and turned into the events by which an engine is
 * configured. Each finding names file, line, column, value, rule and remedy; an unknown key is an error with the nearest
 * name; nothing is filled in where a limit is absent (P32).
 *
 * <p>Thread: any, cold. Start with {@code ConfigFile}.
 */
package breakwater.tools.config;
