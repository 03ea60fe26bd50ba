/**
 * The command {@code breakwater}. {@link breakwater.tools.Breakwater} dispatches: kill, status and version go straight to
 * {@code operate}, which loads neither the command-line library nor Chronicle; everything else goes through
 * {@code CommandLineTree} to one small class a command, in {@code run} (demo, run), {@code inspect} (journal, replay, why,
 * tables), {@code check} (config, doctor, explain, data).
 */
package breakwater.tools;
