package breakwater.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command line for the commands that may not wait for a library: {@code --name value}, {@code --name=value} or a flag.
 * An unknown option ends the command with a did-you-mean.
 */
public final class Arguments {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> rest = new ArrayList<>();

    /**
     * @param withValue options that take a value
     * @param flags options that take none
     */
    public Arguments(
            final String command, final String[] arguments, final List<String> withValue, final List<String> flags) {
        for (int i = 0; i < arguments.length; i++) {
            final String argument = arguments[i];
            if (!argument.startsWith("--")) {
                rest.add(argument);
                continue;
            }
            final int equals = argument.indexOf('=');
            final String name = equals < 0 ? argument : argument.substring(0, equals);
            if (flags.contains(name) && equals < 0) {
                values.put(name, "");
            } else if (withValue.contains(name)) {
                if (equals < 0 && i + 1 == arguments.length) {
                    throw new CommandFailure(ExitCode.USAGE, command + ": " + name + " needs a value");
                }
                values.put(name, equals < 0 ? arguments[++i] : argument.substring(equals + 1));
            } else {
                final List<String> known = new ArrayList<>(withValue);
                known.addAll(flags);
                throw new CommandFailure(
                        ExitCode.USAGE,
                        command + ": unknown option " + name + breakwater.tools.config.Nearest.hint(name, known)
                                + " Known: " + String.join(" ", known));
            }
        }
    }

    public boolean has(final String name) {
        return values.containsKey(name);
    }

    public String get(final String name, final String fallback) {
        return values.getOrDefault(name, fallback);
    }

    /** Returns what is no option, in order. */
    public List<String> rest() {
        return rest;
    }
}
